#include "ui/touch_pointer.h"

namespace ui {

void TouchPointer::press(std::int64_t finger, float x, float y, base::Millis now) {
  const bool another = finger_ && finger_ != finger;
  if (another && now - heard_ < kFingerLost) return;
  finger_ = finger;
  heard_ = now;
  queue_.push_back({Change::Down, x, y});
}

void TouchPointer::move(std::int64_t finger, float x, float y, base::Millis now) {
  if (finger_ != finger) return;
  heard_ = now;
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
  return frame;
}

}  // namespace ui
