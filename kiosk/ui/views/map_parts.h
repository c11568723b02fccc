#pragma once
// The map's pieces, shared by its files: where the body stands, the closer views, the tiles, the level panel,
// the choice lens.
#include "ui/views/parts.h"

namespace ui {

// Where the sheet of the level panel begins: its top in portrait, its left in landscape. Layout px.
inline constexpr float kSheetTop = 784;
inline constexpr float kSheetLeft = 930;

// Where the body of a view stands on the map, with or without the level panel. Upright without it the scale
// is that of figure::mm_per_px(); a wide layout has less room.
struct Stand {
  float centre_x;  // of the body, layout px
  float top;       // of the body, layout px
  float scale;     // layout px per canvas px
};
Stand stand_on_map(const Layout& layout, figure::View view, bool panel);
// The body on the map; with the panel open it stands so that the chosen place stays in view.
Placed place_on_map(const Scene& scene, figure::View view);
// The part of the whole map where a finger is on the body.
Rect map_stage(const Layout& layout);
// Of the numbers on the map's body.
float map_disc_radius(const Layout& layout, bool close);
// The map's body as somebody enlarged it; `rest` while nobody did.
Placed zoomed(const Scene& scene, const Placed& rest);
// The magnifier, and back.
void zoom_button(const Scene& scene, const Placed& rest);
// Which side is whose while the body is enlarged: in the stage's corners.
void zoomed_side_names(const Scene& scene, figure::View view);
// Follows the fingers on the body, whose touch_area() was called; true when they were a tap. What they drag
// or pinch enlarges `rest`, where one is given.
bool follow_fingers(const Scene& scene, const Placed* rest, bool let_go);
// The whole map's body at its place, or on its way there from the view before.
void draw_turning_body(const Scene& scene, const Placed& body, const figure::Marks& marks);
// From the whole body to its closer views, or from one of them back.
void closer_views(const Scene& scene);
// One button a view.
void view_tiles(const Scene& scene);
// Levels, kinds, since, when, both sides, don't touch; the sheet they stand on.
void level_panel(const Scene& scene);
// Which of several places was meant: the whole screen.
void choice_lens(const Scene& scene);

}  // namespace ui
