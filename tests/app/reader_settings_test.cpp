#include "app/reader_settings.h"

#include <doctest/doctest.h>

#include "hw/line_format.h"

namespace {

content::KioskSettings::Reader read(const std::string& keys) {
  const auto settings = content::parse_kiosk_settings("[reader]\n" + keys, "kiosk.toml");
  REQUIRE_MESSAGE(settings.has_value(), (settings ? std::string() : settings.error().what));
  return settings->reader;
}

}  // namespace

TEST_CASE("reader settings: every protocol, format and terminator of the settings file has a parser") {
  for (const char* protocol : {"auto", "rdm6300", "id12", "pn532", "gwiot7941e", "line"}) {
    CAPTURE(protocol);
    const auto parser =
        hw::make_parser(app::parser_settings(read("protocol = \"" + std::string(protocol) + "\"\n")));
    REQUIRE(parser);
    CHECK((*parser)->protocol() == protocol);
  }
  std::string names = hw::line_format_names();
  for (std::size_t at = names.find('"'); at != std::string::npos;
       at = names.find('"', names.find('"', at + 1) + 1)) {
    const auto name = names.substr(at, names.find('"', at + 1) - at + 1);
    CAPTURE(name);
    CHECK(hw::make_parser(app::parser_settings(read("protocol = \"line\"\nformat = " + name + "\n"))));
  }
  for (const char* terminator : {"auto", "cr", "lf", "crlf", "etx", "none"}) {
    CAPTURE(terminator);
    const auto keys =
        "protocol = \"line\"\nformat = \"10h\"\nterminator = \"" + std::string(terminator) + "\"\n";
    CHECK(hw::make_parser(app::parser_settings(read(keys))));
  }
}

TEST_CASE("reader settings: what stands around a number, its byte order and the speed reach the parser") {
  const auto parser =
      hw::make_parser(
          app::parser_settings(read(
              "protocol = \"line\"\nprefix = \"<\"\nsuffix = \">\"\nreverse_bytes = true\nbaud = 19200\n")))
          .value();
  CHECK(parser->line().baud == 19200);
  const std::string line = "<E3069D52>\r";
  const base::Bytes bytes(line.begin(), line.end());
  const auto heard = parser->feed(bytes, base::Millis{1000});
  REQUIRE(heard.reads.size() == 1);
  CHECK(base::to_text(heard.reads[0].card) == "14a:529D06E3");
}
