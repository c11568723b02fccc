// Something between kiosk and queue answers 500, whether or not the queue has heard.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("500 for an answer: nothing is taken for delivered, nothing is doubled") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::Answer500, NetFault::Done500, NetFault::Done500, NetFault::Answer500,
                     NetFault::None, NetFault::Done500});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::Answer500) == 2);
  CHECK(line.proxy().met(NetFault::Done500) == 3);
  line.check_exactly_once();
}
