// Clients that send byte by byte, on purpose or by a bad network, while a kiosk delivers.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>

#include "faults/delivery_line.h"

namespace {

// Posts an endless request, a byte every 50 ms, until it is cut off.
class SlowClient {
 public:
  explicit SlowClient(int port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    thread_ = std::thread([this] { drip(); });
  }
  ~SlowClient() {
    quit_ = true;
    thread_.join();
    ::close(socket_);
  }
  SlowClient(const SlowClient&) = delete;
  SlowClient& operator=(const SlowClient&) = delete;
  // It has not been cut off.
  bool holds() const { return !over_; }

 private:
  void drip() {
    const std::string head = "POST /api/v1/intakes HTTP/1.1\r\nHost: queue\r\nContent-Length: 100000\r\n\r\n";
    for (std::size_t at = 0; !quit_; ++at) {
      const char byte = at < head.size() ? head[at] : 'x';
      if (::send(socket_, &byte, 1, MSG_NOSIGNAL) != 1) {
        over_ = true;
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  int socket_ = -1;
  std::atomic<bool> quit_{false};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace

TEST_CASE("slow clients: a kiosk's records arrive while others send byte by byte") {
  faults::DeliveryLine line;
  {
    std::vector<std::unique_ptr<SlowClient>> slow;
    for (int i = 0; i < 12; ++i) slow.push_back(std::make_unique<SlowClient>(line.queue().port()));
    for (int i = 0; i < 30; ++i) REQUIRE(line.keep());
    line.start_courier();
    // Before the first of them is cut off, 10 s after it began.
    CHECK(faults::eventually([&] { return line.outbox().counts().waiting < 30; }));
    CHECK(std::all_of(slow.begin(), slow.end(), [](const auto& one) { return one->holds(); }));
    CHECK(line.empties());
  }
  line.check_exactly_once();
}

TEST_CASE("slow clients: a kiosk whose own bytes trickle through the network delivers all the same") {
  faults::DeliveryLine line;
  line.proxy().play(std::vector<support::NetFault>(10, support::NetFault::Drip));
  for (int i = 0; i < 10; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(support::NetFault::Drip) == 10);
  line.check_exactly_once();
}
