// A 200 whose body ends too early.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("a truncated 200 is no receipt: the record is sent again and kept once") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::CutReply, NetFault::CutReply, NetFault::None, NetFault::CutReply});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::CutReply) == 3);
  line.check_exactly_once();
}
