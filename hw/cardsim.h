#pragma once
// The simulated reader behind bodymap-cardsim: commands in, a reader's bytes out, in real time. Owned by one
// thread; time is handed in, so the program's loop and the tests drive it alike.
//
// Commands, one a line; each is answered by "ok" or "error ..", in their order, when it is done:
//   tap ID          a short presentation, about 200 ms
//   hold ID MS      a presentation of MS (1..60000)
//   both ID ID      two cards at once: their frames in one go; a PN532 lists both
//   bytes HEX       these bytes as they are
//   noise N SEED    N (1..65536) bytes of a generator with that seed, the same each time
//   unplug          the line hangs up and its link goes
//   plug [LINK]     a new line under the same link, or from now on under another
//   quit            ends; so does the end of the input, after what was asked before it
// and what goes wrong with readers:
//   cut ID N        the first N bytes of the card's frame, and no more
//   split ID N MS   a pause of MS after the first N bytes
//   slow ID MS      a pause of MS after each byte
//   wrong ID        a checksum that is wrong
//   hangup ID N     the first N bytes, then unplug
//   stuck ID        the card is not taken away, until "free"
//   silent          says nothing and answers nothing, until "speak"
// A PN532 says a card when it is asked: there these spoil its answer. What takes a while is cut off by unplug
// and quit: it answers "error cut off". A presentation repeats its frame as such readers do (rdm6300: every
// 65 ms). ID is a card's number as on the card (base/card_id.h reads it): 10 hex digits, or 8, 14 or 20 for
// ISO 14443A.
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/result.h"
#include "hw/card_parser.h"
#include "hw/pn532_chip.h"
#include "hw/sim_fault.h"
#include "hw/sim_traits.h"
#include "hw/virtual_port.h"

namespace hw {

class CardSim {
 public:
  static constexpr base::Millis kTapLength{200};
  static constexpr base::Millis kLongestHold{60'000};
  static constexpr base::Millis kAskedWithin{2'000};  // a PN532 whose answer is to be spoilt

  // Invalid for a protocol or a format that no reader has.
  static base::Result<CardSim> make(ParserSettings reader, VirtualPort port);

  // One command line, without its line end. Done by work(), in turn.
  void submit(std::string line) { waiting_.push_back(std::move(line)); }
  // Does what is due at steady time `now`: the answers of the commands that ended, in order.
  std::vector<std::string> work(base::Millis now);
  // When work() has something to do again; nothing while only a command, or what the host writes, can bring
  // it.
  std::optional<base::Millis> next_due() const;
  // For poll(POLLIN): what the host writes. -1 while unplugged.
  int fd() const { return port_.fd(); }
  // A command that is not done yet.
  bool busy() const { return shown_.has_value() || spoiling_; }
  // After "quit".
  bool finished() const { return finished_; }

 private:
  CardSim(ParserSettings reader, const SimTraits& traits, VirtualPort port)
      : reader_(std::move(reader)), traits_(traits), port_(std::move(port)) {}

  // Cards in the field.
  struct Shown {
    base::Bytes frame;  // empty for a reader that is asked
    base::Millis next_frame;
    base::Millis until;
  };
  // The answer of a reader that is asked is to be spoilt.
  struct Spoilt {
    Fault fault;
    base::Millis until;  // then nobody has asked
  };
  struct Due {
    base::Millis at;
    base::Bytes bytes;
    bool hang_up;  // afterwards
  };
  using Words = std::vector<std::string>;
  // Nothing when the answer comes later.
  using Done = std::optional<base::Result<void>>;

  void listen(base::Millis now);
  void send_due(base::Millis now);
  void send_frames(Shown& shown, base::Millis now);
  void write(std::span<const std::uint8_t> bytes);
  std::optional<std::string> finish(base::Millis now);
  bool cut_off();
  Done run(const std::string& line, base::Millis now);
  base::Result<void> run_at_once(const Words& words, base::Millis now);
  base::Result<base::Bytes> frames_of(const Words& ids);
  base::Result<void> present(const Words& ids, base::Millis length, base::Millis now);
  base::Result<void> stick(const std::string& id, base::Millis now);
  base::Result<void> spoil(const std::string& id, const Fault& fault, base::Millis now);
  void put_on_wire(const base::Bytes& frame, const Fault& fault, base::Millis now);
  base::Result<void> send_bytes(std::string_view hex);
  base::Result<void> send_noise(std::string_view count, std::string_view seed);
  base::Result<void> plug(const Words& words);
  base::Result<void> unplug();

  ParserSettings reader_;
  SimTraits traits_;
  VirtualPort port_;
  std::unique_ptr<Pn532Chip> chip_ = std::make_unique<Pn532Chip>();  // silent in readers that are not asked
  std::deque<std::string> waiting_;
  std::optional<Shown> shown_;
  std::optional<Shown> stuck_;
  bool spoiling_ = false;  // a spoilt frame is wanted, or on its way
  std::optional<Spoilt> spoilt_;
  std::deque<Due> wire_;
  bool silent_ = false;
  bool finished_ = false;
};

}  // namespace hw
