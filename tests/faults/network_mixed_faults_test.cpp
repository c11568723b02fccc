// Every fault of the network at random, and the queue killed again and again in between: what was kept at
// the kiosk is in the store exactly once. 300 records; 10,000 with tests/run --long.
#include <signal.h>

#include <random>

#include "faults/delivery_line.h"

using support::NetFault;

namespace {

// Most requests pass; silence is rare because each costs its time limit.
NetFault some_fault(std::mt19937& random) {
  constexpr NetFault kFaults[] = {NetFault::DropRequest,  NetFault::DropReply, NetFault::ResetInRequest,
                                  NetFault::ResetInReply, NetFault::Double,    NetFault::Late,
                                  NetFault::Answer500,    NetFault::Done500,   NetFault::CutReply,
                                  NetFault::Drip};
  const auto number = random() % 1000;
  if (number < 4) return number < 2 ? NetFault::Silent : NetFault::SilentReply;
  return number < 350 ? kFaults[random() % std::size(kFaults)] : NetFault::None;
}

}  // namespace

TEST_CASE("mixed faults and kills of the queue: each record arrives exactly once, byte for byte") {
  const int records = faults::long_form() ? 10'000 : 300;
  const int between_kills = faults::long_form() ? 500 : 100;
  faults::DeliveryLine line;
  std::mt19937 random(20261121);
  line.proxy().choose([&random](int, const std::string&) { return some_fault(random); });
  line.start_courier();
  int kills = 0;
  for (int i = 1; i <= records; ++i) {
    REQUIRE(line.keep());
    if (i % between_kills != 0) continue;
    // In the middle of a delivery, wherever that is.
    REQUIRE(faults::eventually([&] { return line.outbox().counts().waiting <= between_kills / 2; },
                               std::chrono::seconds(600)));
    line.queue().end(SIGKILL);
    line.queue().start();
    ++kills;
  }
  CHECK(line.empties(std::chrono::seconds(600)));
  CHECK(kills == records / between_kills);
  CHECK(line.proxy().met(NetFault::DropReply) + line.proxy().met(NetFault::Done500) > 0);
  CHECK(line.kept() == static_cast<std::size_t>(records));
  line.check_exactly_once();
}
