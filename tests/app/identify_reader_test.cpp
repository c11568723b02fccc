// `bodymap-kiosk identify-reader` at simulated readers: what it prints is pasted into a kiosk.toml and read.
#include <doctest/doctest.h>

#include "content/settings.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace {

using support::Process;
using support::Seconds;

std::string program(const char* name) { return std::string(BODYMAP_BIN_DIR) + "/" + name; }

struct Identified {
  int exit_code;
  std::string said;
  content::KioskSettings::Reader settings;
  bool says(const char* words) const { return said.find(words) != std::string::npos; }
};

// Holds a card to the reader as soon as it is told to.
Identified identify(const std::string& protocol, const std::string& format, const std::string& command) {
  const support::TempDir dir;
  const auto link = (dir.path() / "reader").string();
  Process reader({program("bodymap-cardsim"), "--protocol", protocol, "--format", format, "--link", link});
  REQUIRE(reader.read_line(Seconds(60)) == "ready " + link);
  Process kiosk({program("bodymap-kiosk"), "identify-reader", link, "--seconds", "60"});
  std::string said;
  while (said.find("Hold a card") == std::string::npos) {
    const auto line = kiosk.read_line(Seconds(60));
    REQUIRE(line);
    said += *line + "\n";
  }
  reader.send_line(command);
  REQUIRE(reader.read_line(Seconds(60)) == "ok");
  const auto done = kiosk.wait();
  said += done.out;
  Identified found{done.exit_code, said, {}};
  const auto lines = said.find("[reader]");
  REQUIRE_MESSAGE(lines != std::string::npos, said);
  const auto settings = content::parse_kiosk_settings(said.substr(lines), "kiosk.toml");
  REQUIRE_MESSAGE(settings, said, settings ? "" : settings.error().what);
  found.settings = settings->reader;
  CHECK(found.settings.device == link);
  return found;
}

}  // namespace

TEST_CASE("every reader is recognised, and its card shown by its last digits alone") {
  for (const char* protocol : {"rdm6300", "id12", "gwiot7941e"}) {
    CAPTURE(protocol);
    const auto found = identify(protocol, "hex", "tap 62E3086CED");
    CHECK(found.exit_code == 0);
    CHECK(found.settings.protocol == protocol);
    CHECK(found.says("......6CED"));
    CHECK_FALSE(found.says("86CED"));
  }
}

TEST_CASE("a PN532 tells its name, and a phone is not taken for a card") {
  const auto found = identify("pn532", "hex", "hold 047BCB51962280 500");
  CHECK(found.settings.protocol == "pn532");
  CHECK(found.says("PN532, firmware 1.6"));
  CHECK(found.says("..........2280"));
  CHECK(identify("pn532", "hex", "hold 083F6C4A 500").says("new each time"));
}

TEST_CASE("a line that can be read in several ways is offered in all of them") {
  const auto found = identify("line", "8h10d", "tap 0801161DD6");
  CHECK(found.settings.protocol == "line");
  CHECK(found.settings.format == "8h10d");
  for (const char* words : {"\"8h10d\"", "\"10h\"", "em32:....1DD6"}) CHECK(found.says(words));
  CHECK_FALSE(found.says("161DD6"));
  CHECK(identify("line", "hex", "tap 047BCB51962280").settings.format == "hex");
}

TEST_CASE("silence is no reader, and a wrong name is told") {
  const support::TempDir dir;
  const auto link = (dir.path() / "reader").string();
  const auto run = [](const std::string& device) {
    return support::run({program("bodymap-kiosk"), "identify-reader", device, "--seconds", "1"});
  };
  Process reader({program("bodymap-cardsim"), "--protocol", "rdm6300", "--link", link});
  REQUIRE(reader.read_line(Seconds(60)) == "ready " + link);
  const auto silent = run(link);
  CHECK(silent.exit_code == 1);
  CHECK(silent.out.find("Nothing came") != std::string::npos);
  CHECK(run("ttyUSB0").exit_code == 2);
  CHECK(run(link + "/none").exit_code == 3);
}
