#include "ui/body_touch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {
namespace {

using figure::Point;

float apart(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }
Point middle(Point a, Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

}  // namespace

std::optional<Motion> BodyTouch::follow(const Fingers& fingers, float slip) {
  if (kind_ == Kind::None) {
    kind_ = Kind::Tap;
    began_ = fingers.first;
    last_ = fingers;
  }
  const Fingers before = std::exchange(last_, fingers);
  const bool slipped = apart(began_, fingers.first) > slip;
  if (fingers.second_went > slip || (fingers.second && slipped)) kind_ = Kind::Pinch;
  if (kind_ == Kind::Tap && slipped) kind_ = Kind::Drag;
  if (kind_ == Kind::Tap) return std::nullopt;
  // A finger that came or went between the two moves nothing by that.
  if (before.second.has_value() != fingers.second.has_value()) return std::nullopt;
  if (!fingers.second) return Motion{before.first, fingers.first, 1};
  constexpr float kLeastApart = 1;
  const float was = std::max(apart(before.first, *before.second), kLeastApart);
  return Motion{middle(before.first, *before.second), middle(fingers.first, *fingers.second),
                std::max(apart(fingers.first, *fingers.second), kLeastApart) / was};
}

bool BodyTouch::lift() {
  const bool tap = kind_ == Kind::Tap;
  cancel();
  return tap;
}

}  // namespace ui
