// The network swallows replies: the queue has the record, the kiosk does not know.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("replies lost on the way back: the record is sent again and kept once") {
  faults::DeliveryLine line;
  line.proxy().play(
      {NetFault::DropReply, NetFault::DropReply, NetFault::DropReply, NetFault::None, NetFault::DropReply});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::DropReply) == 4);
  line.check_exactly_once();
}
