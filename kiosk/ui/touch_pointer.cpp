#include "ui/touch_pointer.h"

namespace ui {

void TouchPointer::press(std::int64_t finger, float x, float y) {
  if (finger_) return;
  finger_ = finger;
  queue_.push_back({Change::Down, x, y});
}

void TouchPointer::move(std::int64_t finger, float x, float y) {
  if (finger_ != finger) return;
  if (!queue_.empty() && queue_.back().change == Change::Move) queue_.pop_back();
  queue_.push_back({Change::Move, x, y});
}

void TouchPointer::release(std::int64_t finger, float x, float y) {
  if (finger_ != finger) return;
  finger_.reset();
  queue_.push_back({Change::Up, x, y});
}

void TouchPointer::cancel() {
  finger_.reset();
  queue_.clear();
  phase_ = Phase::Gone;
}

void TouchPointer::drop_held() { phase_ = Phase::Gone; }

TouchPointer::Frame TouchPointer::next_frame() {
  Frame frame;
  if (phase_ == Phase::Released) phase_ = Phase::Gone;
  while (!queue_.empty() && !frame.pressed && !frame.released) {
    const Sample sample = queue_.front();
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
  return frame;
}

}  // namespace ui
