#pragma once
// SDL's fingers, and the one button of a mouse, to the one pointer. UI thread only.
#include <SDL_events.h>

#include <optional>

#include "ui/touch_pointer.h"

namespace ui {

// `width` and `height` of the window in px; `now` as in TouchPointer. When a touch ended with this event:
// SDL's time of it, ms.
std::optional<Uint32> feed_pointer(TouchPointer& pointer, const SDL_Event& event, int width, int height,
                                   base::Millis now);

}  // namespace ui
