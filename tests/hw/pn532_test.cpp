#include "hw/pn532.h"

#include <doctest/doctest.h>

#include "parsing.h"

using base::Bytes;
using base::Millis;
using hw::FrameCounts;
using hw::Health;
using hw::LineAct;
using hw::Pn532Parser;
using hw_test::operator+;  // NOLINT(misc-unused-using-decls): clang-tidy 14 sees no use of it
using hw_test::hex;
using hw_test::texts;

namespace {

using Texts = std::vector<std::string>;

const Bytes kWake = hex("55 55 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
const Bytes kSam = kWake + hex("00 00 FF 03 FD D4 14 01 17 00");
const Bytes kParameters = hex("00 00 FF 03 FD D4 12 00 1A 00");
const Bytes kRetries = hex("00 00 FF 06 FA D4 32 05 FF 01 02 F3 00");
const Bytes kPoll = hex("00 00 FF 04 FC D4 4A 01 00 E1 00");
const Bytes kRelease = hex("00 00 FF 03 FD D4 52 00 DA 00");
const Bytes kAck = hex("00 00 FF 00 FF 00");
const Bytes kNack = hex("00 00 FF FF 00 00");
const Bytes kError = hex("00 00 FF 01 FF 7F 81 00");

const Bytes kSamDone = hex("00 00 FF 02 FE D5 15 16 00");
const Bytes kParametersDone = hex("00 00 FF 02 FE D5 13 18 00");
const Bytes kRetriesDone = hex("00 00 FF 02 FE D5 33 F8 00");
const Bytes kNone = hex("00 00 FF 03 FD D5 4B 00 E0 00");
const Bytes kReleased = hex("00 00 FF 03 FD D5 53 00 D8 00");
const Bytes kFirmware = hex("00 00 FF 06 FA D5 03 32 01 06 07 E8 00");

const Bytes kP1 = hex("00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 9E B3 6E 66 A9 00");
const Bytes kP3 = hex("00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 7B CB 51 96 22 80 C0 00");

// A parser whose first poll is under way at 1000 ms.
std::unique_ptr<Pn532Parser> polling() {
  auto parser = std::make_unique<Pn532Parser>();
  parser->opened(Millis{1000});
  for (const auto& answer : {kSamDone, kParametersDone, kRetriesDone})
    parser->feed(kAck + answer, Millis{1000});
  return parser;
}

// An answer to kListTargets with these bytes after its code.
Bytes targets(std::string_view bytes) { return hw::pn532::frame(0xD5, hex("4B") + hex(bytes)); }

}  // namespace

TEST_CASE("pn532: woken, set up, polled, released, polled again, each command as published") {
  Pn532Parser parser;
  CHECK(parser.line().baud == 115200);
  CHECK(parser.health() == Health::Waking);
  CHECK_FALSE(parser.due());
  CHECK(parser.opened(Millis{0}).to_write == kSam);
  CHECK(parser.feed(kAck, Millis{5}).to_write.empty());
  CHECK(parser.health() == Health::Waking);
  CHECK(parser.feed(kSamDone, Millis{6}).to_write == kParameters);
  CHECK(parser.health() == Health::Answering);
  CHECK(parser.feed(kAck + kParametersDone, Millis{10}).to_write == kRetries);
  CHECK(parser.feed(kAck + kRetriesDone, Millis{15}).to_write == kPoll);
  CHECK(parser.feed(kAck, Millis{16}).to_write.empty());
  CHECK(parser.feed(kNone, Millis{60}).to_write.empty());
  CHECK(parser.due() == Millis{210});
  CHECK(parser.tick(Millis{209}).to_write.empty());
  CHECK(parser.tick(Millis{210}).to_write == kPoll);
  const auto hit = parser.feed(kAck + kP1, Millis{220});
  CHECK(texts(hit) == Texts{"14a:9EB36E66"});
  CHECK(hit.to_write == kRelease);
  CHECK(parser.feed(kAck + kReleased, Millis{225}).to_write.empty());
  CHECK(parser.due() == Millis{375});
  CHECK(parser.tick(Millis{375}).to_write == kPoll);
  CHECK(parser.health() == Health::Answering);
  CHECK(parser.counts() == FrameCounts{1, 0, 0});
}

TEST_CASE("pn532: published answers give their cards") {
  struct Vector {
    Bytes frame;
    Texts cards;
  };
  const Vector vectors[] = {
      {kP1, {"14a:9EB36E66"}},
      {hex("00 00 FF 0C F4 D5 4B 01 01 00 02 18 04 8A 4C B5 12 23 00"), {"14a:8A4CB512"}},  // P2
      {kP3, {"14a:047BCB51962280"}},
      {hex("00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 41 6D 41 2B 02 89 EA 00"),
       {"14a:04416D412B0289"}},                                                                      // P4
      {hex("00 00 FF 11 EF D5 4B 01 01 03 04 20 04 08 3F 6C 4A 05 78 80 70 02 47 00"), {"random"}},  // P5
      {hex("00 00 FF 12 EE D5 4B 01 01 00 84 00 0A 04 11 22 33 44 55 66 77 88 99 4F 00"),
       {"14a:04112233445566778899"}},  // P6
      {hex("00 00 FF 18 E8 D5 4B 02 01 00 04 08 04 9E B3 6E 66 02 00 44 00 07 04 7B CB 51 96 22 80 88 00"),
       {"several"}},                         // P7
      {kAck + kP3, {"14a:047BCB51962280"}},  // P8
      // P9's coding, of P1.
      {hex("00 00 FF FF FF 00 0C F4 D5 4B 01 01 00 04 08 04 9E B3 6E 66 A9 00"), {"14a:9EB36E66"}},
      // Any number of 00 before and none after.
      {hex("80 00 00 00 00 00") + Bytes(kP1.begin() + 1, kP1.end() - 1), {"14a:9EB36E66"}},
      {Bytes(kP1.begin() + 1, kP1.end()), {"14a:9EB36E66"}},
      // An ATS that was not asked for, and one of a byte.
      {targets("01 01 00 04 20 04 9E B3 6E 66"), {"14a:9EB36E66"}},
      {targets("01 01 00 04 20 04 9E B3 6E 66 01"), {"14a:9EB36E66"}},
      {targets("01 01 00 04 08 04 88 04 7B CB"), {"truncated"}},
      {targets("01 01 00 04 08 04 00 FF 00 FF"), {"14a:00FF00FF"}},
      {targets("01 01 00 44 00 07 11 13 02 03 00 FF 00"), {"14a:1113020300FF00"}},
      {targets("01 01 00 04 08 04 00 00 00 00"), {"all zeros"}},
      {targets("01 01 00 04 08 04 FF FF FF FF"), {"all ones"}},
      {targets("01 01 00 04 08 04 DE AD BE EF"), {"blank"}},
  };
  for (const auto& vector : vectors) {
    CAPTURE(base::to_hex(vector.frame));
    const auto parser = polling();
    const auto heard = parser->feed(vector.frame, Millis{1010});
    CHECK(texts(heard) == vector.cards);
    CHECK(heard.to_write == kRelease);
    CHECK(parser->counts().bad == 0);
    CHECK(parser->counts().good + parser->counts().ignored == 1);
    // Byte by byte the same.
    const auto slow = polling();
    Texts one_by_one;
    for (const auto byte : vector.frame)
      for (auto& text : texts(slow->feed(std::span(&byte, 1), Millis{1010}))) one_by_one.push_back(text);
    CHECK(one_by_one == vector.cards);
  }
}

TEST_CASE("pn532: answers that contradict themselves are counted and give no card; the next poll does") {
  const Bytes broken[] = {
      targets(""),                                           // no count
      targets("00 01 00 04 08 04 9E B3 6E 66"),              // none, and data
      targets("01"),                                         // one, and no data
      targets("03 01 00 04 08 04 9E B3 6E 66"),              // more than a chip can hold
      targets("01 01 00 04 08 00"),                          // width 0
      targets("01 01 00 04 08 05 9E B3 6E 66 01"),           // width 5
      targets("01 01 00 04 08 08 88 04 7B CB 51 96 22 80"),  // a PN531's, with cascade tag
      targets("01 01 00 04 08 0B 01 02 03 04 05 06 07 08 09 0A 0B"),
      targets("01 01 00 04 08 FF 9E B3 6E 66"),                 // beyond the frame
      targets("01 01 00 04 08 07 9E B3 6E 66"),                 // beyond the frame
      targets("01 01 00 04 08 04 9E B3 6E 66 00"),              // more than there is
      targets("01 01 00 04 20 04 9E B3 6E 66 00"),              // ATS of 0
      targets("01 01 00 04 20 04 9E B3 6E 66 06 78 80 70 02"),  // ATS past the end
      targets("01 01 00 04 20 04 9E B3 6E 66 04 78 80 70 02"),  // and short of it
      targets("02 01 00 04 08 04 9E B3 6E 66"),                 // two, and one is there
      targets("02 01 00 04 20 04 9E B3 6E 66 00 02 00 04 08 04 8A 4C B5 12"),
  };
  for (const auto& bytes : broken) {
    CAPTURE(base::to_hex(bytes));
    const auto parser = polling();
    CHECK(parser->feed(bytes, Millis{1010}).reads.empty());
    CHECK(parser->counts() == FrameCounts{0, 1, 0});
    CHECK(parser->health() == Health::Answering);
    CHECK(parser->tick(Millis{1160}).to_write == kPoll);
    CHECK(texts(parser->feed(kP1, Millis{1170})) == Texts{"14a:9EB36E66"});
  }
}

TEST_CASE("pn532: broken frames cost no later one") {
  auto data = kP1;
  data[15] ^= 1;
  auto check = kP1;
  check[17] ^= 1;
  auto length = kP1;
  length[4] ^= 1;
  struct Vector {
    std::string why;
    Bytes bytes;
    std::uint64_t bad;
  };
  const Vector vectors[] = {
      {"a bit of the number", data, 1},
      {"DCS off by one", check, 1},
      {"LCS off by one", length, 1},
      {"length 0", hex("00 00 FF 00 00"), 1},
      {"extended length 0", hex("00 00 FF FF FF 00 00 00"), 1},
      {"extended length 65535", hex("00 00 FF FF FF FF FF 02"), 1},
      {"extended length 266", hex("00 00 FF FF FF 01 0A F5"), 1},
      {"starts without end", hex("00 FF 00 FF 00 FF 00 FF"), 0},  // these are acknowledgements
      {"start codes in a row", hex("00 FF 55 00 FF 55 00 FF 55"), 3},
      {"a stray byte", hex("80"), 0},
      {"noise of another speed", hex("00 E0 F8 00 00 FE FF FF E0"), 0},
      {"NACK from the chip", kNack, 0},
      {"our own command come back", kPoll, 0},
      {"another command's answer", kFirmware, 0},
      {"an answer without a code", hex("00 00 FF 01 FF D5 2B 00"), 0},
  };
  for (const auto& vector : vectors) {
    CAPTURE(vector.why);
    const auto parser = polling();
    CHECK(texts(parser->feed(vector.bytes + kP1, Millis{1010})) == Texts{"14a:9EB36E66"});
    CHECK(parser->counts() == FrameCounts{1, vector.bad, 0});
  }
}

TEST_CASE("pn532: an answer cut at any length gives no card; the next one does") {
  for (const auto& whole : {kP1, kP3}) {
    for (std::size_t length = 1; length + 1 < whole.size(); ++length) {
      CAPTURE(length);
      const auto parser = polling();
      const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      parser->feed(kAck, Millis{1001});
      CHECK(parser->feed(cut, Millis{1010}).reads.empty());
      CHECK(parser->tick(Millis{1110}).reads.empty());
      CHECK(parser->feed(whole, Millis{1111}).reads.size() == 1);
      CHECK(parser->counts().bad == (length >= 3 ? 1 : 0));
    }
  }
}

TEST_CASE("pn532: a command that is not acknowledged is sent three times") {
  const auto parser = polling();
  CHECK(parser->due() == Millis{1100});
  CHECK(parser->tick(Millis{1099}).to_write.empty());
  CHECK(parser->tick(Millis{1100}).to_write == kPoll);
  CHECK(parser->tick(Millis{1200}).to_write == kPoll);
  // The third is: then its answer is waited for, and another acknowledgement lengthens nothing.
  parser->feed(kAck, Millis{1290});
  CHECK(parser->due() == Millis{1790});
  parser->feed(kAck, Millis{1300});
  CHECK(parser->due() == Millis{1790});
  CHECK(texts(parser->feed(kP1, Millis{1500})) == Texts{"14a:9EB36E66"});
}

TEST_CASE("pn532: dead is told from idle: asked anew, woken anew, then the line is opened anew") {
  const auto parser = polling();
  parser->feed(kAck, Millis{1005});
  CHECK(parser->health() == Health::Answering);
  CHECK(parser->tick(Millis{1505}).to_write == kPoll);  // first miss
  CHECK(parser->tick(Millis{1605}).to_write == kPoll);
  CHECK(parser->tick(Millis{1705}).to_write == kPoll);
  CHECK(parser->tick(Millis{1805}).to_write == kAck);  // second: whatever it does, it shall stop
  CHECK(parser->tick(Millis{1814}).to_write.empty());
  CHECK(parser->tick(Millis{1815}).to_write == kSam);
  CHECK(parser->health() == Health::Answering);
  parser->tick(Millis{1915});
  parser->tick(Millis{2015});
  const auto given_up = parser->tick(Millis{2115});  // third
  CHECK(given_up.act == LineAct::Reopen);
  CHECK(given_up.to_write.empty());
  CHECK(parser->health() == Health::Silent);
  CHECK_FALSE(parser->due());
  // It stays so until the chip answers.
  CHECK(parser->opened(Millis{2200}).to_write == kSam);
  CHECK(parser->health() == Health::Silent);
  CHECK(parser->feed(kAck + kSamDone, Millis{2210}).to_write == kParameters);
  CHECK(parser->health() == Health::Answering);
}

TEST_CASE("pn532: woken after it lost its power, it is set up and polled again") {
  const auto parser = polling();
  for (const int at : {1100, 1200, 1300, 1400, 1500, 1600}) parser->tick(Millis{at});
  CHECK(parser->tick(Millis{1610}).to_write == kSam);
  CHECK(parser->feed(kAck + kSamDone, Millis{1620}).to_write == kParameters);
  parser->feed(kParametersDone, Millis{1630});
  parser->feed(kRetriesDone, Millis{1640});
  CHECK(texts(parser->feed(kP1, Millis{1650})) == Texts{"14a:9EB36E66"});
}

TEST_CASE("pn532: a chip that answers everything but polls is given up too") {
  const auto parser = polling();
  Millis now{1000};
  bool reopened = false;
  for (int i = 0; i < 100 && !reopened; ++i) {
    now = parser->due().value();
    const auto heard = parser->tick(now);
    reopened = heard.act == LineAct::Reopen;
    if (heard.to_write == kSam)
      for (const auto& answer : {kSamDone, kParametersDone, kRetriesDone}) parser->feed(answer, now);
  }
  CHECK(reopened);
  CHECK(now < Millis{3000});
}

TEST_CASE("pn532: the line is opened anew at another speed each second time, unless the settings name one") {
  Pn532Parser parser;
  Pn532Parser fixed(460800);
  std::vector<int> bauds;
  for (int i = 0; i < 8; ++i) {
    bauds.push_back(parser.line().baud);
    CHECK(fixed.line().baud == 460800);
    for (auto* each : {&parser, &fixed}) {
      each->opened(Millis{10'000 * i});
      while (each->due()) each->tick(*each->due());
    }
  }
  CHECK(bauds == std::vector<int>{115200, 921600, 115200, 460800, 115200, 230400, 115200, 921600});
  // Where it answers, it is left.
  parser.opened(Millis{100'000});
  const auto answered_at = parser.line().baud;
  parser.feed(kSamDone, Millis{100'001});
  CHECK(parser.line().baud == answered_at);
  // A line that went away and comes back begins with the usual one.
  while (parser.line().baud == 115200) {
    parser.opened(Millis{200'000});
    while (parser.due()) parser.tick(*parser.due());
  }
  parser.clear();
  CHECK(parser.line().baud == 115200);
}

TEST_CASE("pn532: only an answer to the command under way counts") {
  Pn532Parser parser;
  parser.opened(Millis{0});
  // A host that was started again finds the answer to its last poll on the line.
  CHECK(parser.feed(kP1, Millis{1}).reads.empty());
  CHECK(parser.health() == Health::Waking);
  // Before its acknowledgement, and with the next one's answer glued on: that one was not asked yet.
  const auto heard = parser.feed(kSamDone + kParametersDone + kRetriesDone + kP1, Millis{2});
  CHECK(heard.to_write == kParameters);
  CHECK(heard.reads.empty());
  // In a pause nothing is waited for.
  const auto idle = polling();
  idle->feed(kNone, Millis{1010});
  CHECK(idle->feed(kP1, Millis{1020}).reads.empty());
  CHECK(idle->counts() == FrameCounts{});
}

TEST_CASE("pn532: the chip's error is a miss, at once") {
  const auto parser = polling();
  CHECK(parser->feed(kAck + kError, Millis{1010}).to_write == kPoll);
  CHECK(parser->feed(kAck + kError, Millis{1020}).to_write == kAck);
  CHECK(parser->tick(Millis{1030}).to_write == kSam);
}

TEST_CASE("pn532: what InRelease answers does not matter, and its silence is one miss") {
  const auto parser = polling();
  parser->feed(kP1, Millis{1010});
  parser->feed(hex("00 00 FF 03 FD D5 53 01 D7 00"), Millis{1020});
  CHECK(parser->tick(Millis{1170}).to_write == kPoll);
  CHECK(parser->feed(kP1, Millis{1180}).to_write == kRelease);
  parser->tick(Millis{1280});
  parser->tick(Millis{1380});
  CHECK(parser->tick(Millis{1480}).to_write == kPoll);
}

TEST_CASE("pn532: a line that went away in the middle of a frame leaves nothing behind") {
  const auto parser = polling();
  parser->feed(Bytes(kP1.begin(), kP1.begin() + 12), Millis{1010});
  parser->clear();
  CHECK_FALSE(parser->due());
  CHECK(parser->health() == Health::Waking);
  CHECK(parser->feed(Bytes(kP1.begin() + 12, kP1.end()), Millis{1020}).reads.empty());
  CHECK(parser->counts() == FrameCounts{});
}

TEST_CASE("pn532: a megabyte of anything keeps one frame at most, and the next answer is read") {
  static_assert(sizeof(Pn532Parser) < 768, "the parser holds its frame in place");
  for (const auto& flood : {Bytes(1U << 20, 0x00), Bytes(1U << 20, 0xFF), Bytes(1U << 20, 0x55)}) {
    const auto parser = polling();
    CHECK(parser->feed(flood, Millis{1010}).reads.empty());
    CHECK(texts(parser->feed(kP1, Millis{1011})) == Texts{"14a:9EB36E66"});
  }
  // A false start with the longest length, answered by a real frame in it: out when the false one is given
  // up.
  const auto parser = polling();
  parser->feed(kAck, Millis{1005});
  CHECK(parser->feed(hex("00 FF FF FF 01 09 F6") + kP1, Millis{1010}).reads.empty());
  CHECK(parser->due() == Millis{1110});
  CHECK(texts(parser->tick(Millis{1110})) == Texts{"14a:9EB36E66"});
}
