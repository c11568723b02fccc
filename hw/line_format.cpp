#include "hw/line_format.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace hw {
namespace {

using base::CardId;
using base::CardTech;

constexpr std::size_t kEmBytes = 5;

// A format that is one number of fixed width.
struct Decimal {
  LineFormat format;
  CardTech tech;
  std::size_t digits;
  std::size_t bytes;
};
constexpr std::array<Decimal, 6> kDecimals{{{LineFormat::Dec13, CardTech::Em4100, 13, 5},
                                            {LineFormat::Dec12, CardTech::Em4100, 12, 5},
                                            {LineFormat::Dec10, CardTech::Em4100, 10, 4},
                                            {LineFormat::Dec10Low, CardTech::Em4100, 10, 3},
                                            {LineFormat::Dec8, CardTech::Em4100, 8, 3},
                                            {LineFormat::Uid10, CardTech::Iso14443a, 10, 4}}};

struct Named {
  std::string_view name;
  LineFormat format;
};
constexpr std::array<Named, 14> kNames{{{"hex", LineFormat::Hex},
                                        {"8h", LineFormat::Hex8},
                                        {"10h", LineFormat::Hex10},
                                        {"14h", LineFormat::Hex14},
                                        {"20h", LineFormat::Hex20},
                                        {"13d", LineFormat::Dec13},
                                        {"12d", LineFormat::Dec12},
                                        {"8h10d", LineFormat::Dec10},
                                        {"6h10d", LineFormat::Dec10Low},
                                        {"6h8d", LineFormat::Dec8},
                                        {"3+5", LineFormat::Three5},
                                        {"5+5", LineFormat::Five5},
                                        {"w26", LineFormat::Wiegand},
                                        {"uid10d", LineFormat::Uid10}}};

// Bytes of a format that is hex of one width; 0 for any other.
std::size_t hex_width(LineFormat format) {
  switch (format) {
    case LineFormat::Hex8: return 4;
    case LineFormat::Hex10: return kEmBytes;
    case LineFormat::Hex14: return 7;
    case LineFormat::Hex20: return 10;
    default: return 0;
  }
}

CardId card_of(CardTech tech, std::uint64_t number, std::size_t bytes) {
  CardId card{tech, base::SecretVector<std::uint8_t>(bytes)};
  for (auto byte = card.bytes.rbegin(); byte != card.bytes.rend(); ++byte) {
    *byte = static_cast<std::uint8_t>(number & 0xFF);
    number >>= 8;
  }
  return card;
}

// The low `bytes` of the number; nothing when it has fewer.
std::optional<std::uint64_t> low_bytes(const CardId& card, std::size_t bytes) {
  if (card.bytes.size() < bytes) return std::nullopt;
  std::uint64_t number = 0;
  for (const auto byte : std::span(card.bytes).last(bytes)) number = number << 8 | byte;
  return number;
}

// Digits alone, exactly so many, at most that much.
std::optional<std::uint64_t> decimal(std::string_view text, std::size_t digits, std::uint64_t most) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != digits || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (value > most) return std::nullopt;
  return value;
}

