#include "app/identify_reader.h"

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "base/device_name.h"
#include "hw/identify.h"
#include "hw/serial_scan.h"

namespace app {
namespace {

namespace fs = std::filesystem;

void say(const std::string& words) {
  std::printf("%s\n", words.c_str());
  std::fflush(stdout);
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// How the port is best named, so that it is found again whatever the kernel then calls it.
std::string lasting_name(const std::string& device, const fs::path& node) {
  std::error_code error;
  const auto real = fs::canonical(node, error);
  for (const auto& port : hw::usb_serial_ports({})) {
    if (error || port.node != real || port.place.empty()) continue;
    // Not by a serial number that the settings would refuse.
    auto by_plug = port.vendor + ":" + port.product + ":" + port.serial;
    if (!port.serial.empty() && base::parse_device_name(by_plug)) return by_plug;
    return "usb:" + port.place;
  }
  return device;
}

int usual_baud(hw::ParserSettings settings) {
  settings.baud = 0;
  const auto parser = hw::make_parser(settings);
  return parser ? (*parser)->line().baud : 0;
}

const char* kind_of(const std::string& protocol) {
  if (protocol == "rdm6300") return "It speaks as an RDM6300 does (125 kHz).";
  if (protocol == "id12") return "It speaks as an ID-2LA, ID-12LA or ID-20LA does (125 kHz).";
  if (protocol == "gwiot7941e") return "It speaks as a Gwiot 7941E does.";
  if (protocol == "pn532") return "It is a PN532 (13.56 MHz).";
  return "It sends one line of text for each card.";
}

const char* refusal(base::CardRefusal why) {
  switch (why) {
    case base::CardRefusal::Random: return "a number that is new each time, as phones have; try a card";
    case base::CardRefusal::Truncated:
      return "a number cut short by the reader; it cannot tell such cards apart";
    case base::CardRefusal::AllZeros:
    case base::CardRefusal::AllOnes: return "a number that says nothing; try another card";
    case base::CardRefusal::Blank: return "the number blank cards come with; try another card";
    case base::CardRefusal::Several: return "two cards at once; try one";
  }
  return "";
}

void print_read(const hw::CardRead& read) {
  if (read.refused)
    std::printf("It read %s.\n", refusal(*read.refused));
  else if (read.card.bytes.empty())
    std::printf("It read no card.\n");
  else
    std::printf("It read the card %s.\n", base::masked_text(read.card).c_str());
}

void print_settings(const std::string& device, const hw::ParserSettings& reader) {
  std::printf("\nThe lines for kiosk.toml:\n\n[reader]\ndevice = %s\nprotocol = %s\n", quoted(device).c_str(),
              quoted(reader.protocol).c_str());
  if (reader.protocol == "line") {
    if (!reader.prefix.empty()) std::printf("prefix = %s\n", quoted(reader.prefix).c_str());
    if (!reader.suffix.empty()) std::printf("suffix = %s\n", quoted(reader.suffix).c_str());
    if (reader.terminator != "auto") std::printf("terminator = %s\n", quoted(reader.terminator).c_str());
  }
  if (reader.baud != 0 && reader.baud != usual_baud(reader)) std::printf("baud = %d\n", reader.baud);
}

// A line does not say how its number is written.
void print_formats(const std::vector<hw::Guess>& guesses) {
  if (guesses.front().reader.protocol != "line") return;
  std::printf("format = %s\n", quoted(guesses.front().reader.format).c_str());
  if (guesses.size() == 1) return;
  std::printf(
      "# A line does not tell its format. This is the likeliest; right is the one that gives the card's "
      "number\n"
      "# as the queue has it:\n");
  for (const auto& guess : guesses) {
    const auto card = guess.read.refused ? refusal(*guess.read.refused) : base::masked_text(guess.read.card);
    std::printf("#   format = %-9s reads %s\n", quoted(guess.reader.format).c_str(), card.c_str());
  }
}

}  // namespace

base::Result<bool> identify_reader(const std::string& device, base::Millis length) {
  BODYMAP_TRY(name, base::parse_device_name(device));
  if (name.kind == base::DeviceName::Kind::None) return base::fail(base::Code::Invalid, "which device?");
  BODYMAP_TRY(node, hw::find_port(name, {}));
  const base::SystemClock clock;
  hw::Identify identify(clock, say);
  BODYMAP_TRY(found, identify.run(node, length));
  if (found.guesses.empty()) {
    say(found.heard ? "What came is of no reader known here."
                    : "Nothing came: is it wired, and is it a reader?");
    return false;
  }
  if (!found.chip.empty()) say("It names itself " + found.chip + ".");
  say(kind_of(found.guesses.front().reader.protocol));
  if (found.guesses.size() == 1) print_read(found.guesses.front().read);
  print_settings(lasting_name(device, node), found.guesses.front().reader);
  print_formats(found.guesses);
  return true;
}

}  // namespace app
