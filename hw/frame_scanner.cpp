#include "hw/frame_scanner.h"

#include <string.h>

#include <algorithm>

#include "base/check.h"

namespace hw {

std::uint64_t FrameScanner::feed(std::span<const std::uint8_t> bytes, base::Millis now, const Take& take) {
  if (bytes.empty()) return 0;
  auto broken = settle(now, take);
  last_byte_ = now;
  while (!bytes.empty()) {
    const auto fits = std::min(bytes.size(), bytes_.size() - count_);
    std::copy_n(bytes.begin(), fits, bytes_.begin() + count_);
    count_ += fits;
    bytes = bytes.subspan(fits);
    broken += scan(false, take);
    BODYMAP_CHECK(count_ < kLongestFrame);
  }
  return broken;
}

std::uint64_t FrameScanner::settle(base::Millis now, const Take& take) {
  if (count_ == 0 || now - last_byte_ < kSilence) return 0;
  if (now - last_byte_ < kStale) return scan(true, take);
  const std::uint64_t broken = begun_ ? 1 : 0;
  clear();
  return broken;
}

std::optional<base::Millis> FrameScanner::due() const {
  if (!begun_) return std::nullopt;
  return last_byte_ + kSilence;
}

void FrameScanner::clear() { drop(count_); }

// `ended`: no more bytes belong to what is held.
std::uint64_t FrameScanner::scan(bool ended, const Take& take) {
  using Kind = Judged::Kind;
  std::uint64_t broken = 0;
  begun_ = false;
  while (count_ > 0) {
    const auto judged = judge_(std::span(bytes_).first(count_));
    const bool open = judged.kind == Kind::Maybe || judged.kind == Kind::Part;
    if (open && !ended) {
      begun_ = judged.kind == Kind::Part;
      break;
    }
    if (judged.kind == Kind::Broken || judged.kind == Kind::Part) ++broken;
    if (judged.kind == Kind::Whole) take(std::span(bytes_).first(judged.length));
    drop(judged.kind == Kind::Whole ? judged.length : 1);
  }
  return broken;
}

void FrameScanner::drop(std::size_t count) {
  std::copy(bytes_.begin() + count, bytes_.begin() + count_, bytes_.begin());
  ::explicit_bzero(bytes_.data() + count_ - count, count);
  count_ -= count;
  if (count_ == 0) begun_ = false;
}

}  // namespace hw
