#include "hw/gwiot7941e.h"

#include <doctest/doctest.h>

#include "hw/gwiot7941e_frames.h"
#include "parsing.h"

using base::Bytes;
using base::Millis;
using hw::FrameCounts;
using hw::Gwiot7941eParser;
using hw_test::operator+;  // NOLINT(misc-unused-using-decls): clang-tidy 14 sees no use of it
using hw_test::hex;
using hw_test::texts;

namespace {

using Texts = std::vector<std::string>;
const Bytes kEm = hex("02 0A 02 2E 00 B6 D7 B5 F2 03");
const Bytes kUid = hex("02 09 01 6B 3D 12 D6 9A 03");

// The frame of these bytes from the length on, with its BCC and its end.
Bytes closed(const Bytes& inner) {
  std::uint8_t bcc = 0;
  for (const auto byte : inner) bcc ^= byte;
  return Bytes{0x02} + inner + Bytes{bcc, 0x03};
}

}  // namespace

TEST_CASE("gwiot: the published frames give their cards") {
  struct Vector {
    Bytes frame;
    const char* card;
  };
  const Vector vectors[] = {
      {kEm, "em:2E00B6D7B5"},
      {kUid, "14a:6B3D12D6"},
      {closed(hex("0A 02 62 E3 08 6C ED")), "em:62E3086CED"},
      {closed(hex("0C 01 04 7B CB 51 96 22 80")), "14a:047BCB51962280"},
      {closed(hex("0F 50 04 11 22 33 44 55 66 77 88 99")), "14a:04112233445566778899"},
      {closed(hex("09 03 9E B3 6E 66")), "14a:9EB36E66"},
      {closed(hex("0A 10 01 02 03 04 05")), "hid:0102030405"},
      {closed(hex("0A 11 62 E3 08 6C ED")), "t5567:62E3086CED"},
      {closed(hex("0D 20 01 02 03 04 05 06 07 08")), "14b:0102030405060708"},
      {closed(hex("09 21 01 02 03 05")), "14b:01020305"},
      {closed(hex("0D 22 01 02 03 04 05 06 07 08")), "felica:0102030405060708"},
      {closed(hex("0D 30 E0 04 01 02 03 04 05 06")), "15693:E004010203040506"},
      // 02 and 03 inside.
      {closed(hex("0A 02 02 03 02 0A 03")), "em:0203020A03"},
      {closed(hex("09 01 08 3F 6C 4A")), "random"},
      {closed(hex("09 01 88 3F 6C 4A")), "truncated"},
      {closed(hex("0A 02 00 00 00 00 00")), "all zeros"},
      {closed(hex("0A 02 FF FF FF FF FF")), "all ones"},
      {closed(hex("09 01 DE AD BE EF")), "blank"},
  };
  for (const auto& vector : vectors) {
    CAPTURE(vector.card);
    Gwiot7941eParser parser;
    CHECK(texts(parser.feed(vector.frame, Millis{0})) == Texts{vector.card});
    CHECK(parser.counts().good + parser.counts().ignored == 1);
    CHECK(parser.counts().bad == 0);
    CHECK_FALSE(parser.due());
    // Byte by byte the same.
    Texts one_by_one;
    for (const auto byte : vector.frame)
      for (auto& text : texts(parser.feed(std::span(&byte, 1), Millis{1}))) one_by_one.push_back(text);
    CHECK(one_by_one == Texts{vector.card});
  }
}

TEST_CASE("gwiot: what is broken gives no card and costs no later frame") {
  struct Vector {
    std::string why;
    Bytes bytes;
    std::uint64_t bad;
  };
  auto bcc = kEm;
  bcc[8] ^= 1;
  auto data = kEm;
  data[5] ^= 0x10;
  auto end = kEm;
  end[9] = 0x04;
  const Vector vectors[] = {
      {"BCC off by one", bcc, 1},
      {"a bit of the number", data, 1},
      {"no end", end, 1},
      {"length 0", closed(hex("00 02 2E 00 B6 D7 B5")), 0},
      {"length 3", closed(hex("03 02 2E 00 B6 D7 B5")), 0},
      {"length FF", closed(hex("FF 02 2E 00 B6 D7 B5")), 0},
      {"one longer than it is", closed(hex("0B 02 2E 00 B6 D7 B5")), 1},
      {"one shorter than it is", closed(hex("09 02 2E 00 B6 D7 B5")), 1},
      {"a kind of card that is none", closed(hex("0A 77 2E 00 B6 D7 B5")), 1},
      {"a width that kind has not", closed(hex("09 02 2E 00 B6 D7")), 1},
      {"a width that no UID has", closed(hex("0A 01 2E 00 B6 D7 B5")), 1},
      {"starts alone", hex("02 02 02"), 0},
      {"an RDM6300's frame", hex("02 36 32 45 33 30 38 36 43 45 44 30 38 03"), 0},
  };
  for (const auto& vector : vectors) {
    CAPTURE(vector.why);
    Gwiot7941eParser parser;
    CHECK(texts(parser.feed(vector.bytes + kUid, Millis{0})) == Texts{"14a:6B3D12D6"});
    CHECK(parser.counts().good == 1);
    CHECK(parser.counts().bad == vector.bad);
  }
}

TEST_CASE("gwiot: a frame cut at any length gives no card, and the next one does") {
  for (std::size_t length = 1; length < kEm.size(); ++length) {
    CAPTURE(length);
    Gwiot7941eParser parser;
    const Bytes cut(kEm.begin(), kEm.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(parser.feed(cut, Millis{0}).reads.empty());
    // What began is given up after a tenth of a second, on a timer.
    CHECK(parser.due() == (length >= 2 ? std::optional(Millis{100}) : std::nullopt));
    CHECK(parser.tick(Millis{99}).reads.empty());
    CHECK(parser.counts().bad == 0);
    CHECK(parser.tick(Millis{100}).reads.empty());
    CHECK(parser.counts().bad == (length >= 2 ? 1 : 0));
    CHECK(texts(parser.feed(kUid, Millis{100})) == Texts{"14a:6B3D12D6"});
  }
}

TEST_CASE(
    "gwiot: a whole frame behind a false start comes out when the false one is given up, unless it is "
    "stale") {
  const auto hidden = hex("02 0F") + kUid;
  Gwiot7941eParser parser;
  CHECK(parser.feed(hidden, Millis{0}).reads.empty());
  CHECK(texts(parser.tick(Millis{100})) == Texts{"14a:6B3D12D6"});
  CHECK(parser.feed(hidden, Millis{200}).reads.empty());
  CHECK(parser.feed(hex("00"), Millis{1200}).reads.empty());
  CHECK(parser.counts() == FrameCounts{1, 2, 0});
}

TEST_CASE("gwiot: the speed is the settings'") {
  CHECK(Gwiot7941eParser().line().baud == 9600);
  CHECK(Gwiot7941eParser(115200).line().baud == 115200);
}

TEST_CASE("gwiot: a frame written is the frame published") {
  CHECK(hw::gwiot7941e_frame(*base::parse_card_id("2E00B6D7B5")) == kEm);
  CHECK(hw::gwiot7941e_frame(*base::parse_card_id("6B3D12D6")) == kUid);
  CHECK_FALSE(hw::gwiot7941e_frame(*base::parse_card_id("em32:00B6D7B5")).has_value());
}
