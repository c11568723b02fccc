#pragma once
// A reader nobody named: asks for a PN532 first, then listens for those that send by themselves and whose
// frames carry a checksum (RDM6300, ID-12LA, Gwiot 7941E). Readers of lines must be named: a line does not
// say its format. Owned by one thread.
//
// Asking is harmless: readers that only send have no ear, and what is written starts no command of another's.
// While it is asked, at 115200 baud, frames are listened for as well: a USB reader takes any speed.
//
// A PN532 may be powered later than its adapter: until a frame, right or broken, came from one that sends, it
// is asked anew, shortly, every 15 s. A reader behind an adapter at 9600 baud is not understood in that time:
// a card shown then is read when it is still there afterwards, and is to be shown again to an ID-12LA, which
// sends once. From its first frame on a reader is never left.
#include "hw/card_parser.h"
#include "hw/gwiot7941e.h"
#include "hw/pn532.h"
#include "hw/rdm6300.h"

namespace hw {

class AutoParser final : public CardParser {
 public:
  // After the opening: a chip may need 1500 ms to start.
  static constexpr base::Millis kAskFirstFor{1600};
  // Later: three sends of the first command, unanswered.
  static constexpr base::Millis kAskFor = Pn532Parser::kAckWithin * Pn532Parser::kSends;
  // From one ask's end to the next.
  static constexpr base::Millis kAskAgainAfter{15'000};

  // `baud` 0: 115200 to ask, 9600 to listen.
  explicit AutoParser(int baud = 0) : polled_(baud), sent_("rdm6300", baud), sent_binary_(baud) {}

  std::string_view protocol() const override;
  LineSettings line() const override;
  Heard opened(base::Millis now) override;
  Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) override;
  Heard tick(base::Millis now) override;
  std::optional<base::Millis> due() const override;
  void clear() override;
  Health health() const override;
  FrameCounts counts() const override;

 private:
  // A reader that was heard while it was asked sends as the line is set then: Kept.
  enum class Phase { Asking, Polling, Kept, Listening };

  const CardParser& speaker() const;
  void listen(std::span<const std::uint8_t> bytes, base::Millis now, Heard& heard);
  std::uint64_t frames_sent() const;
  bool may_ask_again() const;
  void ask_again(base::Millis now, Heard& heard);
  void move_on(base::Millis now, Heard& heard);
  void stop_asking(base::Millis now, Heard& heard);

  Pn532Parser polled_;
  Rdm6300Parser sent_;
  Gwiot7941eParser sent_binary_;
  const CardParser* known_ = nullptr;  // of those that send: whose frame came last
  Phase phase_ = Phase::Asking;
  std::optional<base::Millis> ask_until_;
  base::Millis ask_again_at_{0};
  std::uint64_t sent_before_ = 0;  // frames_sent() when listening began
  std::uint64_t bad_ = 0;
};

}  // namespace hw
