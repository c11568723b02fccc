#pragma once
// A PN532 on its UART (NXP UM0701-02), 115200 8N1: it must be woken and asked. The dialogue, without the
// line: what to write, when to come back, what was read. Owned by one thread.
//
//   opened -> wake and SAMConfiguration -> no automatic RATS -> few retries -> { list targets -> [release] ->
//   pause } ..
// Each command is acknowledged within 15 ms by the book and within 100 ms in practice; without that it is
// sent again, three times in all. With few retries a chip with no card answers "none", so that an idle reader
// and a dead one are told apart: a first command left unanswered is asked anew, after a second the chip is
// woken anew, after a third the line is to be opened anew, at another speed each second time (nfcpy leaves
// chips at other speeds when it crashes). An answer is taken only to the command that waits for one; answers
// left over from before are passed over.
#include "hw/card_parser.h"
#include "hw/frame_scanner.h"
#include "hw/pn532_frames.h"

namespace hw {

class Pn532Parser final : public CardParser {
 public:
  static constexpr base::Millis kAckWithin{100};
  static constexpr int kSends = 3;
  static constexpr base::Millis kAnswerWithin{500};
  static constexpr base::Millis kAfterAbort{10};
  // Between two polls: three misses in a row are as long as hw::Presence waits before a card is absent.
  static constexpr base::Millis kPause{150};

  // `baud` 0: 115200, and others when that stays silent.
  explicit Pn532Parser(int baud = 0) : baud_(baud), scanner_(pn532::judge) {}

  std::string_view protocol() const override { return "pn532"; }
  LineSettings line() const override;
  Heard opened(base::Millis now) override;
  Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) override;
  Heard tick(base::Millis now) override;
  std::optional<base::Millis> due() const override;
  void clear() override;
  Health health() const override { return health_; }
  FrameCounts counts() const override { return counts_; }

 private:
  enum class Step { Off, Abort, Sam, Parameters, Retries, Poll, Release, Pause };

  // The bytes after D4; none for a step that is no command.
  static std::span<const std::uint8_t> command(Step step);
  void take(std::span<const std::uint8_t> frame, base::Millis now, Heard& heard);
  void take_answer(std::span<const std::uint8_t> data, base::Millis now, Heard& heard);
  void take_targets(std::span<const std::uint8_t> answer, base::Millis now, Heard& heard);
  void send(Step step, base::Millis now, Heard& heard);
  void send_again(base::Millis now, Heard& heard);
  void pause(base::Millis now);
  void miss(base::Millis now, Heard& heard);
  bool waits_for_answer() const;

  const int baud_;
  FrameScanner scanner_;
  FrameCounts counts_;
  Step step_ = Step::Off;
  bool acknowledged_ = false;
  int sends_ = 0;     // of the present command
  int misses_ = 0;    // commands without an answer since the last poll that had one
  int reopened_ = 0;  // how often the line was to be opened anew, since it was last there anew
  std::optional<base::Millis> deadline_;
  Health health_ = Health::Waking;
};

}  // namespace hw
