#pragma once
// One finger as one pointer. A tap is three frames: down, released where it was (so that the release counts),
// gone (so that nothing stays hovered). Samples wait in a queue and each frame takes one change, so a tap
// shorter than a frame, or two within one wait, lose nothing. Further fingers and a palm do nothing until
// the first one lifts; where a second one is stands beside it, for the body that can be pinched. A driver may
// lose a lift: the same finger coming down again, or another one after a long silence, starts afresh. UI
// thread only.
#include <cstdint>
#include <deque>
#include <optional>

#include "base/clock.h"

namespace ui {

// A finger that told nothing for so long has lifted, whatever the driver says.
inline constexpr base::Millis kFingerLost{10'000};

class TouchPointer {
 public:
  // Window px; `now` is any clock that never goes back.
  void press(std::int64_t finger, float x, float y, base::Millis now);
  void move(std::int64_t finger, float x, float y, base::Millis now);
  void release(std::int64_t finger, float x, float y);
  // The touch is void (focus lost, another screen came), and so is all that waits: nothing it is on acts.
  void cancel();

  struct Frame {
    bool present = false;  // false: no finger, no position
    bool down = false;
    bool pressed = false;   // came down in this frame
    bool released = false;  // lifted in this frame
    float x = 0;
    float y = 0;
    struct Second {
      float x = 0;
      float y = 0;
    };
    std::optional<Second> second;  // another finger that came down during this touch and is still there
    float second_went = 0;         // the furthest one has been from where it came down, in this touch
  };
  // Once a frame.
  Frame next_frame();

  // Further changes wait for a frame of their own.
  bool waiting() const { return !queue_.empty(); }
  // More frames are needed before the pointer rests; a resting finger needs none.
  bool settling() const { return !queue_.empty() || phase_ == Phase::Released; }

 private:
  enum class Phase { Gone, Down, Released };
  enum class Change { Down, Move, Up };
  struct Sample {
    Change change;
    float x;
    float y;
  };

  std::optional<std::int64_t> finger_;  // the one followed
  struct Beside {
    std::int64_t finger;
    float from_x;
    float from_y;
    float x;
    float y;
  };
  std::optional<Beside> beside_;
  float beside_went_ = 0;
  base::Millis heard_{0};  // when it last told something
  std::deque<Sample> queue_;
  Phase phase_ = Phase::Gone;
  float x_ = 0;
  float y_ = 0;
};

}  // namespace ui
