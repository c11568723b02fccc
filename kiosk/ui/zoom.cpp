#include "ui/zoom.h"

#include <algorithm>

namespace ui {

void Zoom::move(const Frame& frame, const Motion& motion) {
  const Standing before = standing(frame.rest);
  const float factor = std::clamp(factor_ * motion.grown, 1.0F, kMostZoom);
  if (factor == 1) return reset();
  const float scale = frame.rest.scale * factor;
  const float grown = scale / before.scale;
  origin_ = {motion.to.x - (motion.from.x - before.origin.x) * grown,
             motion.to.y - (motion.from.y - before.origin.y) * grown};
  factor_ = factor;
  keep_in_sight(frame);
}

void Zoom::step_in(const Frame& frame) {
  const Rect& stage = frame.stage;
  const figure::Point middle{stage.x + stage.w / 2, stage.y + stage.h / 2};
  // The body may stand beside the middle of its stage; enlarged, it stands in it.
  const Standing& rest = frame.rest;
  const figure::Box& body = frame.body;
  const figure::Point centre{
      rest.origin.x + (static_cast<float>(body.x) + static_cast<float>(body.w) / 2) * rest.scale,
      rest.origin.y + (static_cast<float>(body.y) + static_cast<float>(body.h) / 2) * rest.scale};
  move(frame, {centre, middle, kZoomStep});
}

void Zoom::keep_in_sight(const Frame& frame) {
  const float scale = frame.rest.scale * factor_;
  const auto keep = [scale](float origin, int from, int length, float middle) {
    const float first = middle - static_cast<float>(from + length) * scale;
    const float last = middle - static_cast<float>(from) * scale;
    return std::clamp(origin, first, last);
  };
  const Rect& stage = frame.stage;
  origin_ = {keep(origin_.x, frame.body.x, frame.body.w, stage.x + stage.w / 2),
             keep(origin_.y, frame.body.y, frame.body.h, stage.y + stage.h / 2)};
}

}  // namespace ui
