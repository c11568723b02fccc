#include "hw/auto_parser.h"

#include <doctest/doctest.h>

#include "hw/card_frames.h"
#include "parsing.h"

using base::Bytes;
using base::Millis;
using hw::AutoParser;
using hw::FrameCounts;
using hw::Health;
using hw::LineAct;
using hw_test::operator+;  // NOLINT(misc-unused-using-decls): clang-tidy 14 sees no use of it
using hw_test::hex;
using hw_test::texts;

namespace {

using Texts = std::vector<std::string>;
const Bytes kWoken = hex("00 00 FF 02 FE D5 15 16 00");

Bytes sent(const char* protocol, const char* card) {
  return hw::card_frame({protocol}, *base::parse_card_id(card)).value();
}

// Whatever is due before `until`, which nobody answers; the last of it.
hw::Heard go_on(AutoParser& parser, Millis until) {
  hw::Heard last;
  while (parser.due() && *parser.due() <= until) last = parser.tick(*parser.due());
  return last;
}

// Opened at 0 and not answered: it listens.
std::unique_ptr<AutoParser> listening() {
  auto parser = std::make_unique<AutoParser>();
  parser->opened(Millis{0});
  go_on(*parser, AutoParser::kAskFirstFor);
  return parser;
}

}  // namespace

TEST_CASE("auto: a PN532 is asked for first, then the others are listened for") {
  AutoParser parser;
  CHECK(parser.line().baud == 115200);
  CHECK_FALSE(parser.opened(Millis{0}).to_write.empty());
  CHECK(parser.protocol() == "auto");
  CHECK(parser.health() == Health::Listening);
  CHECK_FALSE(parser.tick(Millis{100}).to_write.empty());
  CHECK_FALSE(parser.tick(Millis{200}).to_write.empty());
  // It may need a while to start: it is asked on, at no other speed.
  int sends = 3;
  while (*parser.due() < AutoParser::kAskFirstFor) {
    const auto heard = parser.tick(*parser.due());
    CHECK(heard.act == LineAct::None);
    CHECK(parser.line().baud == 115200);
    if (!heard.to_write.empty()) ++sends;
  }
  CHECK(sends > 12);
  const auto heard = parser.tick(*parser.due());
  CHECK(heard.act == LineAct::Set);
  CHECK(heard.to_write.empty());
  CHECK(parser.line().baud == 9600);
  CHECK(parser.protocol() == "auto");
}

TEST_CASE("auto: a PN532 that answers late is polled") {
  for (const Millis late : {Millis{310}, Millis{1400}, Millis{1500}}) {
    CAPTURE(late.count());
    AutoParser parser;
    parser.opened(Millis{0});
    go_on(parser, late);
    CHECK_FALSE(parser.feed(kWoken, late).to_write.empty());
    CHECK(parser.protocol() == "pn532");
    CHECK(parser.line().baud == 115200);
  }
}

TEST_CASE("auto: a PN532 powered later is found when it is asked again") {
  const auto parser = listening();
  const auto again = AutoParser::kAskFirstFor + AutoParser::kAskAgainAfter;
  for (int ask = 0; ask < 3; ++ask) {
    CAPTURE(ask);
    const auto at = again + ask * (AutoParser::kAskFor + AutoParser::kAskAgainAfter);
    REQUIRE(parser->due() == at);
    const auto asked = parser->tick(at);
    CHECK(asked.act == LineAct::Set);
    CHECK_FALSE(asked.to_write.empty());
    CHECK(parser->line().baud == 115200);
    CHECK(parser->health() == Health::Listening);
    if (ask == 2) {
      CHECK_FALSE(parser->feed(kWoken, at + Millis{20}).to_write.empty());
      CHECK(parser->protocol() == "pn532");
      CHECK(parser->line().baud == 115200);
      return;
    }
    const auto ended = go_on(*parser, at + AutoParser::kAskFor);
    CHECK(ended.act == LineAct::Set);
    CHECK(ended.to_write.empty());
    CHECK(parser->line().baud == 9600);
    // The noise of a chip that is powered is no reader that sends.
    parser->feed(Bytes{0x00, 0xFF}, at + AutoParser::kAskFor);
    go_on(*parser, at + AutoParser::kAskFor + Millis{1000});
  }
}

