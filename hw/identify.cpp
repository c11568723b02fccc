#include "hw/identify.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <optional>

#include "hw/pn532_frames.h"

namespace hw {
namespace {

using base::Millis;

constexpr int kPn532Baud = 115'200;
// The usual one first; a USB reader takes any.
constexpr std::array<int, 5> kBauds{9'600, 115'200, 19'200, 38'400, 57'600};
// A presentation is over when the line has been still this long.
constexpr Millis kStill{250};
constexpr Millis kLongestBurst{1'000};
constexpr Millis kAnswersWithin{150};
constexpr std::array<std::uint8_t, 1> kAskFirmware{pn532::kGetFirmware};
constexpr std::array<std::uint8_t, 2> kWakeUp{pn532::kSamConfiguration, 0x01};

// Of lines, the likeliest first: of ten digits that are all decimal, few are hex. "hex" is of several widths
// and stands for 4, 7 and 10 bytes; a line without an end needs its width.
constexpr std::array kFormats{"8h10d", "10h", "hex", "13d", "12d", "3+5", "5+5", "6h8d", "uid10d", "w26"};
constexpr std::array kFormatsUnended{"8h10d", "10h", "8h", "14h", "20h"};

std::optional<CardRead> read_by(const ParserSettings& settings, std::span<const std::uint8_t> bytes) {
  // Long after the opening: what comes is no tail of an earlier line. Long before the end: a line may end by
  // silence.
  constexpr Millis kCame{10'000};
  const auto parser = make_parser(settings);
  if (!parser) return std::nullopt;
  (*parser)->opened(Millis{0});
  auto heard = (*parser)->feed(bytes, kCame);
  if (heard.reads.empty()) heard = (*parser)->tick(kCame + kStill);
  if (heard.reads.empty()) return std::nullopt;
  return std::move(heard.reads.front());
}

bool contains(std::span<const std::uint8_t> bytes, std::uint8_t byte) {
  return std::ranges::find(bytes, byte) != bytes.end();
}

constexpr std::string_view kLetters = "ABCDEFabcdef";
constexpr std::string_view kSeparators = ",:-_ ";

std::string first_line(std::span<const std::uint8_t> bytes) {
  const auto is_line_end = [](std::uint8_t byte) { return byte < ' '; };
  const auto begin = std::ranges::find_if_not(bytes, is_line_end);
  return {begin, std::find_if(begin, bytes.end(), is_line_end)};
}

// The longest stretch of a line that can be a number: what stands around it is prefix and suffix.
struct Affixes {
  std::string prefix, suffix;
};
Affixes affixes_of(const std::string& line) {
  const auto digits = "0123456789" + std::string(kLetters) + std::string(kSeparators);
  std::size_t from = 0;
  std::size_t longest = 0;
  for (std::size_t at = 0; at < line.size();) {
    const auto stop = std::min(line.find_first_not_of(digits, at), line.size());
    if (stop - at > longest) {
      from = at;
      longest = stop - at;
    }
    at = stop + 1;
  }
  return {line.substr(0, from), line.substr(from + longest)};
}

// In "UID: 9E.." the D and what parts it from the number belong to the word, not to the number. The prefix
// with them; nothing when no word has begun.
std::optional<std::string> whole_word(const std::string& line, const std::string& prefix) {
  constexpr auto kNone = std::string::npos;
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (prefix.empty() || !is_letter(prefix.back())) return std::nullopt;
  const auto word_end = line.find_first_not_of(kLetters, prefix.size());
  const auto number = word_end == kNone ? kNone : line.find_first_not_of(kSeparators, word_end);
  if (number == kNone || number == word_end) return std::nullopt;
  return line.substr(0, number);
}

void guess_formats(std::span<const std::uint8_t> bytes, ParserSettings settings, bool ended,
                   std::vector<Guess>& guesses) {
  const auto formats =
      ended ? std::span<const char* const>(kFormats) : std::span<const char* const>(kFormatsUnended);
  for (const char* format : formats) {
    settings.format = format;
    auto read = read_by(settings, bytes);
    if (!read) continue;
    const bool named_better = settings.format == "hex" && read->card.tech == base::CardTech::Em4100;
    if (!named_better) guesses.push_back({settings, *std::move(read)});
  }
}

void guess_lines(std::span<const std::uint8_t> bytes, ParserSettings settings, std::vector<Guess>& guesses) {
  settings.protocol = "line";
  const bool ended = contains(bytes, '\r') || contains(bytes, '\n') || contains(bytes, 0x03);
  settings.terminator = ended ? "auto" : "none";
  const auto line = first_line(bytes);
  const auto affixes = affixes_of(line);
  settings.prefix = affixes.prefix;
  settings.suffix = affixes.suffix;
  guess_formats(bytes, settings, ended, guesses);
  const auto word = guesses.empty() ? whole_word(line, affixes.prefix) : std::nullopt;
  if (!word) return;
  settings.prefix = *word;
  guess_formats(bytes, settings, ended, guesses);
}

}  // namespace

std::vector<Guess> guesses_of(std::span<const std::uint8_t> bytes, int baud) {
  std::vector<Guess> guesses;
  ParserSettings settings;
  for (const char* protocol : {"rdm6300", "gwiot7941e"}) {
    settings.protocol = protocol;
    settings.baud = baud;
    auto read = read_by(settings, bytes);
    if (!read) continue;
    if (settings.protocol == "rdm6300" && contains(bytes, '\r')) settings.protocol = "id12";
    guesses.push_back({settings, *std::move(read)});
    return guesses;  // a frame with a checksum leaves no doubt
  }
  guess_lines(bytes, settings, guesses);
  return guesses;
}

base::Result<Identified> Identify::run(const std::filesystem::path& device, Millis length) {
  const auto until = clock_.steady() + length;
  BODYMAP_TRY(source, open_source(device, {kPn532Baud}));
  say_("Asking whether it is a PN532 ..");
  BODYMAP_TRY(chip, ask_pn532(*source));
  if (chip.empty()) return listen(*source, until);
  BODYMAP_TRY(found, poll_pn532(*source, until));
  found.chip = chip;
  return found;
}

// The chip's name; empty when none answers. A sleeping one must be woken, and its first command be this one.
base::Result<std::string> Identify::ask_pn532(ByteSource& source) {
  auto question = pn532::wake();
  const auto firmware = pn532::frame(pn532::kToChip, kAskFirmware);
  question.insert(question.end(), firmware.begin(), firmware.end());
  BODYMAP_TRY(name, ask_firmware(source, question));
  if (!name.empty()) return name;
  auto wake = pn532::wake();
  const auto configuration = pn532::frame(pn532::kToChip, kWakeUp);
  wake.insert(wake.end(), configuration.begin(), configuration.end());
  BODYMAP_TRY_VOID(source.write(wake));
  BODYMAP_TRY_VOID(hear(source, kAnswersWithin));
  return ask_firmware(source, firmware);
}

base::Result<std::string> Identify::ask_firmware(ByteSource& source, const base::Bytes& question) {
  BODYMAP_TRY_VOID(source.write(question));
  BODYMAP_TRY(answer, hear(source, kAnswersWithin));
  std::string name;
  FrameScanner scanner(pn532::judge);
  scanner.feed(answer, clock_.steady(), [&](auto frame) {
    const auto heard = pn532::take_apart(frame);
    const auto data = heard.data;
    if (heard.kind != pn532::Frame::Kind::Data || data.size() != 6) return;
    if (data[0] != pn532::kFromChip || data[1] != pn532::kGetFirmware + 1) return;
    name = "PN5" + base::to_hex(data.subspan(2, 1)) + ", firmware " + std::to_string(data[3]) + "." +
           std::to_string(data[4]);
  });
  return name;
}

// By the kiosk's own dialogue, until a card is read.
base::Result<Identified> Identify::poll_pn532(ByteSource& source, Millis until) {
  say_("One answers. Hold a card to the reader.");
  Identified found;
  found.heard = true;
  ParserSettings settings;
  settings.protocol = "pn532";
  BODYMAP_TRY(parser, make_parser(settings));
  auto heard = parser->opened(clock_.steady());
  while (heard.reads.empty() && clock_.steady() < until) {
    if (!heard.to_write.empty()) BODYMAP_TRY_VOID(source.write(heard.to_write));
    const auto due = parser->due().value_or(clock_.steady() + kStill);
    pollfd wait{source.fd(), POLLIN, 0};
    ::poll(&wait, 1, static_cast<int>(std::max(due - clock_.steady(), Millis{1}).count()));
    std::array<std::uint8_t, 512> bytes{};
    BODYMAP_TRY(got, source.read(bytes));
    heard =
        got > 0 ? parser->feed(std::span(bytes).first(got), clock_.steady()) : parser->tick(clock_.steady());
  }
  found.guesses.push_back({settings, heard.reads.empty() ? CardRead{} : std::move(heard.reads.front())});
  return found;
}

base::Result<Identified> Identify::listen(ByteSource& source, Millis until) {
  Identified found;
  std::size_t speed = 0;
  BODYMAP_TRY_VOID(source.set({kBauds[speed]}));
  say_("No PN532 answers. Listening at " + std::to_string(kBauds[speed]) +
       " baud. Hold a card to the reader for a second.");
  while (clock_.steady() < until) {
    BODYMAP_TRY(burst, hear(source, until - clock_.steady()));
    if (burst.empty()) continue;
    found.heard = true;
    found.guesses = guesses_of(burst, kBauds[speed]);
    if (!found.guesses.empty()) return found;
    speed = (speed + 1) % kBauds.size();
    BODYMAP_TRY_VOID(source.set({kBauds[speed]}));
    say_(std::to_string(burst.size()) + " bytes came that make no sense. Listening at " +
         std::to_string(kBauds[speed]) + " baud. Hold the card there again, a little longer.");
  }
  return found;
}

// What comes until the line is still again, or for a second; nothing when nothing comes within `patience`.
base::Result<base::Bytes> Identify::hear(ByteSource& source, Millis patience) const {
  base::Bytes heard;
  auto until = clock_.steady() + patience;
  while (true) {
    auto left = until - clock_.steady();
    if (!heard.empty()) left = std::min(left, kStill);
    pollfd wait{source.fd(), POLLIN, 0};
    if (left <= Millis{0} || ::poll(&wait, 1, static_cast<int>(left.count())) == 0) return heard;
    std::array<std::uint8_t, 512> bytes{};
    BODYMAP_TRY(got, source.read(bytes));
    if (heard.empty() && got > 0) until = clock_.steady() + kLongestBurst;
    heard.insert(heard.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(got));
  }
}

}  // namespace hw
