// The card reader's plug is pulled, again and again: the reader alone, over the real libserialport on a pty
// dressed up as a USB port (fakeserial/). How soon it notices is the bench's business (tests/bench/reader).
#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>

#include "fakeserial/fake_port.h"
#include "fakeserial/fakeserial.h"
#include "hw/rdm6300_frames.h"
#include "hw/reader.h"
#include "reader_events.h"
#include "support/temp_dir.h"

using base::Millis;
using hw_test::ReaderEvents;

namespace {

const int kCycles = std::getenv("BODYMAP_LONG") != nullptr ? 200 : 10;
const auto kFrame = hw::rdm6300_frame(*base::parse_card_id("62E3086CED"));

// A machine whose reader comes back under another name each time.
struct Machine {
  support::TempDir dir;
  std::optional<fakeserial::FakePort> port;
  int plugs = 0;

  Machine() { fakeserial::set_root(dir.path().c_str()); }
  ~Machine() { fakeserial::set_root(nullptr); }
  void plug() { port.emplace(dir.path(), plugs++ % 2 == 0 ? "ttyUSB7" : "ttyACM0"); }

  std::unique_ptr<hw::Reader> start(const char* device, const base::Clock& clock,
                                    ReaderEvents& events) const {
    const hw::SysRoot root{dir.path() / "sys", "/dev"};
    return hw::Reader::start({device, {"rdm6300"}, root, {}}, clock, events.listener()).value();
  }
};

}  // namespace

TEST_CASE("a reader unplugged and plugged again and again taps each time and leaves no descriptor open") {
  for (const char* device : {"auto", "1a86:7523", "usb:1-2"}) {
    CAPTURE(device);
    Machine machine;
    const base::SystemClock clock;
    const auto before = hw_test::open_descriptors();
    {
      ReaderEvents events;
      machine.plug();
      const auto reader = machine.start(device, clock, events);
      REQUIRE(events.next_is<hw::ReaderFound>());
      for (int cycle = 0; cycle < kCycles; ++cycle) {
        CAPTURE(cycle);
        REQUIRE(machine.port->line().write(kFrame, Millis{0}));
        REQUIRE(events.next_card() == "em:62E3086CED");
        machine.port.reset();
        REQUIRE(events.next_is<hw::ReaderLost>());
        // The lost line is closed, or the kernel would give the returning one another name; two are left:
        // what the thread is stopped by, and what tells of new devices. A folder it looks through is one
        // more.
        REQUIRE(hw_test::eventually([&] { return hw_test::open_descriptors() == before + 2; }));
        machine.plug();
        REQUIRE(events.next_is<hw::ReaderFound>());
      }
      CHECK(reader->stats().good == static_cast<std::uint64_t>(kCycles));
      CHECK(reader->stats().bad == 0);
      machine.port.reset();
    }
    CHECK(hw_test::open_descriptors() == before);
  }
}

TEST_CASE("a reader that hangs up in the middle of a frame leaves nothing of it behind") {
  Machine machine;
  const base::ManualClock clock;  // no pause is long enough for the half frame to be given up
  ReaderEvents events;
  machine.plug();
  const auto reader = machine.start("auto", clock, events);
  REQUIRE(events.next_is<hw::ReaderFound>());
  REQUIRE(machine.port->line().write(std::span(kFrame).first(9), Millis{0}));
  machine.port.reset();
  REQUIRE(events.next_is<hw::ReaderLost>());
  machine.plug();
  REQUIRE(events.next_is<hw::ReaderFound>());
  REQUIRE(machine.port->line().write(std::span(kFrame).subspan(9), Millis{0}));
  REQUIRE(machine.port->line().write(kFrame, Millis{0}));
  CHECK(events.next_card() == "em:62E3086CED");
  CHECK(reader->stats().bad == 0);
  CHECK(reader->stats().taps == 1);
}
