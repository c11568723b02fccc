// The network swallows requests: the queue never hears of them.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("requests lost on the way: each record arrives once in the end") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::DropRequest, NetFault::DropRequest, NetFault::None, NetFault::DropRequest});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::DropRequest) == 3);
  line.check_exactly_once();
}
