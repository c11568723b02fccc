#pragma once
// The map's pieces, shared by its two files: where the body stands, and the level panel.
#include "ui/views/parts.h"

namespace ui {

// Where the sheet of the level panel begins: its top in portrait, its left in landscape. Layout px.
inline constexpr float kSheetTop = 784;
inline constexpr float kSheetLeft = 930;

// The body on the map; with the panel open it stands so that the chosen place stays in view.
Placed place_on_map(const Scene& scene);
// One button a view.
void view_tiles(const Scene& scene);
// Levels, kinds, since, when, both sides, don't touch; the sheet they stand on.
void level_panel(const Scene& scene);

}  // namespace ui
