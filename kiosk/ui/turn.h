#pragma once
// The body turns from one view to the next: a short cross-fade that slides the way a body would turn, or
// comes closer. Nothing waits for it: what can be touched stands where it belongs at once. Pure; the caller
// says what time it is.
#include <algorithm>
#include <cmath>
#include <optional>

#include "base/clock.h"
#include "figure/view.h"

namespace ui {

inline constexpr base::Millis kTurnTime{200};
inline constexpr base::Millis kZoomTime{280};  // to a closer view or back

// Where the body goes on the screen, -1..1 each: to the right, down, towards the person.
struct Way {
  int right = 0;
  int down = 0;
  int closer = 0;
  bool operator==(const Way&) const = default;
};

// Never nothing, for two different views.
inline Way way_between(figure::View from, figure::View to) {
  using figure::View;
  // Soles are seen from below: the feet come up.
  if (to == View::Soles) return {.down = -1};
  if (from == View::Soles) return {.down = 1};
  // Quarter turns, each bringing the client's left from the picture's right to its middle.
  const auto quarters = [](View view) {
    const View whole = figure::whole_body_of(view);
    return whole == View::Left ? 1 : whole == View::Back ? 2 : whole == View::Right ? 3 : 0;
  };
  constexpr int kRound = 4;
  const int turned = (quarters(to) - quarters(from) + kRound) % kRound;
  if (turned != 0) return {.right = turned == kRound - 1 ? 1 : -1};
  // The inner sides are seen with the legs apart, which no enlargement of the front leads to.
  if (to == View::Inside) return {.down = -1};
  if (from == View::Inside) return {.down = 1};
  if (figure::is_whole_body(from)) return {.closer = 1};
  if (figure::is_whole_body(to)) return {.closer = -1};
  // From one close-up to another of the same side: up the body it comes down.
  return {.down = to == View::UpperFront || to == View::UpperBack ? 1 : -1};
}

// A turn as it stands in one frame.
struct Turning {
  figure::View from;
  Way way;
  float done = 0;  // 0..1, fast at first
};

class Turn {
 public:
  void begin(figure::View from, figure::View to) {
    turning_ = Turning{from, way_between(from, to)};
    begun_.reset();
  }
  // The frame that loads the view it leads to is drawn; time runs from here.
  void in_sight(base::Millis now) {
    if (turning_ && !begun_) begun_ = now;
  }
  void move_on(base::Millis now) {
    if (!turning_ || !begun_) return;
    const base::Millis whole = turning_->way.closer != 0 ? kZoomTime : kTurnTime;
    const float share = static_cast<float>((now - *begun_).count()) / static_cast<float>(whole.count());
    if (share >= 1) return end();
    turning_->done = 1 - std::pow(1 - std::max(share, 0.0F), 3.0F);
  }
  void end() { turning_.reset(); }
  // Nothing once the frame after its end was asked for: that one shows the body at rest.
  const std::optional<Turning>& now() const { return turning_; }

 private:
  std::optional<Turning> turning_;
  std::optional<base::Millis> begun_;
};

}  // namespace ui
