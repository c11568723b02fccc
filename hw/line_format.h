#pragma once
// How readers that send one line per card write its number. Which of these a reader uses cannot be told from
// a line (0018226646 is 8H10D, 10H and a 24-bit number), so a setting says it. Pure; any thread.
//
// EM4100 is five bytes, H9 to H0 in hex digits. Sources: zgznk 09A-EMID, Nitgen eNCard-i and Roger EMC-1
// manuals, whose published numbers are the tests; 26 bits: the Wiegand interface, as ELATEC TWN3's manual has
// it.
#include <optional>
#include <string>
#include <string_view>

#include "base/card_id.h"

namespace hw {

enum class LineFormat {
  Hex,    // 10 digits: EM4100; 8, 14 or 20: an ISO 14443A UID; pairs may be parted by one of : - space
  Hex8,   // 8H: a 4-byte UID; fixed in width, as the next three are, so that no part of a line reads as one
  Hex10,  // 10H: EM4100
  Hex14,  // 14H: a 7-byte UID
  Hex20,  // 20H: a 10-byte UID
  Dec13,  // 13D, also 10H13D: all 40 bits in 13 digits
  Dec12,  // 12D: the same in 12 digits
  Dec10,  // 8H10D: the low 32 bits in 10 digits
  Dec10Low,  // 6H10D: the low 24 bits in 10 digits (SOYAL)
  Dec8,      // 6H8D: the low 24 bits in 8 digits
  Three5,    // 3+5, also 2H4H: bits 23..16 and 15..0, in 3 and 5 digits, parted by one of , : - _ space or
             // nothing
  Five5,     // 5+5, also 4H4H: bits 31..16 and 15..0, in 5 and 5 digits
  Wiegand,   // W26: 26 digits 0 or 1, or "1A" and the 26 bits left-aligned in 8 hex digits; parity must be
             // right
  Uid10,     // a 4-byte UID in 10 decimal digits
};

// By its name in the settings; nothing for no format.
std::optional<LineFormat> line_format(std::string_view name);
// All names, as a person reads them: "hex", "10h", ..
std::string line_format_names();

// The number a line says, without terminator, prefix and suffix; nothing when it is not exactly of the
// format.
std::optional<base::CardId> read_line(LineFormat format, std::string_view line);
// The same, written: upper-case hex, no separators but the comma of 3+5 and 5+5. Nothing when the format
// cannot carry the card.
std::optional<std::string> write_line(LineFormat format, const base::CardId& card);

}  // namespace hw
