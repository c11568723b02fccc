#pragma once
// What a reader reads: a card's number by technology and width. It finds a client; it proves nothing.
// A number never leaves the kiosk: intake/card_token.h turns it into keyed tokens.
// Source of the rules: EM4100 carries 40 bits (version byte, then a 32-bit number), see hw/rdm6300.h.
#include <string>
#include <string_view>

#include "base/hex.h"
#include "base/result.h"

namespace base {

enum class CardTech { Em4100, Iso14443a };

struct CardId {
  CardTech tech = CardTech::Em4100;
  Bytes bytes;  // most significant first: 5 for EM4100; 4, 7 or 10 for ISO 14443A
  bool operator==(const CardId&) const = default;
};

// "em:62E3086CED", "14a:047BCB51962280".
std::string to_text(const CardId& card);
// Reads to_text's form, or bare hex: 10 digits = EM4100; 8, 14 or 20 = ISO 14443A. Invalid otherwise.
Result<CardId> parse_card_id(std::string_view text);
// Ids that say nothing about who holds the card: all zeros, all ones. Policy vectors R6 and R7.
bool is_placeholder(const CardId& card);

}  // namespace base