std::string padded(std::uint64_t value, std::size_t digits) {
  const auto text = std::to_string(value);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::uint64_t largest(std::size_t bytes) { return (std::uint64_t{1} << (8 * bytes)) - 1; }

// With one kind of separator between all pairs, or none.
std::optional<CardId> read_hex(std::string_view text) {
  const char separator = text.size() > 2 ? text[2] : '\0';
  const bool parted = separator == ':' || separator == '-' || separator == ' ';
  const std::size_t stride = parted ? 3 : 2;
  const auto count = (text.size() + (parted ? 1 : 0)) / stride;
  if (count * stride != text.size() + (parted ? 1 : 0)) return std::nullopt;
  CardId card{count == kEmBytes ? CardTech::Em4100 : CardTech::Iso14443a, {}};
  if (count != kEmBytes && count != 4 && count != 7 && count != 10) return std::nullopt;
  card.bytes.reserve(count);
  for (std::size_t at = 0; at < text.size(); at += stride) {
    const int high = base::hex_digit(text[at]);
    const int low = base::hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    if (parted && at + 2 < text.size() && text[at + 2] != separator) return std::nullopt;
    card.bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return card;
}

std::optional<CardId> read_pair(std::string_view text, std::size_t first_digits, std::size_t first_bytes) {
  constexpr std::size_t kSecond = 5;
  constexpr std::string_view kSeparators = ",:-_ ";
  const bool parted =
      text.size() == first_digits + 1 + kSecond && kSeparators.find(text[first_digits]) != kSeparators.npos;
  if (!parted && text.size() != first_digits + kSecond) return std::nullopt;
  const auto first = decimal(text.substr(0, first_digits), first_digits, largest(first_bytes));
  const auto second = decimal(text.substr(text.size() - kSecond), kSecond, largest(2));
  if (!first || !second) return std::nullopt;
  return card_of(CardTech::Em4100, *first << 16 | *second, first_bytes + 2);
}

constexpr std::size_t kWiegandBits = 26;

// Even parity over the first twelve data bits stands before them, odd parity over the last twelve behind.
bool parity_holds(std::uint32_t bits) {
  constexpr int kHalf = 13;
  return std::popcount(bits >> kHalf) % 2 == 0 && std::popcount(bits & ((1U << kHalf) - 1)) % 2 == 1;
}

std::uint32_t wiegand_bits(std::uint32_t number) {
  const auto first = static_cast<std::uint32_t>(std::popcount(number >> 12) % 2);
  const auto last = static_cast<std::uint32_t>(1 - std::popcount(number & 0xFFF) % 2);
  return first << 25 | number << 1 | last;
}

std::optional<CardId> read_wiegand(std::string_view text) {
  constexpr std::string_view kCount = "1A";  // 26, in hex
  constexpr int kFill = 6;                   // bits after them, zero
  std::uint32_t bits = 0;
  if (text.size() == kWiegandBits && text.find_first_not_of("01") == text.npos) {
    for (const char c : text) bits = bits << 1 | (c == '1' ? 1U : 0U);
  } else if (text.size() == 10 && (text.starts_with(kCount) || text.starts_with("1a"))) {
    for (const char c : text.substr(kCount.size())) {
      const int digit = base::hex_digit(c);
      if (digit < 0) return std::nullopt;
      bits = bits << 4 | static_cast<std::uint32_t>(digit);
    }
    if ((bits & ((1U << kFill) - 1)) != 0) return std::nullopt;
    bits >>= kFill;
  } else {
    return std::nullopt;
  }
  if (!parity_holds(bits)) return std::nullopt;
  return card_of(CardTech::Em4100, bits >> 1 & 0xFFFFFF, 3);
}

std::optional<std::string> write_hex(const CardId& card) {
  const auto width = card.bytes.size();
  const bool em = card.tech == CardTech::Em4100 && width == kEmBytes;
  const bool uid = card.tech == CardTech::Iso14443a && (width == 4 || width == 7 || width == 10);
  if (!em && !uid) return std::nullopt;
  return base::to_hex_upper(card.bytes);
}

std::string write_wiegand(std::uint32_t number) {
  const auto bits = wiegand_bits(number);
  std::string text;
  for (int bit = kWiegandBits - 1; bit >= 0; --bit) text += (bits >> bit & 1U) != 0 ? '1' : '0';
  return text;
}

}  // namespace

std::optional<LineFormat> line_format(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &Named::name);
  if (found == kNames.end()) return std::nullopt;
  return found->format;
}

std::string line_format_names() {
  std::string names;
  for (const auto& each : kNames) names.append(names.empty() ? "\"" : ", \"").append(each.name).append("\"");
  return names;
}

std::optional<CardId> read_line(LineFormat format, std::string_view line) {
  const auto fixed = std::ranges::find(kDecimals, format, &Decimal::format);
  if (fixed != kDecimals.end()) {
    const auto number = decimal(line, fixed->digits, largest(fixed->bytes));
    if (!number) return std::nullopt;
    return card_of(fixed->tech, *number, fixed->bytes);
  }
  const auto width = hex_width(format);
  if (width != 0 || format == LineFormat::Hex) {
    auto card = read_hex(line);
    return card && (width == 0 || card->bytes.size() == width) ? card : std::nullopt;
  }
  switch (format) {
    case LineFormat::Three5: return read_pair(line, 3, 1);
    case LineFormat::Five5: return read_pair(line, 5, 2);
    default: return read_wiegand(line);
  }
}

std::optional<std::string> write_line(LineFormat format, const CardId& card) {
  const auto width = hex_width(format);
  if (width != 0 || format == LineFormat::Hex)
    return width == 0 || card.bytes.size() == width ? write_hex(card) : std::nullopt;
  const auto fixed = std::ranges::find(kDecimals, format, &Decimal::format);
  if (fixed != kDecimals.end()) {
    const auto number = low_bytes(card, fixed->bytes);
    const bool whole = fixed->tech == CardTech::Em4100 || card.bytes.size() == fixed->bytes;
    if (card.tech != fixed->tech || !number || !whole) return std::nullopt;
    const auto text = padded(*number, fixed->digits);
    return text.size() == fixed->digits ? std::optional(text) : std::nullopt;
  }
  if (card.tech != CardTech::Em4100) return std::nullopt;
  const auto number = low_bytes(card, format == LineFormat::Five5 ? 4 : 3);
  if (!number) return std::nullopt;
  if (format == LineFormat::Wiegand) return write_wiegand(static_cast<std::uint32_t>(*number));
  return padded(*number >> 16, format == LineFormat::Five5 ? 5 : 3) + ',' + padded(*number & 0xFFFF, 5);
}

}  // namespace hw
