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

// Opened at 0 and not answered: it listens.
std::unique_ptr<AutoParser> listening() {
  auto parser = std::make_unique<AutoParser>();
  parser->opened(Millis{0});
  while (parser->due()) parser->tick(*parser->due());
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
  const auto heard = parser.tick(Millis{300});
  CHECK(heard.act == LineAct::Set);
  CHECK(heard.to_write.empty());
  CHECK(parser.line().baud == 9600);
  CHECK_FALSE(parser.due());
  CHECK(parser.protocol() == "auto");
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
  CHECK(texts(parser->feed(sent("rdm6300", "62E3086CED"), Millis{1000})) == Texts{"em:62E3086CED"});
  CHECK(parser->protocol() == "rdm6300");
  CHECK(texts(parser->feed(sent("id12", "0C000621A5"), Millis{1100})) == Texts{"em:0C000621A5"});
  const auto binary = listening();
  CHECK(texts(binary->feed(sent("gwiot7941e", "6B3D12D6"), Millis{1000})) == Texts{"14a:6B3D12D6"});
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
  parser->feed(broken, Millis{1000});
  parser->feed(sent("rdm6300", "62E3086CED"), Millis{1100});
  parser->feed(sent("rdm6300", "0000000000"), Millis{1200});
  CHECK(parser->counts() == FrameCounts{1, 1, 1});
  // So is one whose end never comes.
  parser->feed(Bytes{0x02, 0x36}, Millis{1300});
  CHECK(parser->due() == Millis{1400});
  parser->tick(Millis{1400});
  CHECK(parser->counts() == FrameCounts{1, 2, 1});
  parser->clear();
  parser->opened(Millis{2000});
  CHECK(parser->counts() == FrameCounts{1, 2, 1});
}
