#pragma once
// A PN532 as a host at its UART meets it, for the simulated reader and the tests: asleep until woken, deaf to
// all but SAMConfiguration until that came, acknowledging, answering later, leaving an idle poll unanswered
// for ever unless told how often to try. What hw/pn532.h has to cope with, and no more. Owned by one thread.
//
// As on the chip (UM0701-02): a command with a wrong checksum is passed over in silence; a new command, or
// the host's ACK, ends the one that runs; NACK asks for the last answer again; an unknown command is answered
// by an error frame. A card that was listed and not released is missed by the next poll.
#include <optional>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "hw/frame_scanner.h"
#include "hw/pn532_frames.h"

namespace hw {

class Pn532Chip {
 public:
  static constexpr base::Millis kWorks{2};   // from a command to its answer
  static constexpr base::Millis kPolls{30};  // from a poll to "none"

  struct Said {
    base::Bytes bytes;
    bool card = false;  // tells of at least one
  };

  Pn532Chip() : scanner_(pn532::judge) {}

  // What the host wrote.
  void hear(std::span<const std::uint8_t> bytes, base::Millis now);
  // What the chip writes now, each in one go.
  std::vector<Said> speak(base::Millis now);
  // When speak() has something to say again.
  std::optional<base::Millis> due() const;
  // The cards in its field from now on, two at most. Contract: ISO 14443A, 4, 7 or 10 bytes.
  void show(std::vector<base::CardId> cards);
  // Its plug was pulled.
  void power_off();

 private:
  enum class Mode { Asleep, LowVoltage, Ready };

  void obey(std::span<const std::uint8_t> frame, base::Millis now);
  void begin(std::span<const std::uint8_t> command, base::Millis now);
  void answer(std::initializer_list<std::uint8_t> data, base::Millis at);

  Mode mode_ = Mode::Asleep;
  FrameScanner scanner_;
  std::vector<Said> now_;  // acknowledgements, and answers asked for again
  struct Later {
    Said said;
    base::Millis at;
  };
  std::optional<Later> later_;               // the answer of the command that runs
  std::optional<base::Millis> polls_until_;  // a poll runs: until then, or for ever
  bool polling_ = false;
  bool tries_for_ever_ = true;
  bool listed_ = false;  // and not released
  base::Bytes last_answer_;
  std::vector<base::CardId> field_;
};

}  // namespace hw
