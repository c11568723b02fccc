#include "hw/card_frames.h"

#include <doctest/doctest.h>

#include "hw/line_format.h"
#include "hw/pn532.h"
#include "parsing.h"

using base::Millis;
using hw_test::hex;
using hw_test::wire;

namespace {

base::Bytes frame(const hw::ParserSettings& settings, const char* card) {
  const auto bytes = hw::card_frame(settings, *base::parse_card_id(card));
  return bytes ? *bytes : base::Bytes();
}

}  // namespace

TEST_CASE("frames written are the frames published") {
  CHECK(frame({"rdm6300"}, "62E3086CED") == hex("02 36 32 45 33 30 38 36 43 45 44 30 38 03"));
  CHECK(frame({"auto"}, "62E3086CED") == frame({"rdm6300"}, "62E3086CED"));
  CHECK(frame({"id12"}, "0C000621A5") == hex("02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03"));
  CHECK(frame({"gwiot7941e"}, "2E00B6D7B5") == hex("02 0A 02 2E 00 B6 D7 B5 F2 03"));
  CHECK(frame({"pn532"}, "9EB36E66") == hex("00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 9E B3 6E 66 A9 00"));
  CHECK(frame({"pn532"}, "047BCB51962280") ==
        hex("00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 7B CB 51 96 22 80 C0 00"));
  CHECK(frame({"pn532"}, "04112233445566778899") ==
        hex("00 00 FF 12 EE D5 4B 01 01 00 84 00 0A 04 11 22 33 44 55 66 77 88 99 4F 00"));
}

TEST_CASE("a line is written with all that the settings say") {
  auto settings = hw_test::line_settings("3+5");
  CHECK(frame(settings, "01026F6C3A") == wire("111,27706\r\n"));
  settings.prefix = "ID=";
  settings.suffix = "#";
  settings.terminator = "cr";
  CHECK(frame(settings, "01026F6C3A") == wire("ID=111,27706#\r"));
  settings = hw_test::line_settings("hex");
  settings.reverse_bytes = true;
  settings.terminator = "etx";
  CHECK(frame(settings, "529D06E3") == wire("E3069D52\x03"));
}

TEST_CASE("what is written for a card reads back as the card") {
  const char* const cards[] = {"62E3086CED", "0801161DD6", "9EB36E66", "047BCB51962280",
                               "04112233445566778899"};
  std::vector<hw::ParserSettings> readers{{"rdm6300"}, {"id12"}, {"gwiot7941e"}};
  for (const char* format : {"hex", "8h", "10h", "14h", "20h", "13d", "12d", "8h10d", "6h10d", "6h8d", "3+5",
                             "5+5", "w26", "uid10d"}) {
    readers.push_back(hw_test::line_settings(format));
    readers.push_back(hw_test::line_settings(format));
    readers.back().reverse_bytes = true;
  }
  int written = 0;
  for (const auto& reader : readers) {
    for (const char* text : cards) {
      CAPTURE(reader.protocol);
      CAPTURE(reader.format);
      CAPTURE(text);
      const auto card = *base::parse_card_id(text);
      const auto bytes = hw::card_frame(reader, card);
      if (!bytes) continue;
      ++written;
      const auto parser = hw::make_parser(reader).value();
      parser->opened(Millis{0});
      const auto read = parser->feed(*bytes, Millis{1000}).reads;
      REQUIRE(read.size() == 1);
      // A narrow format carries the low bytes, of the number as it came.
      auto whole = card.bytes;
      if (reader.reverse_bytes) std::reverse(whole.begin(), whole.end());
      auto low =
          std::vector(whole.end() - static_cast<std::ptrdiff_t>(read[0].card.bytes.size()), whole.end());
      if (reader.reverse_bytes) std::reverse(low.begin(), low.end());
      CHECK(base::to_hex(read[0].card.bytes) == base::to_hex(low));
      CHECK(read[0].card.tech == card.tech);
    }
  }
  CHECK(written == 62);
}

TEST_CASE("a card that a reader cannot read is not written") {
  for (const auto& [protocol, card] : {std::pair{"rdm6300", "9EB36E66"},
                                       {"id12", "em32:E3086CED"},
                                       {"pn532", "62E3086CED"},
                                       {"gwiot7941e", "w26:008-27885"}}) {
    const auto bytes = hw::card_frame({protocol}, *base::parse_card_id(card));
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == base::Code::Invalid);
  }
  CHECK_FALSE(hw::card_frame({"pigeon"}, *base::parse_card_id("62E3086CED")));
}
