#pragma once
// Readers that send one line of text per card (rf IDEAS, ELATEC and many nameless ones). Owned by one thread.
// A line carries no checksum, so all else is strict: it must be of the format from its first character to its
// last, of its exact length, between the terminators that the settings name. What is not is counted and
// dropped, and so is a line that pauses inside.
#include <array>

#include "hw/card_parser.h"
#include "hw/line_format.h"

namespace hw {

class LineParser final : public CardParser {
 public:
  // Without a terminator this much silence ends a line; with one it drops what is unfinished.
  static constexpr base::Millis kSilence{200};
  // A "hex" line that begins this soon after the line was opened may be the tail of a longer one, and a tail
  // of the right length would be another card's number. At 9600 baud 20 ms are 19 characters, and USB bridges
  // hand over what they hold every 16 ms.
  static constexpr base::Millis kMayBeTail{20};
  static constexpr std::size_t kLongestLine = 96;
  static constexpr std::size_t kLongestAffix = 24;

  // Invalid, naming the setting, for a format or terminator that is none, or an affix too long.
  static base::Result<std::unique_ptr<CardParser>> make(const ParserSettings& settings);
  ~LineParser() override { clear(); }

  std::string_view protocol() const override { return "line"; }
  LineSettings line() const override { return line_; }
  Heard opened(base::Millis now) override;
  Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) override;
  Heard tick(base::Millis now) override;
  std::optional<base::Millis> due() const override;
  void clear() override;
  FrameCounts counts() const override { return counts_; }

 private:
  enum class End { AnyControl, Cr, Lf, CrLf, Etx, Silence };

  LineParser(const ParserSettings& settings, LineFormat format, End end);
  static std::optional<End> end_of(std::string_view name);
  bool ends_with(std::uint8_t byte) const;
  void take(std::uint8_t byte, base::Millis now, Heard& heard);
  void silence(Heard& heard);
  void finish(Heard& heard);
  std::optional<base::CardId> read() const;

  const LineFormat format_;
  const End end_;
  const std::string prefix_;
  const std::string suffix_;
  const bool reverse_;
  const LineSettings line_;

  std::array<char, kLongestLine> text_{};
  std::size_t length_ = 0;  // beyond kLongestLine: too long to be a card
  bool may_be_tail_ = false;
  base::Millis opened_at_{base::Millis::min() / 2};
  base::Millis last_byte_{0};
  FrameCounts counts_;
};

}  // namespace hw
