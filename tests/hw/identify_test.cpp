#include "hw/identify.h"

#include <doctest/doctest.h>

#include <set>

#include "hw/card_frames.h"

namespace {

base::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

base::Bytes frame(const hw::ParserSettings& reader, const char* card) {
  return hw::card_frame(reader, base::parse_card_id(card).value()).value();
}

// The formats of the guesses, in order.
std::string formats_of(std::string_view line, int baud = 9600) {
  std::string names;
  for (const auto& guess : hw::guesses_of(bytes_of(line), baud)) {
    CHECK(guess.reader.protocol == "line");
    CHECK(guess.reader.baud == baud);
    names += (names.empty() ? "" : " ") + guess.reader.format;
  }
  return names;
}

}  // namespace

TEST_CASE("a frame with a checksum names its reader, once or repeated") {
  for (const char* protocol : {"rdm6300", "id12", "gwiot7941e"}) {
    CAPTURE(protocol);
    auto bytes = frame({protocol}, "62E3086CED");
    for (int repeats = 0; repeats < 2; ++repeats) {
      const auto guesses = hw::guesses_of(bytes, 9600);
      REQUIRE(guesses.size() == 1);
      CHECK(guesses[0].reader.protocol == protocol);
      CHECK(base::to_text(guesses[0].read.card) == "em:62E3086CED");
      const auto again = bytes;
      bytes.insert(bytes.end(), again.begin(), again.end());
    }
  }
}

TEST_CASE("a line is offered in every format it can be in, and in no other") {
  CHECK(formats_of("0018226646\r\n") == "8h10d 10h 5+5 uid10d");
  CHECK(formats_of("0801161DD6\r") == "10h");
  CHECK(formats_of("4294967296\r\n") == "10h");  // too much for 32 bits
  CHECK(formats_of("047BCB51962280\n") == "hex");
  CHECK(formats_of("0034377965014\r\n") == "13d");
  CHECK(formats_of("111,27706\r\n") == "3+5");
  CHECK(formats_of("00623,27706\r\n") == "5+5");
  CHECK(formats_of("0018226646") == "8h10d 10h");  // no end: by its width alone
  CHECK(formats_of("hello world\r\n").empty());
  CHECK(formats_of("\r\n").empty());
  CHECK(formats_of("").empty());
}

TEST_CASE("what stands around the number becomes prefix and suffix") {
  const auto guesses = hw::guesses_of(bytes_of("UID=047BCB51962280#\r\n"), 115'200);
  REQUIRE(guesses.size() == 1);
  CHECK(guesses[0].reader.prefix == "UID=");
  CHECK(guesses[0].reader.suffix == "#");
  CHECK(guesses[0].reader.baud == 115'200);
  CHECK(base::to_text(guesses[0].read.card) == "14a:047BCB51962280");
}

TEST_CASE("the letters of a word before the number are no digits of it") {
  for (const auto& [line, prefix] : {std::pair{"UID: 9EB36E66\r\n", "UID: "},
                                     {"Card:9E:B3:6E:66\r\n", "Card:"},
                                     {"ID:AB:CD:6E:66\r\n", "ID:"},
                                     {"No: 9EB36E66\r\n", "No: "}}) {
    CAPTURE(line);
    const auto guesses = hw::guesses_of(bytes_of(line), 9600);
    REQUIRE(guesses.size() == 1);
    CHECK(guesses[0].reader.prefix == prefix);
    CHECK(guesses[0].reader.format == "hex");
    CHECK(base::to_text(guesses[0].read.card).ends_with("6E66"));
  }
  // Without a word, what comes first is a part of the number, which is too long.
  CHECK(formats_of("AB:CD:6E:66:01:02\r\n").empty());
}

TEST_CASE("what is offered reads the very line it was offered for") {
  for (const char* line : {"0018226646\r\n", "111,27706\r", "ID:01026F6C3A;\n"}) {
    const auto guesses = hw::guesses_of(bytes_of(line), 9600);
    REQUIRE_FALSE(guesses.empty());
    for (const auto& guess : guesses) {
      const auto parser = hw::make_parser(guess.reader).value();
      parser->opened(base::Millis{0});
      const auto heard = parser->feed(bytes_of(line), base::Millis{1000});
      REQUIRE(heard.reads.size() == 1);
      CHECK(heard.reads[0].card == guess.read.card);
    }
  }
}

TEST_CASE("noise and broken frames are no reader") {
  auto wrong = frame({"rdm6300"}, "62E3086CED");
  wrong[3] ^= 1;
  CHECK(hw::guesses_of(wrong, 9600).empty());
  base::Bytes noise;
  for (int i = 0; i < 300; ++i) noise.push_back(static_cast<std::uint8_t>(i * 151 + 7));
  CHECK(hw::guesses_of(noise, 9600).empty());
}
