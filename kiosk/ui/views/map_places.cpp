// Where the body stands on the map, in each view and layout.
#include "ui/views/map_parts.h"

namespace ui {
namespace {

using figure::View;

struct Stand {
  float centre_x;
  float top;  // of the body
  float scale;
};

constexpr float kWholePortrait = 1286.0F / 1767;
constexpr float kWholeLandscape = 810.0F / 1767;

Stand stand_portrait(View view, bool panel) {
  switch (view) {
    case View::Inside: return {640, 176, 0.708F};
    case View::Soles: return {540, 244, 0.9F};
    case View::LegsFront:
    case View::LegsBack: return {panel ? 540.0F : 460.0F, 140, 0.76F};
    case View::Front: return {420, 236, kWholePortrait};
    case View::Back:
    case View::Left:
    case View::Right: break;
  }
  return {420, 246, kWholePortrait};
}

Stand stand_landscape(View view, bool panel) {
  const float middle = panel ? 465 : 850;
  switch (view) {
    case View::Inside: return {panel ? 465.0F : 1000.0F, panel ? 200.0F : 104.0F, panel ? 0.42F : 0.472F};
    case View::Soles: return {panel ? 465.0F : 1000.0F, 200, 0.68F};
    case View::LegsFront:
    case View::LegsBack: return panel ? Stand{516, 60, 0.74F} : Stand{middle, 38, 0.479F};
    case View::Front: return {middle, 98, kWholeLandscape};
    case View::Back:
    case View::Left:
    case View::Right: break;
  }
  return {middle, 104, kWholeLandscape};
}

// Moves the body up or down, and no further than its ends, until the chosen place is in view.
void pan_to_chosen(const Scene& scene, Placed& placed) {
  const figure::Shape* shape = scene.figures.atlas().shape(placed.view, scene.visit.chosen);
  if (shape == nullptr) return;
  constexpr float kAir = 110;  // header and buttons above, the sheet's shade below
  const float top = placed.origin.y + static_cast<float>(shape->box.y) * placed.scale;
  const float bottom = top + static_cast<float>(shape->box.h) * placed.scale;
  const float stage_bottom = placed.stage.y + placed.stage.h;
  if (top >= placed.stage.y + kAir && bottom <= stage_bottom - kAir / 2) return;
  const figure::Box body = FigureStore::body_box(placed.view);
  const float middle = placed.stage.y + (placed.stage.h + kAir / 2) / 2;
  const float wanted = placed.origin.y + middle - (top + bottom) / 2;
  const float highest = stage_bottom - kAir / 2 - static_cast<float>(body.y + body.h) * placed.scale;
  const float lowest = placed.stage.y + kAir - static_cast<float>(body.y) * placed.scale;
  placed.origin.y = std::clamp(wanted, std::min(highest, lowest), std::max(highest, lowest));
}

}  // namespace

Placed place_on_map(const Scene& scene) {
  const Layout& layout = scene.layout();
  const bool panel = scene.visit.panel_open();
  const View view = scene.visit.view;
  const Stand stand = layout.portrait ? stand_portrait(view, panel) : stand_landscape(view, panel);
  Rect stage{0, 96, layout.width, layout.portrait ? 1480.0F : 848.0F};
  if (panel && layout.portrait) stage.h = kSheetTop + 30 - stage.y;
  if (panel && !layout.portrait) stage.w = kSheetLeft;
  Placed placed = place_body(view, stand.centre_x, stand.top, stand.scale, stage);
  if (panel) pan_to_chosen(scene, placed);
  return placed;
}

}  // namespace ui
