#include "hw/reader.h"

#include <doctest/doctest.h>

#include "hw/rdm6300_frames.h"
#include "hw/virtual_port.h"
#include "reader_events.h"
#include "support/temp_dir.h"

using base::Code;
using base::Millis;
using hw_test::eventually;
using hw_test::ReaderEvents;

namespace {

// Short enough that a test does not wait for the retry.
constexpr hw::ReaderTimings kQuick{Millis{5}, Millis{5}};

struct Bench {
  support::TempDir dir;
  std::filesystem::path link = dir.path() / "reader";
  base::ManualClock clock;
  ReaderEvents events;

  std::unique_ptr<hw::Reader> start(const std::string& device) {
    auto reader = hw::Reader::start({device, {"auto"}, {dir.path() / "sys", dir.path()}, kQuick}, clock,
                                    events.listener());
    REQUIRE(reader);
    return *std::move(reader);
  }
};

base::Bytes frame(const char* id) { return hw::rdm6300_frame(*base::parse_card_id(id)); }

}  // namespace

TEST_CASE("a frame on the line is a tap; its repeats are not, and are counted") {
  Bench bench;
  auto port = hw::VirtualPort::open(bench.link).value();
  const auto reader = bench.start(bench.link.string());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  CHECK(reader->stats().state == hw::ReaderState::Ready);
  for (std::uint64_t i = 1; i <= 20; ++i) {
    REQUIRE(port.write(frame("62E3086CED"), Millis{0}));
    REQUIRE(eventually([&] { return reader->stats().good == i; }));
    bench.clock.advance(Millis{65});
  }
  CHECK(bench.events.next_card() == "em:62E3086CED");
  CHECK(bench.events.empty());
  // 2.6 s after its last frame the card taps again.
  bench.clock.advance(Millis{2600});
  REQUIRE(port.write(frame("62E3086CED"), Millis{0}));
  CHECK(bench.events.next_card() == "em:62E3086CED");
}

TEST_CASE("broken frames and numbers that name nobody are counted and never tap; the latter say why") {
  Bench bench;
  auto port = hw::VirtualPort::open(bench.link).value();
  const auto reader = bench.start(bench.link.string());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  auto broken = frame("62E3086CED");
  broken[3] ^= 1;
  REQUIRE(port.write(broken, Millis{0}));
  REQUIRE(port.write(frame("0000000000"), Millis{0}));
  REQUIRE(port.write(frame("FFFFFFFFFF"), Millis{0}));
  REQUIRE(port.write(frame("14008EC793"), Millis{0}));
  CHECK(bench.events.next_refusal() == base::CardRefusal::AllZeros);
  CHECK(bench.events.next_refusal() == base::CardRefusal::AllOnes);
  CHECK(bench.events.next_card() == "em:14008EC793");
  const auto stats = reader->stats();
  CHECK(stats.taps == 1);
  CHECK(stats.good == 1);
  CHECK(stats.bad == 1);
  CHECK(stats.ignored == 2);
}

TEST_CASE("of two cards within 200 ms the first is the tap, and the other none, also once it lies alone") {
  Bench bench;
  auto port = hw::VirtualPort::open(bench.link).value();
  const auto reader = bench.start(bench.link.string());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  std::uint64_t sent = 0;
  const auto send = [&](const char* id) {
    REQUIRE(port.write(frame(id), Millis{0}));
    ++sent;
    REQUIRE(eventually([&] { return reader->stats().good == sent; }));
  };
  send("62E3086CED");
  bench.clock.advance(Millis{199});
  send("14008EC793");
  bench.clock.advance(Millis{1000});
  send("14008EC793");
  CHECK(bench.events.next_card() == "em:62E3086CED");
  CHECK(bench.events.empty());
  bench.clock.advance(Millis{2600});
  send("14008EC793");
  CHECK(bench.events.next_card() == "em:14008EC793");
  CHECK(reader->stats().taps == 2);
}

