#pragma once
// Which reader is this? Asks a PN532 for its name, listens for all others, and says by which settings the
// kiosk would read it. Only listens and asks: nothing that is written here writes to a card or changes a
// reader.
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/result.h"
#include "hw/byte_source.h"
#include "hw/card_parser.h"

namespace hw {

// One way to read what came.
struct Guess {
  ParserSettings reader;
  CardRead read;
};

// Every way in which the bytes of one presentation can be read, best first; none when they make no sense at
// this speed. A line's format cannot be told from the line, so there may be several of those. Pure.
std::vector<Guess> guesses_of(std::span<const std::uint8_t> bytes, int baud);

struct Identified {
  std::vector<Guess> guesses;  // empty: nothing was heard that makes sense
  std::string chip;            // "PN532, firmware 1.6" when one answered
  bool heard = false;          // bytes came
};

class Identify {
 public:
  // For the person at the reader, in whole sentences. On the caller's thread.
  using Say = std::function<void(const std::string& words)>;

  Identify(const base::Clock& clock, Say say) : clock_(clock), say_(std::move(say)) {}

  // Asks and listens for `length` at most; blocks. Absent, Busy or Io of the device.
  base::Result<Identified> run(const std::filesystem::path& device, base::Millis length);

 private:
  base::Result<std::string> ask_pn532(ByteSource& source);
  base::Result<std::string> ask_firmware(ByteSource& source, const base::Bytes& question);
  base::Result<Identified> poll_pn532(ByteSource& source, base::Millis until);
  base::Result<Identified> listen(ByteSource& source, base::Millis until);
  base::Result<base::Bytes> hear(ByteSource& source, base::Millis patience) const;

  const base::Clock& clock_;
  const Say say_;
};

}  // namespace hw
