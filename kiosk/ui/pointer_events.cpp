#include "ui/pointer_events.h"

namespace ui {
namespace {

// The mouse button is a finger of its own; SDL's fingers count from 0, and its made-up ones are -1.
constexpr std::int64_t kMouseFinger = -2;

std::optional<Uint32> feed_finger(TouchPointer& pointer, const SDL_TouchFingerEvent& finger, int width,
                                  int height, base::Millis now) {
  const float x = finger.x * static_cast<float>(width);
  const float y = finger.y * static_cast<float>(height);
  if (finger.type == SDL_FINGERDOWN) pointer.press(finger.fingerId, x, y, now);
  if (finger.type == SDL_FINGERMOTION) pointer.move(finger.fingerId, x, y, now);
  if (finger.type != SDL_FINGERUP) return std::nullopt;
  pointer.release(finger.fingerId, x, y);
  return finger.timestamp;
}

std::optional<Uint32> feed_button(TouchPointer& pointer, const SDL_MouseButtonEvent& button,
                                  base::Millis now) {
  if (button.button != SDL_BUTTON_LEFT) return std::nullopt;
  const auto x = static_cast<float>(button.x);
  const auto y = static_cast<float>(button.y);
  if (button.type == SDL_MOUSEBUTTONDOWN) {
    pointer.press(kMouseFinger, x, y, now);
    return std::nullopt;
  }
  pointer.release(kMouseFinger, x, y);
  return button.timestamp;
}

}  // namespace

std::optional<Uint32> feed_pointer(TouchPointer& pointer, const SDL_Event& event, int width, int height,
                                   base::Millis now) {
  switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: return feed_finger(pointer, event.tfinger, width, height, now);
    case SDL_MOUSEMOTION:
      pointer.move(kMouseFinger, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y), now);
      return std::nullopt;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return feed_button(pointer, event.button, now);
    case SDL_DISPLAYEVENT: pointer.cancel(); return std::nullopt;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) pointer.cancel();
      return std::nullopt;
    default: return std::nullopt;
  }
}

}  // namespace ui
