#include "hw/sim_fault.h"

#include <algorithm>

#include "base/check.h"

namespace hw {

std::vector<Chunk> mangle(const base::Bytes& frame, const Fault& fault, std::size_t tail) {
  BODYMAP_CHECK(frame.size() > tail);
  const auto middle = frame.begin() + static_cast<std::ptrdiff_t>(std::min(fault.count, frame.size()));
  std::vector<Chunk> chunks;
  switch (fault.kind) {
    case Fault::Kind::Cut:
    case Fault::Kind::HangUp: chunks.push_back({base::Millis{0}, {frame.begin(), middle}}); break;
    case Fault::Kind::Split:
      chunks.push_back({base::Millis{0}, {frame.begin(), middle}});
      chunks.push_back({fault.pause, {middle, frame.end()}});
      break;
    case Fault::Kind::Slow:
      for (std::size_t i = 0; i < frame.size(); ++i)
        chunks.push_back({fault.pause * static_cast<int>(i), {frame[i]}});
      break;
    case Fault::Kind::Wrong: {
      chunks.push_back({base::Millis{0}, frame});
      // A hex digit stays one.
      auto& sum = chunks.back().bytes[frame.size() - 1 - tail];
      sum = static_cast<std::uint8_t>(sum ^ (sum == 'A' || sum == 'F' ? 0x03 : 0x01));
      break;
    }
  }
  return chunks;
}

}  // namespace hw
