// The stream of events over real sockets: who is told what, and that it takes nothing from kiosks.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <thread>

#include "http_rig.h"
#include "support/eventually.h"

namespace {

using Clock = std::chrono::steady_clock;

// An event stream as a page holds it. Reads with a time limit, so that a missing event fails and does not
// hang.
class Stream {
 public:
  Stream(int port, const std::string& token) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const timeval limit{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const auto request =
        "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    REQUIRE(::send(socket_, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));
  }
  Stream(Stream&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), text_(std::move(other.text_)) {}
  ~Stream() {
    if (socket_ >= 0) ::close(socket_);
  }
  // Everything up to and with `part`; false if it does not come.
  bool read_to(const std::string& part) {
    for (;;) {
      if (const auto at = text_.find(part); at != std::string::npos) {
        text_.erase(0, at + part.size());
        return true;
      }
      if (!read_more()) return false;
    }
  }
  // Of the answer; 0 if there is none.
  int status() {
    if (!read_to("HTTP/1.1 ")) return 0;
    while (text_.size() < 3 && read_more()) continue;
    return text_.size() < 3 ? 0 : std::stoi(text_.substr(0, 3));
  }
  bool closed() {
    std::array<char, 256> more{};
    ssize_t got = 0;
    while ((got = ::recv(socket_, more.data(), more.size(), 0)) > 0) continue;
    return got == 0;
  }

 private:
  bool read_more() {
    std::array<char, 4096> more{};
    const auto got = ::recv(socket_, more.data(), more.size(), 0);
    if (got > 0) text_.append(more.data(), static_cast<std::size_t>(got));
    return got > 0;
  }
  int socket_ = -1;
  std::string text_;
};

// A kiosk's patience for an answer, ms (delivery::Timings::silence); a busy machine is far below it. How long
// it takes is what tests/bench tells.
constexpr double kPatienceMs = 8000;

struct EventQueue : rig::HttpQueue {
  EventQueue() { add_therapist("maya"); }
  // Passwords are not what these tests are about, and take 50 ms each.
  std::string token() {
    if (token_.empty()) {
      REQUIRE(service().add_user("tom", "", "therapist", "a long walk", rig::kAdmin));
      token_ = service().log_in("tom", "a long walk", "test").value().in->token;
    }
    return token_;
  }
  Stream stream() { return Stream(server->port(), token()); }
  // How long each of `count` deliveries took, sorted, ms.
  std::vector<double> deliveries(rig::Kiosk& kiosk, int count) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
      const auto body = intake::to_json(intake::IntakePost{kiosk.envelope(kiosk.next_intake(clock)), 0});
      const auto begin = Clock::now();
      const auto answer = rig::signed_post(http, kiosk, clock, "/api/v1/intakes", body);
      REQUIRE(answer);
      CHECK(answer->status == 200);
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    return times;
  }
  std::string token_;
};

}  // namespace

TEST_CASE("a page is greeted, told of each change, and told when its session ends") {
  EventQueue q;
  auto stream = q.stream();
  REQUIRE(stream.read_to("HTTP/1.1 200"));
  CHECK(stream.read_to("text/event-stream"));
  CHECK(stream.read_to("event: hello"));
  auto kiosk = q.enrolled();
  q.take(kiosk, kiosk.next_intake(q.clock));
  CHECK(stream.read_to("event: queue\ndata: {\"version\":"));
  q.clock.advance(queue::Sessions::kIdle);
  CHECK(stream.read_to("event: ended"));
  CHECK(stream.closed());
}

TEST_CASE("listening alone keeps no session, and a logged-out one is told at once") {
  EventQueue q;
  auto stream = q.stream();
  REQUIRE(stream.read_to("event: hello"));
  rig::Http page(q.server->url());
  page.set_default_headers({{"Authorization", "Bearer " + q.token()}});
  CHECK(page.Post("/api/v1/logout", "{}", rig::kJson)->status == 204);
  CHECK(stream.read_to("event: ended"));
  CHECK(page.Get("/api/v1/events")->status == 401);
}

TEST_CASE("250 pages listen while a kiosk delivers: its requests take as long as without them") {
  EventQueue q;
  auto kiosk = q.enrolled();
  q.deliveries(kiosk, 20);
  const auto alone = q.deliveries(kiosk, 100);
  std::vector<Stream> pages;
  for (int i = 0; i < 250; ++i) pages.push_back(q.stream());
  for (auto& page : pages) REQUIRE(page.read_to("event: hello"));
  const auto beside = q.deliveries(kiosk, 100);
  for (auto& page : pages) CHECK(page.read_to("event: queue"));
  std::cout << "delivery beside 250 event streams: median " << beside[50] << " ms, alone " << alone[50]
            << " ms, ratio " << beside[50] / alone[50] << "; p99 " << beside[98] << " ms\n";
  CHECK(beside[99] < kPatienceMs);
}

TEST_CASE("the 301st stream is refused, and a place that was left is given again") {
  EventQueue q;
  {
    std::vector<Stream> pages;
    for (int i = 0; i < 300; ++i) pages.push_back(q.stream());
    for (auto& page : pages) REQUIRE(page.read_to("event: hello"));
    auto late = q.stream();
    CHECK(late.status() == 503);
    CHECK(q.http.Get("/api/v1/health")->status == 200);
  }
  // The server learns of a page's going when its socket says so.
  CHECK(support::eventually([&] { return q.stream().status() == 200; }));
}

TEST_CASE("connections that say nothing hold no worker") {
  EventQueue q;
  std::vector<int> silent;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(q.server->port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int i = 0; i < 100; ++i) {
    silent.push_back(::socket(AF_INET, SOCK_STREAM, 0));
    REQUIRE(::connect(silent.back(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  auto kiosk = q.enrolled();
  CHECK(q.deliveries(kiosk, 20)[19] < kPatienceMs);
  for (const int socket : silent) ::close(socket);
}
