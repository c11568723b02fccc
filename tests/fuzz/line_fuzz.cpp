// Bytes of a reader that sends lines; the first three choose its settings. Whatever comes, a card handed out
// was sent: its number, written anew by other means, stands in the bytes.
#include <cinttypes>
#include <cstring>

#include "fuzz/card_check.h"
#include "hw/line.h"

namespace {

constexpr std::array<const char*, 14> kFormats{"hex",   "8h",    "10h",  "14h", "20h", "13d", "12d",
                                               "8h10d", "6h10d", "6h8d", "3+5", "5+5", "w26", "uid10d"};
constexpr std::array<const char*, 6> kTerminators{"auto", "cr", "lf", "crlf", "etx", "none"};

hw::ParserSettings settings_of(const std::uint8_t* head) {
  hw::ParserSettings settings;
  settings.protocol = "line";
  settings.format = kFormats[head[0] % kFormats.size()];
  settings.terminator = kTerminators[head[1] % kTerminators.size()];
  if (settings.terminator == "none" && settings.format == "hex") settings.format = "10h";
  settings.reverse_bytes = (head[2] & 1) != 0;
  if ((head[2] & 2) != 0) settings.prefix = "ID=";
  if ((head[2] & 4) != 0) settings.suffix = "#";
  return settings;
}

std::string printed(const char* format, std::uint64_t first, std::uint64_t second = 0) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), format, first, second);
  return {text.data(), static_cast<std::size_t>(length)};
}

// How the number may have been written, letters small and nothing between the digits.
std::vector<std::string> written(const hw::ParserSettings& settings, base::CardId card) {
  if (settings.reverse_bytes) std::reverse(card.bytes.begin(), card.bytes.end());
  std::uint64_t number = 0;
  for (const auto byte : card.bytes) number = number * 256 + byte;
  const auto& f = settings.format;
  if (f == "13d") return {printed("%013" PRIu64, number)};
  if (f == "12d") return {printed("%012" PRIu64, number)};
  if (f == "6h8d") return {printed("%08" PRIu64, number)};
  if (f == "8h10d" || f == "6h10d" || f == "uid10d") return {printed("%010" PRIu64, number)};
  if (f == "3+5") return {printed("%03" PRIu64 "%05" PRIu64, number / 65536, number % 65536)};
  if (f == "5+5") return {printed("%05" PRIu64 "%05" PRIu64, number / 65536, number % 65536)};
  if (f != "w26") return {fuzz::hex_of(card.bytes.data(), card.bytes.size())};
  int front = 0;
  int back = 1;
  std::string bits;
  for (int bit = 23; bit >= 0; --bit) {
    const int value = static_cast<int>(number >> bit & 1);
    (bit >= 12 ? front : back) ^= value;
    bits += value != 0 ? '1' : '0';
  }
  const auto all = static_cast<std::uint64_t>(front) << 25 | number << 1 | static_cast<std::uint64_t>(back);
  return {std::to_string(front) + bits + std::to_string(back), printed("1a%08" PRIx64, all << 6)};
}

std::string plain(const fuzz::Sent& sent) {
  std::string text;
  for (const auto byte : sent) {
    const char c = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
    if (std::strchr(",:-_ ", c) == nullptr || c == '\0') text += c;
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const auto settings = settings_of(data);
  const auto parser = hw::make_parser(settings).value();
  std::uint64_t reads = 0;
  fuzz::play(
      *parser, {data + 3, size - 3}, [&](const hw::Heard& heard, const fuzz::Sent& sent, base::Millis) {
        reads += heard.reads.size();
        for (const auto& read : heard.reads) {
          const auto text = plain(sent);
          bool stands = false;
          for (const auto& each : written(settings, read.card))
            stands = stands || text.find(each) != text.npos;
          fuzz::claim(stands, "a card's number was sent as its format writes it");
          fuzz::claim(read.refused == base::refusal_of(read.card), "a number that names nobody is refused");
        }
        fuzz::claim(heard.to_write.empty(), "nothing is written to a reader of lines");
      });
  fuzz::claim(parser->counts().good + parser->counts().ignored == reads, "each card is counted once");
  return 0;
}
