// The queue's store was damaged on the disk: bodymap-queue says so and changes nothing, or serves what can be
// read.
#include <signal.h>

#include <random>

#include "base/files.h"
#include "faults/delivery_line.h"

namespace {

// A queue that has received some intakes and ended in order.
struct Received {
  faults::DeliveryLine line;
  std::filesystem::path file = line.queue().data() / "queue.db";
  std::string good;

  Received() {
    for (int i = 0; i < 30; ++i) REQUIRE(line.keep());
    line.start_courier();
    REQUIRE(line.empties());
    line.stop_courier();
    line.queue().end(SIGTERM);
    good = base::read_file(file).value();
  }
  void check_refused(const std::string& bytes) {
    REQUIRE(base::write_file_durably(file, bytes, 0600));
    const int code = line.queue().start_in_vain();
    CHECK(code > 0);
    CHECK_MESSAGE(code < 128, "an exit, not a crash");
    CHECK(line.queue().log().find("bodymap-queue: ") != std::string::npos);
    CHECK_MESSAGE(base::read_file(file).value() == bytes, "the file is as it was, to be restored");
  }
};

}  // namespace

TEST_CASE("store damaged: no database, or one cut in half, is refused; a restored one serves") {
  Received received;
  received.check_refused(std::string(8192, 'x'));
  received.check_refused(received.good.substr(0, received.good.size() / 2 / 4096 * 4096));
  REQUIRE(base::write_file_durably(received.file, received.good, 0600));
  received.line.queue().start();
  REQUIRE(received.line.keep());
  received.line.start_courier();
  CHECK(received.line.empties());
  received.line.check_exactly_once();
}

TEST_CASE("store damaged: a page of noise is refused or served around, never a crash") {
  Received received;
  std::mt19937 random(3);
  int served = 0;
  for (int round = 0; round < 6; ++round) {
    auto bytes = received.good;
    const auto page = random() % (bytes.size() / 4096) * 4096;
    CAPTURE(page);
    for (std::size_t i = page; i < page + 4096; ++i) bytes[i] = static_cast<char>(random());
    REQUIRE(base::write_file_durably(received.file, bytes, 0600));
    try {
      received.line.queue().start();
    } catch (const std::runtime_error&) {
      continue;  // refused, with a line in its log
    }
    ++served;
    CHECK(received.line.queue().end(SIGTERM) == 0);
  }
  MESSAGE("served with a page of noise: " << served << " of 6");
  // Nothing of that was written over what was good elsewhere.
  REQUIRE(base::write_file_durably(received.file, received.good, 0600));
  received.line.queue().start();
  received.line.check_exactly_once();
}
