// The queue's disk is full: it says so to the kiosk, takes nothing it cannot keep, and goes on in the same
// process when there is room.
#include <signal.h>

#include "faults/delivery_line.h"
#include "support/small_disk.h"

TEST_CASE("queue's disk full: nothing is acknowledged, room is used within 5 s, and all arrives once") {
  const support::SmallDisk disk("12m");
  if (!disk.mounted()) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  faults::DeliveryLine line({.kiosk = {}, .queue = disk.path() / "queue"});
  disk.fill();
  for (int i = 0; i < 20; ++i) REQUIRE(line.keep());
  line.start_courier();
  const auto told_503 = [&] { return line.queue().log().find("the store failed") != std::string::npos; };
  CHECK(faults::eventually(told_503));
  const auto waiting = line.outbox().counts().waiting;
  CHECK(waiting > 0);
  CHECK(line.queue().process().running());
  disk.make_room();
  const auto begin = std::chrono::steady_clock::now();
  CHECK(faults::eventually([&] { return line.outbox().counts().waiting < waiting; }));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  CHECK(line.empties());
  line.check_exactly_once();
}

TEST_CASE("queue's disk full: a restart on the full disk works or says why, and loses nothing") {
  const support::SmallDisk disk("12m");
  if (!disk.mounted()) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  faults::DeliveryLine line({.kiosk = {}, .queue = disk.path() / "queue"});
  for (int i = 0; i < 10; ++i) REQUIRE(line.keep());
  line.start_courier();
  REQUIRE(line.empties());
  line.stop_courier();
  line.queue().end(SIGKILL);
  disk.fill();
  try {
    line.queue().start();
    line.queue().end(SIGTERM);
  } catch (const std::runtime_error& error) {
    CAPTURE(error.what());
    CHECK(line.queue().log().find("bodymap-queue: ") != std::string::npos);
  }
  disk.make_room();
  line.queue().start();
  REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}