TEST_CASE("auto: a reader that sent a frame is never left again, nor is one in the middle of it") {
  const auto again = AutoParser::kAskFirstFor + AutoParser::kAskAgainAfter;
  auto frame = sent("rdm6300", "62E3086CED");
  for (const bool right : {true, false}) {
    CAPTURE(right);
    if (!right) frame[3] ^= 1;
    const auto parser = listening();
    parser->feed(std::span(frame).first(5), again - Millis{5});
    CHECK(parser->tick(again).act == LineAct::None);
    parser->feed(std::span(frame).subspan(5), again + Millis{5});
    go_on(*parser, again + Millis{200});
    CHECK_FALSE(parser->due());
    CHECK(parser->tick(again * 2).act == LineAct::None);
    CHECK(parser->line().baud == 9600);
  }
}

TEST_CASE("auto: a card read while it is asked again keeps the line as it is") {
  const auto parser = listening();
  const auto again = AutoParser::kAskFirstFor + AutoParser::kAskAgainAfter;
  parser->tick(again);
  CHECK(texts(parser->feed(sent("rdm6300", "62E3086CED"), again + Millis{50})) == Texts{"em:62E3086CED"});
  CHECK(parser->line().baud == 115200);
  CHECK_FALSE(parser->due());
}

TEST_CASE("auto: a PN532 that answers is polled") {
  AutoParser parser;
  parser.opened(Millis{0});
  CHECK_FALSE(parser.feed(kWoken, Millis{50}).to_write.empty());
  CHECK(parser.protocol() == "pn532");
  CHECK(parser.health() == Health::Answering);
  CHECK(parser.line().baud == 115200);
  parser.feed(hex("00 00 FF 02 FE D5 13 18 00"), Millis{51});
  parser.feed(hex("00 00 FF 02 FE D5 33 F8 00"), Millis{52});
  CHECK(texts(parser.feed(sent("pn532", "9EB36E66"), Millis{53})) == Texts{"14a:9EB36E66"});
  // Nothing else is believed any more, and when it falls silent it is asked on.
  CHECK(parser.feed(sent("rdm6300", "62E3086CED"), Millis{54}).reads.empty());
  LineAct act = LineAct::None;
  while (parser.due()) act = parser.tick(*parser.due()).act;
  CHECK(act == LineAct::Reopen);
  CHECK(parser.health() == Health::Silent);
  parser.opened(Millis{5000});
  CHECK(parser.health() == Health::Silent);
  CHECK(parser.protocol() == "pn532");
  // Until the device goes; which then is asked at the usual speed again.
  CHECK(parser.line().baud == 921600);
  parser.clear();
  CHECK(parser.line().baud == 115200);
  parser.opened(Millis{6000});
  CHECK(parser.protocol() == "auto");
}

TEST_CASE("auto: readers that send are told by their frames") {
  const auto parser = listening();
  CHECK(texts(parser->feed(sent("rdm6300", "62E3086CED"), Millis{2000})) == Texts{"em:62E3086CED"});
  CHECK(parser->protocol() == "rdm6300");
  CHECK(texts(parser->feed(sent("id12", "0C000621A5"), Millis{2100})) == Texts{"em:0C000621A5"});
  const auto binary = listening();
  CHECK(texts(binary->feed(sent("gwiot7941e", "6B3D12D6"), Millis{2000})) == Texts{"14a:6B3D12D6"});
  CHECK(binary->protocol() == "gwiot7941e");
  CHECK(binary->counts() == FrameCounts{1, 0, 0});
}

TEST_CASE("auto: a reader heard while it was asked keeps the speed it was heard at") {
  AutoParser parser;
  parser.opened(Millis{0});
  CHECK(texts(parser.feed(sent("rdm6300", "62E3086CED"), Millis{50})) == Texts{"em:62E3086CED"});
  CHECK(parser.protocol() == "rdm6300");
  CHECK_FALSE(parser.due());
  CHECK(parser.line().baud == 115200);
  CHECK(texts(parser.feed(sent("rdm6300", "62E3086CED"), Millis{500})) == Texts{"em:62E3086CED"});
}

TEST_CASE("auto: broken frames are counted once, by the reader's own protocol") {
  const auto parser = listening();
  auto broken = sent("rdm6300", "62E3086CED");
  broken[3] ^= 1;
  parser->feed(broken, Millis{2000});
  parser->feed(sent("rdm6300", "62E3086CED"), Millis{2100});
  parser->feed(sent("rdm6300", "0000000000"), Millis{2200});
  CHECK(parser->counts() == FrameCounts{1, 1, 1});
  // So is one whose end never comes.
  parser->feed(Bytes{0x02, 0x36}, Millis{2300});
  CHECK(parser->due() == Millis{2400});
  parser->tick(Millis{2400});
  CHECK(parser->counts() == FrameCounts{1, 2, 1});
  parser->clear();
  parser->opened(Millis{3000});
  CHECK(parser->counts() == FrameCounts{1, 2, 1});
}
