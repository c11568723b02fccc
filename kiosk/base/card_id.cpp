#include "base/card_id.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace base {
namespace {

struct Prefix {
  std::string_view text;
  CardTech tech;
  std::size_t least;  // bytes
  std::size_t most;
};

constexpr std::array<Prefix, 8> kPrefixes{{{"em", CardTech::Em4100, 5, 5},
                                           {"em32", CardTech::Em4100, 4, 4},
                                           {"14a", CardTech::Iso14443a, 4, 10},
                                           {"14b", CardTech::Iso14443b, 1, 10},
                                           {"felica", CardTech::Felica, 1, 10},
                                           {"15693", CardTech::Iso15693, 1, 10},
                                           {"hid", CardTech::HidProx, 1, 10},
                                           {"t5567", CardTech::T5567, 1, 10}}};
constexpr std::string_view kFacility = "w26";  // written in decimal, unlike the others
constexpr std::size_t kFacilityBytes = 3;

bool is_uid_width(std::size_t bytes) { return bytes == 4 || bytes == 7 || bytes == 10; }

bool fits(const Prefix& prefix, std::size_t bytes) {
  if (prefix.tech == CardTech::Iso14443a) return is_uid_width(bytes);
  return bytes >= prefix.least && bytes <= prefix.most;
}

std::string padded(unsigned value, std::size_t digits) {
  const auto text = std::to_string(value);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::optional<unsigned> decimal(std::string_view text, std::size_t digits, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != digits || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value > most) return std::nullopt;
  return value;
}

Error no_card_id() {
  return {Code::Invalid,
          "a card id is hex digits, as printed: 10 for EM4100, 8, 14 or 20 for ISO 14443A; or what "
          "identify-reader shows, such as em32:E3086CED or w26:008-27885"};
}

// "008-27885".
Result<CardId> from_facility(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return tl::make_unexpected(no_card_id());
  const auto facility = decimal(text.substr(0, dash), 3, 0xFF);
  const auto number = decimal(text.substr(dash + 1), 5, 0xFFFF);
  if (!facility || !number) return tl::make_unexpected(no_card_id());
  return CardId{CardTech::Em4100,
                {static_cast<std::uint8_t>(*facility), static_cast<std::uint8_t>(*number >> 8),
                 static_cast<std::uint8_t>(*number & 0xFF)}};
}

std::optional<SecretVector<std::uint8_t>> bytes_of(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  SecretVector<std::uint8_t> bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_digit(digits[i]);
    const int low = hex_digit(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

Result<CardId> from_bare(std::string_view digits) {
  auto bytes = bytes_of(digits);
  if (bytes && bytes->size() == 5) return CardId{CardTech::Em4100, *std::move(bytes)};
  if (bytes && is_uid_width(bytes->size())) return CardId{CardTech::Iso14443a, *std::move(bytes)};
  return tl::make_unexpected(no_card_id());
}

// 24 bits, which are read and written in decimal.
bool is_facility(const CardId& card) {
  return card.tech == CardTech::Em4100 && card.bytes.size() == kFacilityBytes;
}

std::string name_of(const CardId& card) {
  const auto prefix = std::ranges::find_if(
      kPrefixes, [&](const Prefix& each) { return each.tech == card.tech && fits(each, card.bytes.size()); });
  return std::string(prefix == kPrefixes.end() ? "?" : prefix->text);
}

bool starts_with(const CardId& card, std::uint8_t first) {
  return card.tech == CardTech::Iso14443a && card.bytes.size() == 4 && card.bytes.front() == first;
}

}  // namespace

std::string to_text(const CardId& card) {
  if (is_facility(card)) {
    const unsigned number = card.bytes[1] * 256U + card.bytes[2];
    return std::string(kFacility) + ':' + padded(card.bytes[0], 3) + '-' + padded(number, 5);
  }
  return name_of(card) + ':' + to_hex_upper(card.bytes);
}

// The hidden digits are never written, so that nothing is left of them in memory.
std::string masked_text(const CardId& card) {
  constexpr std::size_t kShown = 2;  // bytes
  const auto count = card.bytes.size();
  if (is_facility(card)) {
    const unsigned number = card.bytes[1] * 256U + card.bytes[2];
    return std::string(kFacility) + ":...-." + padded(number % 10'000, 4);
  }
  const auto shown = std::span(card.bytes).last(std::min(count, kShown));
  return name_of(card) + ':' + std::string(2 * (count - shown.size()), '.') + to_hex_upper(shown);
}

Result<CardId> parse_card_id(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return from_bare(text);
  const auto name = text.substr(0, colon);
  const auto digits = text.substr(colon + 1);
  if (name == kFacility) return from_facility(digits);
  const auto prefix = std::ranges::find(kPrefixes, name, &Prefix::text);
  auto bytes = bytes_of(digits);
  if (prefix == kPrefixes.end() || !bytes || !fits(*prefix, bytes->size()))
    return tl::make_unexpected(no_card_id());
  return CardId{prefix->tech, *std::move(bytes)};
}

std::optional<CardRefusal> refusal_of(const CardId& card) {
  const auto all = [&](std::uint8_t value) {
    return std::ranges::count(card.bytes, value) == std::ssize(card.bytes);
  };
  if (all(0x00)) return CardRefusal::AllZeros;
  if (all(0xFF)) return CardRefusal::AllOnes;
  if (card.bytes.size() >= 4) {
    // In an EM4100 the version byte stands before the number that a clone leaves as it came.
    const auto number = std::span(card.bytes).last(4);
    const bool whole = card.bytes.size() == 4 || card.tech == CardTech::Em4100;
    constexpr std::array<std::array<std::uint8_t, 4>, 3> kBlank{
        {{0x01, 0x02, 0x03, 0x04}, {0x04, 0x03, 0x02, 0x01}, {0xDE, 0xAD, 0xBE, 0xEF}}};
    const auto same = [&](const auto& blank) { return std::ranges::equal(blank, number); };
    if (whole && std::ranges::any_of(kBlank, same)) return CardRefusal::Blank;
  }
  if (starts_with(card, 0x08)) return CardRefusal::Random;
  if (starts_with(card, 0x88)) return CardRefusal::Truncated;
  return std::nullopt;
}

}  // namespace base
