#pragma once
// What a reader reads: a card's number by technology and width. It finds a client; it proves nothing.
// A number never leaves the kiosk: intake/card_token.h turns it into keyed tokens. Its memory wipes itself.
// Sources: EM4100 carries 40 bits (version byte, then a 32-bit number), see hw/rdm6300.h; ISO 14443-3 and NXP
// AN10927 for what the first byte of a UID says.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hex.h"
#include "base/result.h"
#include "base/secret.h"

namespace base {

enum class CardTech {
  Em4100,     // 125 kHz
  Iso14443a,  // 13.56 MHz: MIFARE, NTAG, DESFire, phones
  Iso14443b,
  Felica,
  Iso15693,
  HidProx,  // 125 kHz
  T5567,    // 125 kHz, written by whoever gave it out
};

struct CardId {
  CardTech tech = CardTech::Em4100;
  // Most significant first. EM4100: all 5 bytes, or the 4 or 3 low ones that a lossy reader sends. ISO
  // 14443A: 4, 7 or 10. The others: 1 to 10, as the reader sends them.
  SecretVector<std::uint8_t> bytes;
  bool operator==(const CardId&) const = default;
};

// "em:62E3086CED", "em32:E3086CED", "w26:008-27885" (24 bits as facility and number), "14a:047BCB51962280",
// "14b:", "felica:", "15693:", "hid:", "t5567:". Carries the number: for the eyes of whoever enrols a card,
// never a log.
std::string to_text(const CardId& card);
// The same with all but the last four digits hidden: "em:......6CED", "w26:...-.7885". Fit for a log.
std::string masked_text(const CardId& card);
// Reads to_text's form, or bare hex: 10 digits = EM4100; 8, 14 or 20 = ISO 14443A. Invalid otherwise.
Result<CardId> parse_card_id(std::string_view text);

// Why a number that was read without fault is nobody's.
enum class CardRefusal {
  Random,       // a 4-byte UID from 08: drawn anew each time (phones)
  Truncated,    // a 4-byte UID from 88: the cascade tag, so the reader cut a longer UID off
  AllZeros,     // vector R6: what a reader sends when it read nothing
  AllOnes,      // vector R7: the same, the other way round
  Blank,  // what blank clones come with: 01020304, 04030201, DEADBEEF
  Several,      // two cards at once; told by the reader, not by the number
};

// Nothing for a number that may name somebody. Never Several.
std::optional<CardRefusal> refusal_of(const CardId& card);

}  // namespace base
