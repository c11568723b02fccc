#pragma once
// Which view draws which screen, and what the outline calls it. A new screen is one line in each. UI thread
// only.
#include "ui/view.h"

namespace ui {

// Outline::screen and Outline::panel.
const char* screen_name(visit::Screen screen);
const char* panel_name(const visit::Visit& visit);

void draw_screen(const Scene& scene);

}  // namespace ui
