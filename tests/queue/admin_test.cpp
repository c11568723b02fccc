#include "queue/admin.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "rig.h"

using nlohmann::json;

namespace {

json ask(rig::Queue& q, const std::string& line) {
  return json::parse(queue::admin_answer(q.service(), line, rig::kAdmin));
}

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
