#pragma once
// Finds frames in a stream of bytes, for protocols that say in the frame how long it is. What looks like a
// start and is none costs only its first byte: the rest is looked at again, since a real frame may stand in
// it. Holds at most one unfinished frame, in place, and wipes what it lets go. Owned by one thread.
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/clock.h"

namespace hw {

// What the bytes at hand begin with.
struct Judged {
  enum class Kind {
    Noise,   // no frame: one byte to pass over
    Maybe,   // a frame could begin here; too few bytes to say
    Part,    // a frame has begun here and is not complete
    Broken,  // a frame began here and is wrong
    Whole,   // a right frame, `length` bytes of it
  };
  Kind kind;
  std::size_t length = 0;
};

class FrameScanner {
 public:
  static constexpr std::size_t kLongestFrame = 280;
  // A frame that pauses this long inside is dropped: its end was lost.
  static constexpr base::Millis kSilence{100};
  // What was hidden behind a false start and is older than this when found says nothing any more.
  static constexpr base::Millis kStale{1000};

  // Never called without bytes. Contract: a Part has less than kLongestFrame bytes.
  using Judge = Judged (*)(std::span<const std::uint8_t> bytes);
  // The frame's bytes live as long as the call.
  using Take = std::function<void(std::span<const std::uint8_t> frame)>;

  explicit FrameScanner(Judge judge) : judge_(judge) {}
  ~FrameScanner() { clear(); }
  FrameScanner(const FrameScanner&) = delete;
  FrameScanner& operator=(const FrameScanner&) = delete;

  // Both hand each whole frame to `take`, oldest first, and answer how many broken ones there were.
  std::uint64_t feed(std::span<const std::uint8_t> bytes, base::Millis now, const Take& take);
  // Gives up a frame that has paused too long.
  std::uint64_t settle(base::Millis now, const Take& take);
  // When settle() has something to do.
  std::optional<base::Millis> due() const;
  void clear();

 private:
  std::uint64_t scan(bool ended, const Take& take);
  void drop(std::size_t count);

  const Judge judge_;
  std::array<std::uint8_t, 512> bytes_{};
  std::size_t count_ = 0;
  bool begun_ = false;  // what is held is a Part
  base::Millis last_byte_{0};
};

}  // namespace hw
