#include "hw/line_format.h"

#include <doctest/doctest.h>

#include <vector>

using hw::line_format;
using hw::read_line;
using hw::write_line;

namespace {

std::string read(const char* format, std::string_view line) {
  const auto card = read_line(line_format(format).value(), line);
  return card ? base::to_text(*card) : "";
}

}  // namespace

TEST_CASE("line formats: the published numbers are read and written") {
  struct Row {
    const char* em;
    const char* format;
    const char* line;
    const char* card;
  };
  const Row rows[] = {
      {"01026F6C3A", "10h", "01026F6C3A", "em:01026F6C3A"},  // zgznk 09A-EMID
      {"01026F6C3A", "hex", "01026F6C3A", "em:01026F6C3A"},
      {"01026F6C3A", "12d", "004335823930", "em:01026F6C3A"},
      {"01026F6C3A", "8h10d", "0040856634", "em32:026F6C3A"},
      {"01026F6C3A", "6h8d", "07302202", "w26:111-27706"},
      {"01026F6C3A", "3+5", "111,27706", "w26:111-27706"},
      {"01026F6C3A", "5+5", "00623,27706", "em32:026F6C3A"},
      {"0801161DD6", "13d", "0034377965014", "em:0801161DD6"},  // Nitgen eNCard-i
      {"0801161DD6", "8h10d", "0018226646", "em32:01161DD6"},
      {"0801161DD6", "6h8d", "01449430", "w26:022-07638"},
      {"0801161DD6", "5+5", "00278,07638", "em32:01161DD6"},
      {"01020E9C9B", "13d", "0004329479323", "em:01020E9C9B"},  // Roger EMC-1
      {"01020E9C9B", "8h10d", "0034512027", "em32:020E9C9B"},
      {"01020E9C9B", "6h8d", "00957595", "w26:014-40091"},
      {"01020E9C9B", "3+5", "014,40091", "w26:014-40091"},
      {"01020E9C9B", "5+5", "00526,40091", "em32:020E9C9B"},
      {"0700952F22", "8h10d", "0009776930", "em32:00952F22"},                // Grove, R4
      {"62E3086CED", "w26", "10000100001101100111011011", "w26:008-27885"},  // R1
      {"01000CF39B", "6h10d", "0000848795", "w26:012-62363"},                // SOYAL 00012:62363
  };
  for (const auto& row : rows) {
    CAPTURE(row.format);
    CAPTURE(row.line);
    CHECK(read(row.format, row.line) == row.card);
    CHECK(write_line(line_format(row.format).value(), *base::parse_card_id(row.em)) == row.line);
  }
}

TEST_CASE("line formats: UIDs are read and written") {
  struct Row {
    const char* format;
    const char* line;
    const char* card;
  };
  const Row rows[] = {
      {"hex", "9EB36E66", "14a:9EB36E66"},
      {"hex", "047BCB51962280", "14a:047BCB51962280"},
      {"hex", "04112233445566778899", "14a:04112233445566778899"},
      {"8h", "9EB36E66", "14a:9EB36E66"},
      {"14h", "047BCB51962280", "14a:047BCB51962280"},
      {"20h", "04112233445566778899", "14a:04112233445566778899"},
      {"uid10d", "1386022627", "14a:529D06E3"},  // Nitgen
      {"uid10d", "3808861522", "14a:E3069D52"},  // the same card, last byte first
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(read(row.format, row.line) == row.card);
    CHECK(write_line(line_format(row.format).value(), *base::parse_card_id(row.card)) == row.line);
  }
}

TEST_CASE("line formats: other ways to write the same") {
  CHECK(read("hex", "047bcb51962280") == "14a:047BCB51962280");
  CHECK(read("hex", "04:7B:CB:51:96:22:80") == "14a:047BCB51962280");
  CHECK(read("hex", "9E-B3-6E-66") == "14a:9EB36E66");
  CHECK(read("10h", "62 E3 08 6C ED") == "em:62E3086CED");
  for (const char* pair : {"02207638", "022,07638", "022:07638", "022-07638", "022_07638", "022 07638"})
    CHECK(read("3+5", pair) == "w26:022-07638");
  CHECK(read("5+5", "0027807638") == "em32:01161DD6");
  CHECK(read("w26", "1A808001C0") == "w26:001-00003");  // ELATEC TWN3's manual
  CHECK(read("w26", "1a808001c0") == "w26:001-00003");
}

