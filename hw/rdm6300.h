#pragma once
// The 125 kHz readers that send a card's number by themselves. Owned by one thread.
//
// Protocol (RDM630 data sheet; ID-2LA/12LA/20LA data sheet of 2013-04-11, ASCII mode), 9600 8N1:
//   02 | ten hex digits, most significant first | two hex digits | [0D 0A] | 03
// The ten digits are the five bytes of an EM4100 card (version byte, 32-bit number); the two are their XOR.
// The ID family puts CR LF before the 03, the RDM6300 does not: one parser reads both. Lower-case digits
// are taken too. The XOR is blind to swapped bytes and to equal flips in two bytes: such a frame is
// accepted, and names a card that nobody has enrolled.
#include <array>
#include <cstddef>

#include "hw/card_parser.h"

namespace hw {

class Rdm6300Parser final : public CardParser {
 public:
  // A frame that pauses this long inside is dropped: its end was lost.
  static constexpr base::Millis kSilence{100};

  // `name` is what protocol() answers; `baud` 0 is 9600.
  explicit Rdm6300Parser(std::string name = "rdm6300", int baud = 0)
      : name_(std::move(name)), line_{baud == 0 ? LineSettings{}.baud : baud} {}
  ~Rdm6300Parser() override { clear(); }

  std::string_view protocol() const override { return name_; }
  LineSettings line() const override { return line_; }
  Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) override;
  Heard tick(base::Millis now) override;
  std::optional<base::Millis> due() const override;
  void clear() override;
  FrameCounts counts() const override { return counts_; }

 private:
  enum class Part { Outside, Digits, End };
  static constexpr std::size_t kDigits = 12;
  static constexpr std::size_t kLineEnds = 2;  // CR or LF, at most two of them in any order

  void settle(base::Millis now);
  void take(std::uint8_t byte, Heard& heard);
  void take_digit(std::uint8_t byte);
  void take_end(std::uint8_t byte, Heard& heard);
  void finish(Heard& heard);
  void drop();

  const std::string name_;
  const LineSettings line_;
  Part part_ = Part::Outside;
  std::array<std::uint8_t, kDigits> digits_{};  // values 0..15
  std::size_t digit_count_ = 0;
  std::size_t line_ends_ = 0;
  base::Millis last_byte_{0};
  FrameCounts counts_;
};

}  // namespace hw
