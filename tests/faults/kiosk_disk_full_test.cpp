// The kiosk's disk is full: no visit is taken that cannot be kept, none that was taken is lost, delivery goes
// on, and room that comes back is used at once.
#include <fstream>

#include "faults/delivery_line.h"
#include "support/small_disk.h"

using faults::DeliveryLine;

namespace {

// How many were kept until there was no room.
int keep_until_full(DeliveryLine& line) {
  int kept = 0;
  while (kept < 20'000 && line.keep(DeliveryLine::Size::Large)) ++kept;
  return kept;
}

}  // namespace

TEST_CASE("kiosk's disk full: taken again as soon as there is room, in the same process") {
  const support::SmallDisk disk("12m");
  if (!disk.mounted()) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  DeliveryLine line({.kiosk = disk.path() / "kiosk", .queue = {}});
  REQUIRE(line.keep());
  disk.fill();
  const int kept = keep_until_full(line);
  CHECK_MESSAGE(kept < 20'000, "the disk did fill");
  CHECK_FALSE(line.keep(DeliveryLine::Size::Large));
  CHECK(line.outbox().counts().waiting == kept + 1);
  disk.make_room();
  CHECK_MESSAGE(line.keep(DeliveryLine::Size::Large), "the first one after");
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}

TEST_CASE("kiosk's disk full: what waits is still delivered, and a restart still reads the outbox") {
  const support::SmallDisk disk("12m");
  if (!disk.mounted()) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  DeliveryLine line({.kiosk = disk.path() / "kiosk", .queue = {}});
  for (int i = 0; i < 20; ++i) REQUIRE(line.keep());
  disk.fill();
  const int kept = keep_until_full(line);
  line.close_outbox();
  disk.fill();
  line.open_outbox();
  CHECK(line.outbox().counts().waiting == kept + 20);
  line.start_courier();
  CHECK_MESSAGE(line.empties(), "emptied while the disk is full");
  line.check_exactly_once();
}
