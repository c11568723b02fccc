#include "ui/touch_pointer.h"

#include <algorithm>
#include <cmath>

namespace ui {

void TouchPointer::press(std::int64_t finger, float x, float y, base::Millis now) {
  const bool another = finger_ && finger_ != finger;
  if (another && now - heard_ < kFingerLost) {
    if (!beside_) beside_ = Beside{finger, x, y, x, y};
    return;
  }
  finger_ = finger;
  beside_.reset();
  beside_went_ = 0;
  heard_ = now;
  queue_.push_back({Change::Down, x, y});
}

void TouchPointer::move(std::int64_t finger, float x, float y, base::Millis now) {
  if (beside_ && beside_->finger == finger) {
    beside_->x = x;
    beside_->y = y;
    beside_went_ = std::max(beside_went_, std::hypot(x - beside_->from_x, y - beside_->from_y));
    return;
  }
  if (finger_ != finger) return;
  heard_ = now;
  if (!queue_.empty() && queue_.back().change == Change::Move) queue_.pop_back();
  queue_.push_back({Change::Move, x, y});
}

void TouchPointer::release(std::int64_t finger, float x, float y) {
  if (beside_ && beside_->finger == finger) beside_.reset();
  if (finger_ != finger) return;
  finger_.reset();
  beside_.reset();
  queue_.push_back({Change::Up, x, y});
}

void TouchPointer::cancel() {
  finger_.reset();
  beside_.reset();
  beside_went_ = 0;
  queue_.clear();
  phase_ = Phase::Gone;
}

TouchPointer::Frame TouchPointer::next_frame() {
  Frame frame;
  if (phase_ == Phase::Released) phase_ = Phase::Gone;
  while (!queue_.empty() && !frame.pressed && !frame.released) {
    const Sample sample = queue_.front();
    if (sample.change == Change::Down && phase_ == Phase::Down) {
      // The lift before it was lost: that touch is void, and goes before the new one comes.
      phase_ = Phase::Gone;
      break;
    }
    // A press and a release each need a frame of their own.
    queue_.pop_front();
    x_ = sample.x;
    y_ = sample.y;
    frame.pressed = sample.change == Change::Down;
    frame.released = sample.change == Change::Up && phase_ == Phase::Down;
    if (frame.pressed) phase_ = Phase::Down;
    if (frame.released) phase_ = Phase::Released;
  }
  frame.present = phase_ != Phase::Gone;
  frame.down = phase_ == Phase::Down;
  frame.x = x_;
  frame.y = y_;
  frame.second_went = beside_went_;
  if (beside_) frame.second = Frame::Second{beside_->x, beside_->y};
  return frame;
}

}  // namespace ui
