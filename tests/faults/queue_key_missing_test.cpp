// The queue's private key is gone, or is another one: nothing is made in its place, and nothing is lost when
// the right one is back.
#include <signal.h>

#include "base/files.h"
#include "faults/delivery_line.h"

TEST_CASE("queue's key missing: refused by name, no new key is made, and the right one opens all again") {
  faults::DeliveryLine line;
  for (int i = 0; i < 3; ++i) REQUIRE(line.keep());
  line.start_courier();
  REQUIRE(line.empties());
  line.queue().end(SIGTERM);
  const std::filesystem::path key = line.queue().data().string() + ".key";
  const auto right = base::read_file(key).value();

  std::filesystem::remove(key);
  CHECK(line.queue().start_in_vain() == 3);
  CHECK(line.queue().log().find("queue's key missing: " + key.string()) != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(key));

  const support::TempDir elsewhere;
  faults::QueueProgram other(elsewhere.path() / "queue", elsewhere.path() / "log");
  other.start();
  other.end(SIGTERM);
  std::filesystem::copy_file(elsewhere.path() / "queue.key", key);
  CHECK(line.queue().start_in_vain() == 3);
  CHECK(line.queue().log().find("this key is not the one") != std::string::npos);

  // What comes meanwhile waits at the kiosk.
  REQUIRE(line.keep());
  REQUIRE(base::write_file_durably(key, right, 0600));
  line.queue().start();
  CHECK(line.empties());
  line.check_exactly_once();
}
