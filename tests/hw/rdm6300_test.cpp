#include "hw/rdm6300.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "base/hex.h"
#include "hw/rdm6300_frames.h"
#include "parsing.h"

using base::Bytes;
using base::Millis;
using hw::Rdm6300Parser;
using hw_test::wire;

namespace {

// Of cards that may name somebody.
std::vector<std::string> ids(const hw::Heard& heard) {
  std::vector<std::string> texts;
  for (const auto& read : heard.reads) {
    if (!read.refused) texts.push_back(base::to_text(read.card));
  }
  return texts;
}

struct Outcome {
  std::vector<std::string> cards;
  hw::FrameCounts counts;
};

Outcome parse(const Bytes& bytes) {
  Rdm6300Parser parser;
  auto cards = ids(parser.feed(bytes, Millis{0}));
  return {cards, parser.counts()};
}

using Ids = std::vector<std::string>;
const std::string kR1 = std::string("\x02") + "62E3086CED08\x03";

}  // namespace

TEST_CASE("published frames give their cards") {
  struct Vector {
    const char* hex;
    const char* id;
  };
  const Vector vectors[] = {
      {"0236324533303836434544303803", "em:62E3086CED"},  // R1: RDM630 data sheet
      {"0231343030384543373933434503", "em:14008EC793"},  // R2
      {"0231463030363434424236383603", "em:1F00644BB6"},  // R3
      {"0230373030393532463232394603", "em:0700952F22"},  // R4
      {"02304330303036323141353845"
       "0D0A03",
       "em:0C000621A5"},  // I1: ID-12LA data sheet
      {"02363245333038364345443038"
       "0D0A03",
       "em:62E3086CED"},  // I2
      {"02313430303845433739334345"
       "0D0A03",
       "em:14008EC793"},  // I3
  };
  for (const auto& vector : vectors) {
    CAPTURE(vector.hex);
    const auto outcome = parse(*base::from_hex(vector.hex));
    CHECK(outcome.cards == Ids{vector.id});
    CHECK(outcome.counts.good == 1);
    CHECK(outcome.counts.bad == 0);
  }
}

TEST_CASE("R5, a wrong checksum, is never a card") {
  const auto outcome = parse(*base::from_hex("0231303030323646343434323603"));
  CHECK(outcome.cards.empty());
  CHECK(outcome.counts.bad == 1);
}

TEST_CASE("R6 and R7, all zeros and all ones, are ignored though their checksum is right") {
  for (const auto* text : {"\x02"
                           "000000000000\x03",
                           "\x02"
                           "FFFFFFFFFFFF\x03"}) {
    const auto outcome = parse(wire(text));
    CHECK(outcome.cards.empty());
    CHECK(outcome.counts.ignored == 1);
    CHECK(outcome.counts.good == 0);
    CHECK(outcome.counts.bad == 0);
  }
}

TEST_CASE("lower-case digits are digits") {
  CHECK(parse(wire("\x02"
                   "62e3086ced08\x03"))
            .cards == Ids{"em:62E3086CED"});
}

TEST_CASE("what is broken is counted once and costs no later frame") {
  const std::string d = "62E3086CED08";
  const std::string s = "\x02";
  const std::string e = "\x03";
  const std::string broken[] = {
      s + "62E3086C" + e,              // ended early
      s + d + "0" + e,                 // a digit too many
      s + "62E3086CEG08" + e,          // not a digit
      s + "62E3086C\x7F" + "D08" + e,  // nor this
      s + "62E3086C\x80" + "D08" + e,  // nor one with the top bit set
      s + "62E3086C\xFF" + "D08" + e,  //
      s +
          std::string("62E30\0"
                      "6CED08",
                      12) +
          e,                       // NUL inside
      s + "62E3086CED09" + e,      // checksum off by one
      s + "62E3086CEC08" + e,      // data off by one
      s + d + "\r\n\r" + e,        // more line ends than the protocol has
      s + d + "x" + e,             // something else before the end
      s + s + d.substr(0, 4) + e,  // counted twice: see below
  };
  for (const auto& text : broken) {
    CAPTURE(base::to_hex(wire(text)));
    const auto outcome = parse(wire(text + kR1));
    CHECK(outcome.cards == Ids{"em:62E3086CED"});
    CHECK(outcome.counts.bad == (text.starts_with(s + s) ? 2 : 1));
    CHECK(outcome.counts.good == 1);
  }
}

TEST_CASE("a frame cut at any length gives no card, and the next one does") {
  for (std::size_t length = 1; length < kR1.size(); ++length) {
    CAPTURE(length);
    const auto outcome = parse(wire(kR1.substr(0, length) + kR1));
    CHECK(outcome.cards == Ids{"em:62E3086CED"});
    CHECK(outcome.counts.bad == 1);
  }
}

TEST_CASE("without its start a frame is noise") {
  const auto outcome = parse(wire(kR1.substr(1)));
  CHECK(outcome.cards.empty());
  CHECK(outcome.counts.bad == 0);
}

