// Clients that send byte by byte, as many as could be meant to take every worker, against the deadline of a
// request. Real sockets and real time: the deadline is a real clock's.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "http_rig.h"
#include "support/eventually.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Sends an endless head of a request, a byte every 100 ms on each connection, until each was cut off.
class Drippers {
 public:
  explicit Drippers(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    for (int& socket : sockets_) {
      socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    thread_ = std::thread([this] { drip(); });
  }
  ~Drippers() {
    quit_ = true;
    thread_.join();
    for (const int socket : sockets_) ::close(socket);
  }
  Drippers(const Drippers&) = delete;
  Drippers& operator=(const Drippers&) = delete;

  int cut_off() const { return cut_off_; }
  Clock::duration last_cut() const { return Clock::duration(last_cut_.load()); }

 private:
  void drip() {
    std::array<bool, 16> over{};
    for (std::size_t round = 0; !quit_ && cut_off_ < 16; ++round) {
      for (std::size_t i = 0; i < sockets_.size(); ++i) {
        if (over[i] || say(sockets_[i], round)) continue;
        over[i] = true;
        last_cut_ = (Clock::now() - begin_).count();
        ++cut_off_;
      }
      std::this_thread::sleep_for(milliseconds(100));
    }
  }
  // False once the server has ended the connection.
  static bool say(int socket, std::size_t round) {
    static constexpr std::string_view kHead = "POST /api/v1/intakes HTTP/1.1\r\nX-Slow: ";
    const char byte = round < kHead.size() ? kHead[round] : 'x';
    if (::send(socket, &byte, 1, MSG_NOSIGNAL) != 1) return false;
    std::array<char, 512> answer{};
    return ::recv(socket, answer.data(), answer.size(), MSG_DONTWAIT) != 0;
  }

  const Clock::time_point begin_ = Clock::now();
  std::array<int, 16> sockets_{};
  std::atomic<int> cut_off_{0};
  std::atomic<Clock::rep> last_cut_{0};
  std::atomic<bool> quit_{false};
  std::thread thread_;
};

}  // namespace

TEST_CASE("16 clients that drip hold up no delivery, and each is cut off at the deadline") {
  rig::HttpQueue q;
  auto kiosk = q.enrolled_over_http();
  const Drippers slow(q.server->port());
  std::this_thread::sleep_for(milliseconds(500));  // until each has been taken by a worker
  int beside_them = 0;
  for (int i = 0; i < 10; ++i) {
    const auto made = kiosk.next_intake(q.clock);
    const auto answer = rig::signed_post(q.http, kiosk, q.clock, "/api/v1/intakes",
                                         intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    beside_them += slow.cut_off() == 0 ? 1 : 0;
  }
  CHECK_MESSAGE(beside_them > 0, "delivered while all of them still hold on");
  CHECK(support::eventually([&] { return slow.cut_off() == 16; }));
  // The deadline is 10 s from when a worker took it.
  CHECK(slow.last_cut() > seconds(9));
  CHECK(slow.last_cut() < seconds(30));
}
