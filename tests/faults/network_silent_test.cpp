// The network goes silent in the middle of a request: nobody hangs up and nobody answers.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("silence: a request that hangs is given up at its limit, and the records arrive once") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::Silent, NetFault::SilentReply, NetFault::None, NetFault::Silent});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::Silent) == 2);
  CHECK(line.proxy().met(NetFault::SilentReply) == 1);
  line.check_exactly_once();
}

TEST_CASE("silence of 30 s with the product's own limits: delivered soon after it ends") {
  if (!faults::long_form()) {
    MESSAGE("skipped: tests/run --long lets the 30 s pass");
    return;
  }
  faults::DeliveryLine line;
  const auto back = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  line.proxy().choose([back](int, const std::string&) {
    return std::chrono::steady_clock::now() < back ? NetFault::Silent : NetFault::None;
  });
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier({});
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::Silent) >= 2);
  line.check_exactly_once();
}

TEST_CASE("silence: the kiosk can be stopped at once while a request hangs") {
  faults::DeliveryLine line;
  line.proxy().choose([](int, const std::string&) { return NetFault::Silent; });
  REQUIRE(line.keep());
  delivery::Timings timings;
  timings.silence = timings.whole = base::Millis{60'000};
  line.start_courier(timings);
  REQUIRE(faults::eventually([&] { return line.proxy().met(NetFault::Silent) > 0; }));
  const auto begin = std::chrono::steady_clock::now();
  line.stop_courier();
  // At once, as far as a busy machine lets it; the request itself would hang for a minute.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
  CHECK(line.outbox().counts().waiting == 1);
}
