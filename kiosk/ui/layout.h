#pragma once
// The two layouts and how they land on a window. A view says where things are in layout px; everything on
// the glass is that, scaled as one and centred. Plain values.
#include <algorithm>

#include "ui/outline.h"
#include "ui/theme.h"

namespace ui {

// The least of its meant size at which a finger still finds the right region often enough
// (tests/bench/finger: right in 95 of 100 taps, asked in no more than 35). Upright, the body then stands 240
// mm tall.
inline constexpr double kLeastPortrait = 0.6;
inline constexpr double kLeastLandscape = 0.93;

struct Layout {
  bool portrait = true;
  float width = 1080;  // layout px
  float height = 1920;
  float scale = 1;  // window px per layout px
  float left = 0;   // of the layout in the window, window px
  float top = 0;
  double mm_per_px = kMmPerLayoutPx;  // of glass per layout px; as meant where the glass is not known

  // The layout as large as the window allows, but with its sizes in mm no larger than meant where the glass
  // is known: a larger panel shows it in the middle. `mm_per_px` of a window px; 0 = not known, the window is
  // taken for the whole of a 27-inch panel. Contract: width and height above 0.
  static Layout of_window(int width, int height, double mm_per_px = 0) {
    Layout layout;
    layout.portrait = height >= width;
    if (!layout.portrait) std::swap(layout.width, layout.height);
    layout.scale =
        std::min(static_cast<float>(width) / layout.width, static_cast<float>(height) / layout.height);
    if (mm_per_px > 0) layout.scale = std::min(layout.scale, static_cast<float>(kMmPerLayoutPx / mm_per_px));
    if (mm_per_px > 0) layout.mm_per_px = mm_per_px * layout.scale;
    layout.left = std::floor((static_cast<float>(width) - layout.width * layout.scale) / 2);
    layout.top = std::floor((static_cast<float>(height) - layout.height * layout.scale) / 2);
    return layout;
  }

  // A finger would not find the right place on the body often enough.
  bool too_small() const {
    return mm_per_px < kMmPerLayoutPx * (portrait ? kLeastPortrait : kLeastLandscape);
  }

  float margin() const { return px(portrait ? mm::kMarginPortrait : mm::kMarginLandscape); }
  float to_window_x(float x) const { return left + x * scale; }
  float to_window_y(float y) const { return top + y * scale; }
  Rect to_window(const Rect& rect) const {
    return {to_window_x(rect.x), to_window_y(rect.y), rect.w * scale, rect.h * scale};
  }
  float from_window_x(float x) const { return (x - left) / scale; }
  float from_window_y(float y) const { return (y - top) / scale; }
};

}  // namespace ui
