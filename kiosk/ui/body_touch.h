#pragma once
// What a touch of the map's body turns out to be: a tap, a drag, or a pinch with a second finger. Pure
// values; lengths in layout px.
//
// A touch is a tap until a finger has moved further than an unsteady one slips. From then on it is a drag or
// a pinch to its end, and never marks anything; a second finger or a palm that only rests changes nothing.
#include <optional>

#include "figure/shape.h"

namespace ui {

// mm on the glass a finger may slip within a tap: more than twice the spread of an older finger's landing.
inline constexpr double kSlipMm = 6;

struct Fingers {
  figure::Point first;
  std::optional<figure::Point> second;  // came down while the first one was there
  float second_went = 0;                // the furthest it has been from where it came down
};

// What lay under `from` goes to `to`, grown about it.
struct Motion {
  figure::Point from;
  figure::Point to;
  float grown = 1;
};

class BodyTouch {
 public:
  // The fingers as they are now; what they moved since the last time, nothing while it may still be a tap.
  std::optional<Motion> follow(const Fingers& fingers, float slip);
  // The first finger lifted where follow() saw it last. True if this was a tap.
  bool lift();
  // The touch is void.
  void cancel() { *this = {}; }

 private:
  enum class Kind { None, Tap, Drag, Pinch };
  Kind kind_ = Kind::None;
  figure::Point began_;
  Fingers last_;
};

}  // namespace ui
