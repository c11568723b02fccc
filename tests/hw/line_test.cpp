#include "hw/line.h"

#include <doctest/doctest.h>

#include "hw/card_frames.h"
#include "parsing.h"

using base::Millis;
using hw::FrameCounts;
using hw_test::line_settings;
using hw_test::texts;
using hw_test::wire;

namespace {

using Texts = std::vector<std::string>;

struct Said {
  Texts cards;
  FrameCounts counts;
};

std::unique_ptr<hw::CardParser> parser_of(const hw::ParserSettings& settings) {
  auto parser = hw::make_parser(settings);
  REQUIRE(parser);
  return *std::move(parser);
}

Said parse(const hw::ParserSettings& settings, std::string_view text) {
  const auto parser = parser_of(settings);
  parser->opened(Millis{0});
  auto cards = texts(parser->feed(wire(text), Millis{1000}));
  return {cards, parser->counts()};
}

}  // namespace

TEST_CASE("line: any usual end ends a line, and an empty line is nothing") {
  for (const std::string_view text :
       {"0018226646\r", "0018226646\n", "0018226646\r\n", "\n\r0018226646\n\r\r\n", "\0020018226646\x03",
        "\r0018226646\r", "  0018226646 \r\n"}) {
    CAPTURE(text);
    const auto outcome = parse(line_settings("8h10d"), text);
    CHECK(outcome.cards == Texts{"em32:01161DD6"});
    CHECK(outcome.counts == FrameCounts{1, 0, 0});
  }
  for (const std::string_view text : {"", "\r", "\r\r", "\n\r", "\r\n\r\n", " \r", "\x02\x03"}) {
    CAPTURE(text);
    CHECK(parse(line_settings("8h10d"), text).counts == FrameCounts{});
  }
}

TEST_CASE("line: what readers say besides cards is counted and gives none") {
  for (const std::string_view text :
       {"RF IDeas>\r\n", "OK\r\n", "AT+CGMI\r", "ERROR\r\n", "N\r\n", "Reader V1.02 2019-03-04\r\n",
        "4294967296\r", "001822\0026646\r", "\357\273\2770018226646\r", "0018226646 0018226646\r",
        "-018226646\r"}) {
    CAPTURE(text);
    const auto outcome = parse(line_settings("8h10d"), std::string(text) + "0018226646\r\n");
    CHECK(outcome.cards == Texts{"em32:01161DD6"});
    CHECK(outcome.counts == FrameCounts{1, 1, 0});
  }
}

TEST_CASE("line: only the end that the settings name ends a line") {
  struct Row {
    const char* terminator;
    std::string_view line;
    std::size_t cards;
  };
  const Row rows[] = {
      {"cr", "0018226646\r", 1},   {"cr", "0018226646\n", 0},     {"lf", "0018226646\n", 1},
      {"lf", "0018226646\r\n", 1}, {"lf", "0018226646\r", 0},     {"crlf", "0018226646\r\n", 1},
      {"crlf", "0018226646\n", 0}, {"etx", "0018226646\x03", 1},  {"etx", "\0020018226646\x03", 1},
      {"etx", "0018226646\r", 0},  {"none", "0018226646\r\n", 0}, {"auto", "0018226646 ", 0}};
  for (const auto& row : rows) {
    CAPTURE(row.terminator);
    CAPTURE(row.line);
    auto settings = line_settings("8h10d");
    settings.terminator = row.terminator;
    CHECK(parse(settings, row.line).cards.size() == row.cards);
  }
}

TEST_CASE("line: without a terminator silence ends the line, on a timer") {
  auto settings = line_settings("8h10d");
  settings.terminator = "none";
  const auto parser = parser_of(settings);
  CHECK(parser->feed(wire("00182"), Millis{1000}).reads.empty());
  CHECK(parser->feed(wire("26646"), Millis{1199}).reads.empty());
  CHECK(parser->due() == Millis{1399});
  CHECK(parser->tick(Millis{1398}).reads.empty());
  CHECK(texts(parser->tick(Millis{1399})) == Texts{"em32:01161DD6"});
  CHECK_FALSE(parser->due());
  CHECK(parser->tick(Millis{2000}).reads.empty());
  // Told late, the silence counts all the same.
  CHECK(parser->feed(wire("0018226646"), Millis{3000}).reads.empty());
  CHECK(texts(parser->feed(wire("00"), Millis{3200})) == Texts{"em32:01161DD6"});
  CHECK(parser->tick(Millis{3400}).reads.empty());
  CHECK(parser->counts() == FrameCounts{2, 1, 0});
}

TEST_CASE("line: with a terminator silence drops what is unfinished") {
  const auto parser = parser_of(line_settings("8h10d"));
  CHECK(parser->feed(wire("00182"), Millis{1000}).reads.empty());
  CHECK(parser->due() == Millis{1200});
  CHECK(parser->tick(Millis{1200}).reads.empty());
  CHECK(parser->feed(wire("26646\r"), Millis{1201}).reads.empty());
  CHECK(parser->counts() == FrameCounts{0, 2, 0});
  // A prompt without an end does not stand before the next card.
  CHECK(parser->feed(wire("\r\nRF IDeas>"), Millis{2000}).reads.empty());
  CHECK(parser->feed(wire("0018226646\r"), Millis{2300}).reads.size() == 1);
  CHECK(parser->counts().bad == 3);
}

