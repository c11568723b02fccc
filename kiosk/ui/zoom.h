#pragma once
// The map's body, enlarged for a look: how much, and which part of it. It is how somebody looks and nothing
// they said, so it lives with the screens (Memory) and not in the visit: it is never stored, undone or sent,
// and goes when the view changes or the visit ends. Pure values; lengths in layout px.
#include "figure/shape.h"
#include "ui/body_touch.h"
#include "ui/outline.h"

namespace ui {

inline constexpr float kMostZoom = 2.5F;
// What the button gives.
inline constexpr float kZoomStep = 2;

// Where a canvas stands: its top left, and layout px per canvas px.
struct Standing {
  figure::Point origin;
  float scale = 1;
  bool operator==(const Standing&) const = default;
};

class Zoom {
 public:
  // What it enlarges: how the body stands otherwise, where on its canvas the body is, and the part of the
  // screen it may use.
  struct Frame {
    Standing rest;
    figure::Box body;
    Rect stage;
  };

  bool on() const { return factor_ > 1; }
  float factor() const { return factor_; }
  Standing standing(const Standing& rest) const {
    return on() ? Standing{origin_, rest.scale * factor_} : rest;
  }

  // Follows the fingers, 1 to kMostZoom times; a drag moves the body only while it is enlarged. The middle of
  // the stage stays within the body's box.
  void move(const Frame& frame, const Motion& motion);
  // The magnifier: about the middle of the stage.
  void step_in(const Frame& frame);
  void reset() { *this = {}; }

 private:
  void keep_in_sight(const Frame& frame);

  float factor_ = 1;
  figure::Point origin_;
};

}  // namespace ui
