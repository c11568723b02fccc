#pragma once
// What every reader's protocol is to the reader's thread: bytes and steady time in, cards out. No I/O and no
// clock of its own; owned by one thread. Whoever owns the device opens it as line() says, calls opened(),
// hands in what comes (feed), comes back when due() says so (tick), and does what each answer asks for.
//
// Nothing here keeps a card's number longer than its frame lasts: a parser wipes what it held when the frame
// is done with. The caller's own read buffer is the caller's to wipe.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/result.h"

namespace hw {

// A number read without fault. A refused one names nobody; its words are the kiosk's to say. A phone's number
// changes while it is held, so refused reads are one tap by their reason, not by their number.
struct CardRead {
  base::CardId card;
  std::optional<base::CardRefusal> refused;
};

// Frames since the parser was made. Bytes outside a frame are line noise and counted nowhere.
struct FrameCounts {
  std::uint64_t good = 0;     // valid, handed out as a card
  std::uint64_t bad = 0;      // begun and not ended as it should: digit, checksum, end, or silence inside
  std::uint64_t ignored = 0;  // valid, and an id that names nobody (handed out as refused)
  bool operator==(const FrameCounts&) const = default;
};

// 8 bits, 1 stop bit, no parity and no flow control in every protocol here.
struct LineSettings {
  int baud = 9600;
  bool operator==(const LineSettings&) const = default;
};

// What the parser wants done with the line.
enum class LineAct {
  None,
  Set,     // as line() says now; the device stays open, what waits unread is dropped
  Reopen,  // the reader does not answer: close the device, open it as line() says now, call opened()
};

struct Heard {
  std::vector<CardRead> reads;  // oldest first
  base::Bytes to_write;         // to the device, in one write (a PN532 drops half a command); empty = nothing
  LineAct act = LineAct::None;  // before writing
};

// Whether a still line means a dead reader.
enum class Health {
  Listening,  // a reader that only sends: silence says nothing
  Waking,     // asked, has not answered yet
  Answering,  // answers when asked: an idle reader is known to be alive
  Silent,     // asked again and again, and answered nothing
};

class CardParser {
 public:
  virtual ~CardParser() = default;

  // "rdm6300", "id12", "pn532", "line", "gwiot7941e"; and "auto" until it is known.
  virtual std::string_view protocol() const = 0;
  // How the line must be set now. Changes only together with a LineAct.
  virtual LineSettings line() const = 0;
  // The device was opened at `now`, set as line() says: forgets all of the line before and begins.
  virtual Heard opened(base::Millis /*now*/) {
    clear();
    return {};
  }
  // These bytes came. `now` is steady time and never goes back, here and below. Memory is bounded, whatever
  // comes.
  virtual Heard feed(std::span<const std::uint8_t> bytes, base::Millis now) = 0;
  // Time went by; early and late calls are harmless.
  virtual Heard tick(base::Millis /*now*/) { return {}; }
  // When tick() has something to do; nothing while only bytes can bring it.
  virtual std::optional<base::Millis> due() const { return std::nullopt; }
  // The line went away: forgets an unfinished frame, uncounted, and what was due.
  virtual void clear() = 0;
  virtual Health health() const { return Health::Listening; }
  virtual FrameCounts counts() const = 0;
};

// For the parsers: judges a number that was read without fault, counts it good or ignored, hands it out.
void count_and_hand_out(base::CardId card, FrameCounts& counts, Heard& heard);

struct ParserSettings {
  std::string protocol = "auto";
  // The next five are for "line" alone. How the reader writes a number: see line_format.h.
  std::string format = "hex";
  // Taken off each line, up to 24 characters; a line without them is no card.
  std::string prefix{};
  std::string suffix{};
  // "auto" (CR, LF or both), "cr", "lf", "crlf", "etx", or "none": 200 ms of silence end the line (not with
  // "hex").
  std::string terminator = "auto";
  // The reader sends a UID's last byte first.
  bool reverse_bytes = false;
  // 0: the protocol's own. USB readers take any.
  int baud = 0;
};

// Invalid, naming the setting, for settings that no parser takes.
base::Result<std::unique_ptr<CardParser>> make_parser(const ParserSettings& settings);

}  // namespace hw
