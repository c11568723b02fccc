// Copies of requests arrive late, after others that were sent later.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("requests out of order: a late copy changes nothing") {
  faults::DeliveryLine line;
  line.proxy().play(
      {NetFault::Late, NetFault::Late, NetFault::None, NetFault::Late, NetFault::Done500, NetFault::Late});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::Late) == 4);
  line.check_exactly_once();
}