TEST_CASE("line formats: what is not exactly of the format is no card") {
  struct Row {
    const char* format;
    std::vector<std::string_view> lines;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"hex",
       {"",
        "9",
        "9EB36E6",
        "9EB36E666",
        "62E3086CE",
        "62E3086CED0",
        "62E3086CED00",
        "9EB36E6G",
        "9EB36E6\x7F",
        "9EB36E6\x80",
        "9EB36E6\xFF",
        "9EB3\0E66"sv,
        "9E:B3:6E66",
        "9E:B3:6E-66",
        "9E:B3:6E:6",
        "9E:B3:6E:66:",
        ":9E:B3:6E:66",
        "9E B3 6E  66",
        "\357\273\2779EB36E66",
        "0x9EB36E66",
        "9EB36E66h",
        "+9EB36E6",
        "0411223344556677889900",
        "9E.B3.6E.66",
        "::::::::"}},
      {"8h", {"62E3086CED", "047BCB51962280", "9EB36E"}},
      {"10h", {"9EB36E66", "047BCB51962280", "62E3086CE"}},
      {"14h", {"9EB36E66", "62E3086CED", "04112233445566778899"}},
      {"20h", {"047BCB51962280"}},
      {"8h10d",
       {"", "4294967296", "9999999999", "018226646", "00018226646", "-018226646", "+018226646", " 018226646",
        "001822664A", "0018226,46", "0x18226646", "18226646"}},
      {"6h10d", {"0016777216", "0018226646", "00848795"}},
      {"6h8d", {"16777216", "0730220", "007302202", "-7302202"}},
      {"13d", {"1099511627776", "9999999999999", "004329479323", "00004329479323"}},
      {"12d", {"0004329479323", "04335823930"}},
      {"3+5",
       {"256,00000", "000,65536", "-22,07638", "022,-7638", "022,7638", "22,07638", "022;07638", "022,,07638",
        "0220763", "022076388", "022, 07638", "02,207638", "+22,07638"}},
      {"5+5", {"65536,00000", "00000,65536", "278,07638", "00278.07638", "027807638"}},
      {"w26",
       {"00000100001101100111011011", "10000100001101100111011010", "1000010000110110011101101",
        "100001000011011001110110110", "10000100001101100111011012", "1A808001C1", "1A008001C0", "1B808001C0",
        "1A808001CG", "1A808001C", "022,07638"}},
      {"uid10d", {"4294967296", "138602262"}},
  };
  for (const auto& row : rows) {
    for (const auto line : row.lines) {
      CAPTURE(row.format);
      CAPTURE(line);
      CHECK(read(row.format, line).empty());
    }
  }
}

TEST_CASE("line formats: the largest numbers are read, the next ones are not") {
  CHECK(read("8h10d", "4294967295") == "em32:FFFFFFFF");
  CHECK(read("13d", "1099511627775") == "em:FFFFFFFFFF");
  CHECK(read("12d", "999999999999") == "em:E8D4A50FFF");
  CHECK(read("3+5", "255,65535") == "w26:255-65535");
  CHECK(read("6h8d", "16777215") == "w26:255-65535");
}

TEST_CASE("line formats: a card that a format cannot carry is not written") {
  const auto write = [](const char* format, const char* card) {
    return write_line(line_format(format).value(), *base::parse_card_id(card));
  };
  CHECK_FALSE(write("12d", "FFFFFFFFFF").has_value());  // thirteen digits
  CHECK_FALSE(write("8h10d", "9EB36E66").has_value());
  CHECK_FALSE(write("uid10d", "62E3086CED").has_value());
  CHECK_FALSE(write("uid10d", "047BCB51962280").has_value());
  CHECK_FALSE(write("hex", "em32:E3086CED").has_value());
  CHECK_FALSE(write("10h", "9EB36E66").has_value());
  CHECK_FALSE(write("3+5", "9EB36E66").has_value());
  CHECK_FALSE(write("14h", "9EB36E66").has_value());
  CHECK_FALSE(write("5+5", "w26:008-27885").has_value());
}

TEST_CASE("line formats: names") {
  CHECK_FALSE(line_format("").has_value());
  CHECK_FALSE(line_format("HEX").has_value());
  CHECK(hw::line_format_names().starts_with("\"hex\", \"8h\", \"10h\""));
}
