// Connections are reset in the middle of a body, on the way there and on the way back.
#include "faults/delivery_line.h"

using support::NetFault;

TEST_CASE("connections reset mid-body: half a request is no record, half a reply is no receipt") {
  faults::DeliveryLine line;
  line.proxy().play({NetFault::ResetInRequest, NetFault::ResetInReply, NetFault::ResetInReply, NetFault::None,
                     NetFault::ResetInRequest, NetFault::ResetInReply});
  for (int i = 0; i < 8; ++i) REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  CHECK(line.proxy().met(NetFault::ResetInRequest) == 2);
  CHECK(line.proxy().met(NetFault::ResetInReply) == 3);
  line.check_exactly_once();
}