TEST_CASE("line: split at any offset it is whole") {
  const std::string text = "0018226646\r\n";
  for (std::size_t offset = 0; offset <= text.size(); ++offset) {
    CAPTURE(offset);
    const auto parser = parser_of(line_settings("8h10d"));
    std::size_t cards = parser->feed(wire(text.substr(0, offset)), Millis{1000}).reads.size();
    cards += parser->feed(wire(text.substr(offset)), Millis{1199}).reads.size();
    CHECK(cards == 1);
    CHECK(parser->counts() == FrameCounts{1, 0, 0});
  }
}

TEST_CASE("line: prefix and suffix are taken off, and a line without them is no card") {
  auto settings = line_settings("hex");
  settings.prefix = "UID: ";
  settings.suffix = ";";
  CHECK(parse(settings, "UID: 9EB36E66;\r\n").cards == Texts{"14a:9EB36E66"});
  CHECK(parse(settings, "UID:9EB36E66;\r\n").cards == Texts{"14a:9EB36E66"});
  for (const std::string_view text :
       {"9EB36E66\r", "UID:9EB36E66\r", "9EB36E66;\r", "uid:9EB36E66;\r", "UID:;\r", "UID:\r", ";\r"}) {
    CAPTURE(text);
    CHECK(parse(settings, text).counts == FrameCounts{0, 1, 0});
  }
  settings.prefix = settings.suffix = "AA";
  CHECK(parse(settings, "AA\r").counts == FrameCounts{0, 1, 0});  // one cannot be both
}

TEST_CASE("line: the bytes of a number can come last first") {
  auto settings = line_settings("hex");
  settings.reverse_bytes = true;
  CHECK(parse(settings, "E3069D52\r").cards == Texts{"14a:529D06E3"});
  CHECK(parse(settings, "80229651CB7B04\r").cards == Texts{"14a:047BCB51962280"});
  CHECK(parse(settings, "4A6C3F08\r").cards == Texts{"random"});
  settings.format = "uid10d";
  CHECK(parse(settings, "3808861522\r").cards == Texts{"14a:529D06E3"});
}

TEST_CASE("line: numbers that name nobody are told with the reason") {
  CHECK(parse(line_settings("8h10d"), "0000000000\r").cards == Texts{"all zeros"});
  CHECK(parse(line_settings("8h10d"), "4294967295\r").cards == Texts{"all ones"});
  CHECK(parse(line_settings("hex"), "083F6C4A\r").cards == Texts{"random"});
  CHECK(parse(line_settings("hex"), "88047BCB\r").cards == Texts{"truncated"});
  CHECK(parse(line_settings("hex"), "01020304\r").cards == Texts{"blank"});
  CHECK(parse(line_settings("hex"), "01020304\r").counts == FrameCounts{0, 0, 1});
}

TEST_CASE("line: a tail cut off when the line was opened is no shorter card") {
  const auto parser = parser_of(line_settings("hex"));
  parser->opened(Millis{5000});
  CHECK(parser->feed(wire("51962280\r\n"), Millis{5019}).reads.empty());
  CHECK(parser->counts() == FrameCounts{0, 1, 0});
  CHECK(parser->feed(wire("9EB36E66\r\n"), Millis{5020}).reads.size() == 1);
  // A format of one width needs no such care.
  const auto fixed = parser_of(line_settings("8h"));
  fixed->opened(Millis{5000});
  CHECK(fixed->feed(wire("9EB36E66\r\n"), Millis{5000}).reads.size() == 1);
}

TEST_CASE("line: 64 kB without an end keep one line at most, and the next card is read") {
  static_assert(sizeof(hw::LineParser) < 320, "the parser holds its line in place");
  const auto parser = parser_of(line_settings("10h"));
  CHECK(parser->feed(wire(std::string(1U << 16, '0')), Millis{1000}).reads.empty());
  CHECK(parser->feed(wire("\r62E3086CED\r"), Millis{1001}).reads.size() == 1);
  CHECK(parser->counts() == FrameCounts{1, 1, 0});
  CHECK(parser->feed(wire(std::string(1U << 16, ' ') + '\r'), Millis{1002}).reads.empty());
  CHECK(parser->counts() == FrameCounts{1, 2, 0});
}

TEST_CASE("line: a line that went away leaves nothing behind") {
  const auto parser = parser_of(line_settings("8h10d"));
  parser->feed(wire("00182"), Millis{1000});
  parser->clear();
  CHECK_FALSE(parser->due());
  CHECK(parser->feed(wire("26646\r"), Millis{1001}).reads.empty());
  CHECK(parser->counts() == FrameCounts{0, 1, 0});
}

TEST_CASE("line: settings that no line has are refused and named") {
  const auto complaint = [](const hw::ParserSettings& settings) {
    const auto parser = hw::make_parser(settings);
    REQUIRE_FALSE(parser);
    CHECK(parser.error().code == base::Code::Invalid);
    return parser.error().what;
  };
  CHECK(complaint(line_settings("wiegand")).starts_with("reader format: one of \"hex\", "));
  auto settings = line_settings("hex");
  settings.terminator = "tab";
  CHECK(complaint(settings).starts_with("reader terminator: one of \"auto\", "));
  settings.terminator = "none";
  CHECK(complaint(settings) ==
        "reader format: with terminator \"none\" its width is needed: \"8h\", \"10h\", \"14h\" or \"20h\"");
  settings = line_settings("hex");
  settings.prefix = std::string(25, 'x');
  CHECK(complaint(settings) == "reader prefix and suffix: up to 24 characters");
}
