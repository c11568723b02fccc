#pragma once
// What can go wrong with a reader's frame on its way, made on purpose. Pure; any thread.
#include <vector>

#include "base/clock.h"
#include "base/hex.h"

namespace hw {

struct Fault {
  enum class Kind {
    Cut,     // the first `count` bytes, and no more
    Split,   // a pause of `pause` after the first `count` bytes
    Slow,    // a pause of `pause` after each byte
    Wrong,   // the last byte of the checksum is another
    HangUp,  // the first `count` bytes, then the plug is pulled
  };
  Kind kind;
  std::size_t count = 0;
  base::Millis pause{0};
};

// A part of a frame, to be sent so long after the first.
struct Chunk {
  base::Millis after{0};
  base::Bytes bytes;
};

// `tail`: how many bytes stand behind the checksum. Contract: the frame is longer than that.
std::vector<Chunk> mangle(const base::Bytes& frame, const Fault& fault, std::size_t tail);

}  // namespace hw
