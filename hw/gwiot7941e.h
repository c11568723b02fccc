#pragma once
// Gwiot 7941E: a reader of both bands that sends a card's number by itself. Owned by one thread.
//
// Protocol (github.com/herra/rfidtagsclone and gutierrezps/gwiot7941e, which agree but for the baud rate:
// 115200 and 9600), 8N1, binary:
//   02 | length of the whole frame | kind of card | number, most significant first | BCC | 03
// BCC is the XOR of everything from the length to the number's last byte. 02 and 03 may stand inside.
#include "hw/card_parser.h"
#include "hw/frame_scanner.h"

namespace hw {

class Gwiot7941eParser final : public CardParser {
 public:
  // `baud` 0 is 9600.
  explicit Gwiot7941eParser(int baud = 0);

  std::string_view protocol() const override { return "gwiot7941e"; }
  LineSettings line() const override { return line_; }
  Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) override;
  Heard tick(base::Millis now) override;
  std::optional<base::Millis> due() const override { return scanner_.due(); }
  void clear() override { scanner_.clear(); }
  FrameCounts counts() const override { return counts_; }

 private:
  void take(std::span<const std::uint8_t> frame, Heard& heard);

  const LineSettings line_;
  FrameScanner scanner_;
  FrameCounts counts_;
};

}  // namespace hw
