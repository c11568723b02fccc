#include "queue/admin.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>
#include <thread>

#include "rig.h"

using nlohmann::json;

namespace {

json ask(rig::Queue& q, const std::string& line) {
  return json::parse(queue::admin_answer(q.service(), line, rig::kAdmin));
}

// A caller that connects and then does as it likes. -1 if the socket cannot be made.
class Caller {
 public:
  explicit Caller(const std::filesystem::path& folder)
      : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sun_family = AF_UNIX;
    (folder / "admin.sock").string().copy(address_.sun_path, sizeof address_.sun_path - 1);
  }
  ~Caller() { ::close(socket_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  int socket() const { return socket_; }
  bool connect() const {
    return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0;
  }
  bool say(std::string_view text) const {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  std::string hear() const {
    char text[4096];
    const auto got = ::recv(socket_, text, sizeof text, 0);
    return got > 0 ? std::string(text, static_cast<std::size_t>(got)) : std::string();
  }

 private:
  int socket_;
  sockaddr_un address_{};
};

}  // namespace

TEST_CASE("admin commands answer, and say why not") {
  rig::Queue q;
  const auto code = ask(q, R"({"do":"kiosk.add","name":"lobby"})");
  CHECK(code["ok"] == true);
  CHECK(intake::EnrolCode::parse(code["code"].get<std::string>()));
  CHECK(ask(q, R"({"do":"kiosk.list"})")["kiosks"].empty());
  CHECK(ask(q, R"({"do":"user.list"})")["users"].empty());
  CHECK(ask(q,
            R"({"do":"member.add","number":"1","given":"Anna","family":"Berg","card":"62E3086CED"})")["ok"] ==
        true);
  for (const char* bad :
       {"", "nonsense", "[]", "{}", R"({"do":7})", R"({"do":"kiosk.add"})",
        R"({"do":"kiosk.revoke","id":"x"})", R"({"do":"user.add","name":"maya","role":"therapist"})",
        R"({"do":"member.add","number":"1","given":"Anna","family":"Berg"})"}) {
    const auto answer = ask(q, bad);
    CHECK(answer["ok"] == false);
    CHECK(answer["error"].is_string());
  }
}

TEST_CASE("a command reaches the server over its socket, however deep the folder lies") {
  rig::Queue q;
  const auto deep = q.temp.path() / std::string(100, 'd') / std::string(100, 'e');
  std::filesystem::create_directories(deep);
  CHECK(queue::admin_call(deep, "{}").error().code == base::Code::Absent);
  {
    const auto socket = queue::AdminSocket::open(deep, q.service()).value();
    struct stat status {};
    REQUIRE(::stat((deep / "admin.sock").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    const auto answer = json::parse(queue::admin_call(deep, R"({"do":"kiosk.add","name":"lobby"})").value());
    CHECK(answer["ok"] == true);
    std::vector<std::thread> callers;
    for (int i = 0; i < 4; ++i)
      callers.emplace_back([&] { CHECK(queue::admin_call(deep, R"({"do":"user.list"})")); });
    for (auto& caller : callers) caller.join();
  }
  CHECK_FALSE(std::filesystem::exists(deep / "admin.sock"));
  CHECK(queue::admin_call(deep, "{}").error().code == base::Code::Absent);
}

TEST_CASE("a dead server's socket file does not stand in the way") {
  rig::Queue q;
  REQUIRE(base::write_file_durably(q.data / "admin.sock", "", 0600));
  const auto socket = queue::AdminSocket::open(q.data, q.service());
  REQUIRE(socket);
  CHECK(queue::admin_call(q.data, R"({"do":"kiosk.list"})"));
}

TEST_CASE("a caller that says nothing, or half a line, does not keep the server from stopping") {
  rig::Queue q;
  auto socket = queue::AdminSocket::open(q.data, q.service()).value();
  const Caller silent(q.data);
  const Caller half(q.data);
  REQUIRE(silent.connect());
  REQUIRE(half.connect());
  REQUIRE(half.say(R"({"do":"user)"));
  const auto from = std::chrono::steady_clock::now();
  socket.reset();
  // Each would be listened to for 10 s.
  CHECK(std::chrono::steady_clock::now() - from < std::chrono::seconds(9));
}

TEST_CASE("with no descriptor left the socket waits, it does not spin; then it answers") {
  rig::Queue q;
  const auto socket = queue::AdminSocket::open(q.data, q.service()).value();
  const Caller caller(q.data);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  // The next descriptor is the first free one, so a limit just above the caller's leaves none.
  const rlimit none{static_cast<rlim_t>(caller.socket()) + 1, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const bool asked = caller.connect() && caller.say("{\"do\":\"user.list\"}\n");
  const auto cpu = std::clock();
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  const auto used = std::clock() - cpu;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  REQUIRE(asked);
  CHECK(used < CLOCKS_PER_SEC / 5);
  CHECK(json::parse(caller.hear())["ok"] == true);
}