TEST_CASE("line ends are taken in either order, and noise between frames is passed over") {
  const auto noise = std::string("\0\0\xE0\xF8\r\n", 6);
  const auto swapped = std::string("\x02") + "62E3086CED08\n\r\x03";
  const auto outcome = parse(wire(noise + swapped + noise + kR1 + kR1));
  CHECK(outcome.cards.size() == 3);
  CHECK(outcome.counts.bad == 0);
}

TEST_CASE("what the XOR cannot see is taken as the card it says") {
  // Two bytes swapped: the price of an 8-bit XOR. It names another card, which nobody has enrolled.
  CHECK(parse(wire("\x02"
                   "E362086CED08\x03"))
            .cards == Ids{"em:E362086CED"});
}

TEST_CASE("a frame split at any offset is whole when the pause is under 100 ms and dropped from there on") {
  for (std::size_t offset = 1; offset < kR1.size(); ++offset) {
    for (const int pause : {0, 1, 50, 99, 100, 200}) {
      CAPTURE(offset);
      CAPTURE(pause);
      Rdm6300Parser parser;
      CHECK(parser.feed(wire(kR1.substr(0, offset)), Millis{5000}).reads.empty());
      const auto rest = parser.feed(wire(kR1.substr(offset)), Millis{5000 + pause});
      CHECK(rest.reads.size() == (pause < 100 ? 1 : 0));
      CHECK(parser.counts().bad == (pause < 100 ? 0 : 1));
    }
  }
}

TEST_CASE("a frame whose end never comes is given up after a tenth of a second, on a timer") {
  Rdm6300Parser parser;
  CHECK_FALSE(parser.due());
  parser.feed(wire(kR1.substr(0, 9)), Millis{5000});
  CHECK(parser.due() == Millis{5100});
  parser.tick(Millis{5099});
  CHECK(parser.counts().bad == 0);
  parser.tick(Millis{5100});
  CHECK(parser.counts().bad == 1);
  CHECK_FALSE(parser.due());
  CHECK(parser.feed(wire(kR1), Millis{5200}).reads.size() == 1);
  CHECK_FALSE(parser.due());
}

TEST_CASE("bytes one by one make the same cards") {
  Rdm6300Parser parser;
  std::size_t cards = 0;
  int now = 0;
  for (const auto byte : wire(kR1 + kR1))
    cards += parser.feed(std::span(&byte, 1), Millis{++now}).reads.size();
  CHECK(cards == 2);
}

TEST_CASE("a line that went away leaves no half frame behind") {
  Rdm6300Parser parser;
  parser.feed(wire(kR1.substr(0, 7)), Millis{0});
  parser.clear();
  CHECK(parser.feed(wire(kR1.substr(7)), Millis{1}).reads.empty());
  CHECK(parser.counts().bad == 0);
}

TEST_CASE("a megabyte without an end keeps one unfinished frame at most") {
  static_assert(sizeof(Rdm6300Parser) < 192, "the parser holds its frame in place");
  Rdm6300Parser parser;
  parser.feed(Bytes{0x02}, Millis{0});
  CHECK(parser.feed(Bytes(1U << 20, 'A'), Millis{0}).reads.empty());
  CHECK(parser.counts().bad == 1);
  CHECK(parser.feed(wire(kR1), Millis{0}).reads.size() == 1);
}

TEST_CASE("random bytes never yield a card whose checksum is wrong") {
  // Drawn mostly from what frames are made of, so that whole frames do occur; every card must stand in
  // the input as a frame with its own checksum.
  std::mt19937 random(20251);
  const std::string_view alphabet = "\x02\x02\x03\x03\r\n0123456789abcdefABCDEF";
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) {
    text += random() % 50 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
    if (random() % 40 == 0) {
      text += '\x02';
      for (int digit = 0; digit < 12; ++digit) text += alphabet[6 + random() % 22];
      text += '\x03';
    }
  }
  Rdm6300Parser parser;
  std::size_t cards = 0;
  std::size_t fed = 0;
  for (const char c : text) {
    ++fed;
    const auto byte = static_cast<std::uint8_t>(c);
    for (const auto& [card, refused] : parser.feed(std::span(&byte, 1), Millis{0}).reads) {
      if (refused) continue;
      ++cards;
      std::string frame;
      for (std::size_t at = fed; frame.size() < 14 && at > 0;) {
        const char back = text[--at];
        if (back != '\r' && back != '\n') frame.insert(frame.begin(), static_cast<char>(std::toupper(back)));
      }
      REQUIRE(wire(frame) == hw::rdm6300_frame(card));
    }
  }
  CHECK(cards > 20);
  CHECK(parser.counts().good == cards);
  CHECK(parser.counts().bad > 20'000);
}

TEST_CASE("a frame written is the frame published") {
  CHECK(base::to_hex_upper(hw::rdm6300_frame(*base::parse_card_id("62E3086CED"))) ==
        "0236324533303836434544303803");
}
