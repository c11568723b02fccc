#pragma once
// When the loop may sleep. Input buys three frames (a tap's three phases); a still screen buys none.
// Pure; the caller says what time it is.
#include <algorithm>
#include <optional>

#include "base/clock.h"

namespace ui {

inline constexpr int kSettleFrames = 3;
// Even an unchanged picture is presented this often, so that a display that lost it gets it back.
inline constexpr base::Millis kForcedPresent{60'000};

class FramePacer {
 public:
  void input() { settle_ = kSettleFrames; }
  void frame_drawn() { settle_ = std::max(0, settle_ - 1); }
  void presented(base::Millis now) { presented_at_ = now; }

  bool settling() const { return settle_ > 0; }
  bool present_is_due(base::Millis now) const {
    return !presented_at_ || now - *presented_at_ >= kForcedPresent;
  }
  // How long to sleep: none while frames are owed, else until the forced present or `at_most`.
  base::Millis next_wait(base::Millis now, std::optional<base::Millis> at_most) const {
    if (settling() || present_is_due(now)) return base::Millis{0};
    const auto until_forced = kForcedPresent - (now - *presented_at_);
    return std::max(base::Millis{0}, std::min(until_forced, at_most.value_or(until_forced)));
  }

 private:
  int settle_ = kSettleFrames;
  std::optional<base::Millis> presented_at_;
};

}  // namespace ui
