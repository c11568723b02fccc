#pragma once
// Bytes of a 125 kHz reader to cards. No I/O, no clock; owned by one thread.
//
// Protocol (RDM630 data sheet; ID-2LA/12LA/20LA data sheet of 2013-04-11, ASCII mode), 9600 8N1:
//   02 | ten hex digits, most significant first | two hex digits | [0D 0A] | 03
// The ten digits are the five bytes of an EM4100 card (version byte, 32-bit number); the two are their XOR.
// The ID family puts CR LF before the 03, the RDM6300 does not: one parser reads both. Lower-case digits
// are taken too. The XOR is blind to swapped bytes and to equal flips in two bytes: such a frame is
// accepted, and names a card that nobody has enrolled.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"

namespace hw {

// Frames since the parser was made. Bytes outside a frame are line noise and counted nowhere.
struct FrameCounts {
  std::uint64_t good = 0;     // valid, handed out
  std::uint64_t bad = 0;      // begun and not ended as it should: digit, checksum, end, or silence inside
  std::uint64_t ignored = 0;  // valid, and an id that names nobody (all zeros, all ones)
};

class Rdm6300Parser {
 public:
  // A frame that pauses this long inside is dropped: its end was lost.
  static constexpr base::Millis kSilence{100};

  // Cards completed by these bytes, oldest first. `now` is steady time and never goes back. Keeps at
  // most one unfinished frame, whatever comes.
  std::vector<base::CardId> feed(std::span<const std::uint8_t> bytes, base::Millis now);
  // Forgets an unfinished frame, uncounted: the line went away under it.
  void clear() { part_ = Part::Outside; }
  const FrameCounts& counts() const { return counts_; }

 private:
  enum class Part { Outside, Digits, End };
  static constexpr std::size_t kDigits = 12;
  static constexpr std::size_t kLineEnds = 2;  // CR and LF, once each

  void take(std::uint8_t byte, std::vector<base::CardId>& cards);
  void take_digit(std::uint8_t byte);
  void take_end(std::uint8_t byte, std::vector<base::CardId>& cards);
  void finish(std::vector<base::CardId>& cards);
  void drop();

  Part part_ = Part::Outside;
  std::array<std::uint8_t, kDigits> digits_{};  // values 0..15
  std::size_t digit_count_ = 0;
  std::size_t line_ends_ = 0;
  base::Millis last_byte_{0};
  FrameCounts counts_;
};

}  // namespace hw
