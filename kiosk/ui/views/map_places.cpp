// Where the body stands on the map, in each view and layout.
#include "ui/views/map_parts.h"

namespace ui {
namespace {

using figure::View;

constexpr float kUnderTitle = 170;       // where a close-up comes out from under the title
constexpr double kPortraitBodyMm = 400;  // of a 27-inch panel
constexpr float kWholeLandscape = 810.0F / 1767;

Stand stand_portrait(View view, bool panel) {
  const float middle = panel ? 540 : 420;
  const auto scale = static_cast<float>(figure::mm_per_px(view, kPortraitBodyMm) / kMmPerLayoutPx);
  switch (view) {
    case View::Inside: return {640, 176, scale};
    case View::Soles: return panel ? Stand{540, 190, 0.54F} : Stand{540, 288, scale};
    case View::LegsFront:
    case View::LegsBack:
    case View::LegsLeft:
    case View::LegsRight: return {panel ? 540.0F : 460.0F, 140, scale};
    case View::UpperFront:
    case View::UpperBack: return {panel ? 540.0F : 600.0F, 216, scale};  // clear of the tools on the left
    case View::Front: return {middle, 236, scale};
    case View::Back:
    case View::Left:
    case View::Right: break;
  }
  return {middle, 246, scale};
}

Stand stand_landscape(View view, bool panel) {
  const float middle = panel ? 465 : 850;
  switch (view) {
    case View::Inside: return {panel ? 465.0F : 1000.0F, panel ? 200.0F : 104.0F, panel ? 0.42F : 0.472F};
    case View::Soles: return panel ? Stand{465, 260, 0.5F} : Stand{1000, 200, 0.68F};
    case View::LegsFront:
    case View::LegsBack:
    case View::LegsLeft:
    case View::LegsRight: return panel ? Stand{516, 60, 0.74F} : Stand{middle, 38, 0.479F};
    case View::UpperFront:
    case View::UpperBack: return panel ? Stand{516, 110, 0.74F} : Stand{middle, 110, 0.44F};
    case View::Front: return {middle, 98, kWholeLandscape};
    case View::Back:
    case View::Left:
    case View::Right: break;
  }
  return {middle, 104, kWholeLandscape};
}

// Moves the body up or down, and no further than its ends, until the chosen place is in the upper third of
// what the sheet leaves.
void pan_to_chosen(const Scene& scene, Placed& placed) {
  constexpr float kAbove = 110;  // header and buttons
  constexpr float kBelow = 36;   // the sheet's shade
  constexpr float kShare = 0.33F;
  const figure::Shape* shape = scene.figures.atlas().shape(placed.view, scene.visit.chosen);
  const figure::Box body = FigureStore::body_box(placed.view);
  const Rect& stage = placed.stage;
  const bool all_in_view = static_cast<float>(body.h) * placed.scale + kBelow <= stage.h;
  if (shape == nullptr || all_in_view) return;
  const float middle =
      (static_cast<float>(shape->box.y) + static_cast<float>(shape->box.h) / 2) * placed.scale;
  const float wanted = stage.y + stage.h * kShare - middle;
  const float highest = stage.y + stage.h - kBelow - static_cast<float>(body.y + body.h) * placed.scale;
  const float lowest = stage.y + kAbove - static_cast<float>(body.y) * placed.scale;
  placed.origin.y = std::clamp(wanted, std::min(highest, lowest), std::max(highest, lowest));
}

}  // namespace

Rect map_stage(const Layout& layout) {
  return layout.portrait ? Rect{0, 226, 1080, 1344} : Rect{576, 96, 850, 840};
}

float map_disc_radius(const Layout& layout, bool close) {
  if (layout.portrait) return close ? 27 : 21;
  return close ? 22 : 18;
}

Stand stand_on_map(const Layout& layout, View view, bool panel) {
  return layout.portrait ? stand_portrait(view, panel) : stand_landscape(view, panel);
}

Placed place_on_map(const Scene& scene, View view) {
  const Layout& layout = scene.layout();
  const bool panel = scene.visit.panel_open();
  const Stand stand = stand_on_map(layout, view, panel);
  Rect stage{0, 96, layout.width, layout.portrait ? 1480.0F : 848.0F};
  const bool cut_at_the_top = !figure::is_whole_body(view) && view != View::Soles;
  if (cut_at_the_top && !panel && layout.portrait) {
    stage.h -= kUnderTitle - stage.y;
    stage.y = kUnderTitle;
  }
  if (panel && layout.portrait) stage.h = kSheetTop + 30 - stage.y;
  if (panel && !layout.portrait) stage.w = kSheetLeft;
  Placed placed = place_body(view, stand.centre_x, stand.top, stand.scale, stage);
  if (panel) pan_to_chosen(scene, placed);
  return placed;
}

}  // namespace ui
