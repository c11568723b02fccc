// The network delivers a request twice.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("requests doubled: the second is refused as heard before, and the record is kept once") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::Double, NetFault::None, NetFault::Double, NetFault::Double});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::Double) == 3);
  line.check_exactly_once();
}
