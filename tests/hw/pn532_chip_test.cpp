// The simulated PN532, and the kiosk's side of the dialogue with it: both without a line, in virtual time.
#include "hw/pn532_chip.h"

#include <doctest/doctest.h>

#include "hw/pn532.h"
#include "hw/presence.h"

using base::Bytes;
using base::Millis;

namespace {

Bytes hex(const char* text) {
  const auto bytes = base::from_hex(text);
  REQUIRE(bytes);
  return {bytes->begin(), bytes->end()};
}

const char* const kWakeAndSam = "5555000000000000ff03fdd414011700";
const char* const kFirmware = "0000ff02fed4022a00";
const char* const kPoll = "0000ff04fcd44a0100e100";
const char* const kAck = "0000ff00ff00";
const char* const kNone = "0000ff03fdd54b00e000";

// All that is written within 100 ms.
std::string said_by(hw::Pn532Chip& chip, Millis from) {
  std::string text;
  for (auto now = from; now < from + Millis{100}; ++now) {
    for (const auto& said : chip.speak(now)) text += base::to_hex(said.bytes) + " ";
  }
  return text;
}

// A kiosk and a chip on one wire, a millisecond at a time.
struct Wire {
  hw::Pn532Parser parser;
  hw::Pn532Chip chip;
  Millis now{0};
  bool cut = false;
  int reopened = 0;
  int taps = 0;
  std::vector<hw::CardRead> reads;
  hw::Presence presence{hw::Repeats::WhileHeld};

  Wire() { take(parser.opened(now)); }
  void take(hw::Heard heard) {
    for (auto& read : heard.reads) {
      taps += presence.seen(read, now) ? 1 : 0;
      reads.push_back(std::move(read));
    }
    if (heard.act == hw::LineAct::Reopen) {
      ++reopened;
      take(parser.opened(now));
    }
    if (!cut && !heard.to_write.empty()) chip.hear(heard.to_write, now);
  }
  void run(int ms) {
    for (const auto until = now + Millis{ms}; now < until; ++now) {
      for (const auto& said : chip.speak(now)) {
        if (!cut) take(parser.feed(said.bytes, now));
      }
      if (const auto due = parser.due(); due && *due <= now) take(parser.tick(now));
    }
  }
};

base::CardId card(const char* digits) { return base::parse_card_id(digits).value(); }

}  // namespace

TEST_CASE("a chip sleeps until it is woken, and hears nothing before SAMConfiguration") {
  hw::Pn532Chip chip;
  chip.hear(hex(kFirmware), Millis{0});
  CHECK(said_by(chip, Millis{0}).empty());
  chip.hear(hex("5555"), Millis{200});
  chip.hear(hex(kFirmware), Millis{200});
  CHECK(said_by(chip, Millis{200}).empty());
  chip.hear(hex(kWakeAndSam), Millis{400});
  CHECK(said_by(chip, Millis{400}) == std::string(kAck) + " 0000ff02fed5151600 ");
  chip.hear(hex(kFirmware), Millis{600});
  CHECK(said_by(chip, Millis{600}) == std::string(kAck) + " 0000ff06fad50332010607e800 ");
  chip.power_off();
  chip.hear(hex(kFirmware), Millis{800});
  CHECK(said_by(chip, Millis{800}).empty());
}

TEST_CASE("an idle poll is never answered until the chip is told how often to try") {
  hw::Pn532Chip chip;
  chip.hear(hex(kWakeAndSam), Millis{0});
  said_by(chip, Millis{0});
  chip.hear(hex(kPoll), Millis{200});
  CHECK(said_by(chip, Millis{200}) == std::string(kAck) + " ");
  chip.hear(hex("0000ff06fad43205ff0102f300"), Millis{400});  // which also ends the poll
  CHECK(said_by(chip, Millis{400}) == std::string(kAck) + " 0000ff02fed533f800 ");
  chip.hear(hex(kPoll), Millis{600});
  CHECK(said_by(chip, Millis{600}) == std::string(kAck) + " " + kNone + " ");
  // Vector P4, then a miss, since the card was not released.
  chip.show({card("04416D412B0289")});
  chip.hear(hex(kPoll), Millis{800});
  CHECK(said_by(chip, Millis{800}) ==
        std::string(kAck) + " 0000ff0ff1d54b010100440007" + "04416d412b028" + "9ea00 ");
  chip.hear(hex(kPoll), Millis{1000});
  CHECK(said_by(chip, Millis{1000}) == std::string(kAck) + " " + kNone + " ");
}

TEST_CASE("wrong checksums are passed over, unknown commands refused, NACK asks again") {
  hw::Pn532Chip chip;
  chip.hear(hex(kWakeAndSam), Millis{0});
  said_by(chip, Millis{0});
  chip.hear(hex("0000ff02fed4022b00"), Millis{200});
  CHECK(said_by(chip, Millis{200}).empty());
  chip.hear(hex("0000ff02fed499930000"), Millis{400});
  CHECK(said_by(chip, Millis{400}) == std::string(kAck) + " 0000ff01ff7f8100 ");
  chip.hear(hex(kFirmware), Millis{600});
  const auto answer = said_by(chip, Millis{600});
  chip.hear(hex("0000ffff0000"), Millis{800});
  CHECK(std::string(kAck) + " " + said_by(chip, Millis{800}) == answer);
}

TEST_CASE("a chip with no card is alive; a card held for 10 s is read each 200 ms or so, and is one tap") {
  Wire wire;
  wire.run(1000);
  CHECK(wire.parser.health() == hw::Health::Answering);
  CHECK(wire.reads.empty());
  wire.chip.show({card("9EB36E66")});
  wire.run(10'000);
  CHECK(wire.reads.size() >= 50);
  CHECK(wire.taps == 1);
  for (const auto& read : wire.reads) CHECK(read.card == card("9EB36E66"));
  CHECK(wire.reopened == 0);
  CHECK(wire.parser.counts().bad == 0);
}

TEST_CASE("two cards at once are nobody's") {
  Wire wire;
  wire.run(500);
  wire.chip.show({card("9EB36E66"), card("047BCB51962280")});
  wire.run(500);
  REQUIRE_FALSE(wire.reads.empty());
  for (const auto& read : wire.reads) CHECK(read.refused == base::CardRefusal::Several);
}

TEST_CASE("a chip that falls silent is noticed, the line opened anew, and the chip woken when it is back") {
  Wire wire;
  wire.run(500);
  wire.cut = true;
  wire.run(4'000);
  CHECK(wire.parser.health() == hw::Health::Silent);
  CHECK(wire.reopened > 0);
  wire.chip.power_off();
  wire.cut = false;
  wire.chip.show({card("9EB36E66")});
  wire.run(4'000);
  CHECK(wire.parser.health() == hw::Health::Answering);
  CHECK_FALSE(wire.reads.empty());
}
