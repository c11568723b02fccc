#include "base/card_id.h"

#include <algorithm>

namespace base {

std::string to_text(const CardId& card) {
  return (card.tech == CardTech::Em4100 ? "em:" : "14a:") + to_hex_upper(card.bytes);
}

Result<CardId> parse_card_id(std::string_view text) {
  std::string_view digits = text;
  std::string_view tech;
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    tech = text.substr(0, colon);
    digits = text.substr(colon + 1);
  }
  const auto bytes = from_hex(digits);
  if (!bytes)
    return fail(Code::Invalid,
                "a card id is hex digits, as printed: 10 for EM4100, 8, 14 or 20 for ISO 14443A");
  const auto width = bytes->size();
  if (width == 5 && (tech.empty() || tech == "em")) return CardId{CardTech::Em4100, *bytes};
  if ((width == 4 || width == 7 || width == 10) && (tech.empty() || tech == "14a"))
    return CardId{CardTech::Iso14443a, *bytes};
  return fail(Code::Invalid, "a card id has 10 hex digits (EM4100) or 8, 14 or 20 (ISO 14443A)");
}

bool is_placeholder(const CardId& card) {
  const auto all = [&](std::uint8_t value) {
    return std::all_of(card.bytes.begin(), card.bytes.end(), [=](auto byte) { return byte == value; });
  };
  return all(0x00) || all(0xFF);
}

}  // namespace base
