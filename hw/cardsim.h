#pragma once
// The simulated reader behind bodymap-cardsim: commands in, a reader's bytes out, in real time. Owned by one
// thread; time is handed in, so the program's loop and the tests drive it alike.
//
// Commands, one a line; each is answered by "ok" or "error ..", in their order, when it is done:
//   tap ID         a short presentation: frames for about 200 ms
//   hold ID MS     frames every 65 ms for MS (1..60000)
//   bytes HEX      these bytes as they are
//   noise N SEED   N (1..65536) bytes of a generator with that seed, the same each time
//   unplug, plug   the line hangs up and its link goes; a new line under the same link
//   quit           ends; so does the end of the input, after what was asked before it
// unplug and quit end a presentation that is running: it answers "error cut off".
// ID is ten hex digits, as on the card.
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/result.h"
#include "hw/virtual_port.h"

namespace hw {

class CardSim {
 public:
  static constexpr base::Millis kFramePeriod{65};  // of an RDM6300 with a card held
  static constexpr base::Millis kTapLength{200};
  static constexpr base::Millis kLongestHold{60'000};

  explicit CardSim(VirtualPort port) : port_(std::move(port)) {}

  // One command line, without its line end. Done by work(), in turn.
  void submit(std::string line) { waiting_.push_back(std::move(line)); }
  // Does what is due at steady time `now`: the answers of the commands that ended, in order.
  std::vector<std::string> work(base::Millis now);
  // When work() has something to do again; nothing while only a command can bring it.
  std::optional<base::Millis> next_due() const;
  // After "quit".
  bool finished() const { return finished_; }

 private:
  // A card in the field.
  struct Held {
    base::Bytes frame;
    base::Millis next_frame;
    base::Millis until;
  };

  // Nothing when the answer comes later, at the end of a presentation.
  std::optional<base::Result<void>> run(const std::string& line, base::Millis now);
  base::Result<void> present(std::string_view id, base::Millis length, base::Millis now);
  base::Result<void> send_bytes(std::string_view hex);
  base::Result<void> send_noise(std::string_view count, std::string_view seed);
  base::Result<void> plug();
  base::Result<void> unplug();
  void send_due_frames(base::Millis now);

  VirtualPort port_;
  std::deque<std::string> waiting_;
  std::optional<Held> held_;
  bool finished_ = false;
};

}  // namespace hw