TEST_CASE("a device that is not there is told once, and used when it comes") {
  Bench bench;
  const auto reader = bench.start(bench.link.string());
  REQUIRE(bench.events.next_is<hw::ReaderLost>());
  CHECK(reader->stats().state == hw::ReaderState::Absent);
  auto port = hw::VirtualPort::open(bench.link).value();
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  REQUIRE(port.write(frame("62E3086CED"), Millis{0}));
  CHECK(bench.events.next_card() == "em:62E3086CED");
}

TEST_CASE("a loss forgets the held card and the half frame") {
  Bench bench;
  auto port = hw::VirtualPort::open(bench.link).value();
  const auto reader = bench.start(bench.link.string());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  REQUIRE(port.write(frame("62E3086CED"), Millis{0}));
  CHECK(bench.events.next_card() == "em:62E3086CED");
  const auto next = frame("14008EC793");
  REQUIRE(port.write(std::span(next).first(9), Millis{0}));
  port.unplug();
  REQUIRE(bench.events.next_is<hw::ReaderLost>());
  CHECK(reader->stats().state == hw::ReaderState::Absent);
  REQUIRE(port.plug());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  REQUIRE(port.write(std::span(next).subspan(9), Millis{0}));
  REQUIRE(port.write(frame("62E3086CED"), Millis{0}));
  CHECK(bench.events.next_card() == "em:62E3086CED");
  CHECK(reader->stats().bad == 0);
}

TEST_CASE("auto takes the only USB serial port and no other") {
  namespace fs = std::filesystem;
  Bench bench;
  const auto tty = bench.dir.path() / "sys/class/tty";
  fs::create_directories(tty);
  auto first = hw::VirtualPort::open(bench.dir.path() / "ttyUSB0").value();
  auto second = hw::VirtualPort::open(bench.dir.path() / "ttyUSB1").value();
  const auto add = [&](const std::string& name) {
    fs::create_symlink("../../devices/usb1/" + name, tty / name);
  };
  add("ttyUSB0");
  add("ttyUSB1");
  const auto reader = bench.start("auto");
  REQUIRE(bench.events.next_is<hw::ReaderLost>());  // two candidates: none is taken
  fs::remove(tty / "ttyUSB0");
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  REQUIRE(second.write(frame("14008EC793"), Millis{0}));
  CHECK(bench.events.next_card() == "em:14008EC793");
  // It comes back under another name.
  second.unplug();
  fs::remove(tty / "ttyUSB1");
  add("ttyUSB0");
  REQUIRE(bench.events.next_is<hw::ReaderLost>());
  REQUIRE(bench.events.next_is<hw::ReaderFound>());
  REQUIRE(first.write(frame("62E3086CED"), Millis{0}));
  CHECK(bench.events.next_card() == "em:62E3086CED");
}

TEST_CASE("none is a reader that never says anything") {
  Bench bench;
  const auto reader = bench.start("none");
  CHECK(reader->stats().state == hw::ReaderState::Absent);
  CHECK(bench.events.empty());
}

TEST_CASE("settings that name no device or no protocol are refused") {
  Bench bench;
  for (const auto& [device, protocol] :
       {std::pair{"", "auto"}, {"ttyUSB0", "auto"}, {"none", "pigeon"}, {"none", ""}}) {
    CAPTURE(device);
    const auto reader =
        hw::Reader::start({device, {protocol}, {}, kQuick}, bench.clock, bench.events.listener());
    REQUIRE_FALSE(reader);
    CHECK(reader.error().code == Code::Invalid);
  }
}

TEST_CASE("a reader stops while absent, while ready and under a flood") {
  Bench bench;
  const auto before = hw_test::open_descriptors();
  { const auto absent = bench.start(bench.link.string()); }
  {
    auto port = hw::VirtualPort::open(bench.link).value();
    const auto reader = bench.start(bench.link.string());
    REQUIRE(eventually([&] { return reader->stats().state == hw::ReaderState::Ready; }));
    (void)port.write(base::Bytes(1U << 18, 0x02), Millis{0});
  }
  CHECK(hw_test::open_descriptors() == before);
}
