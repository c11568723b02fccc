// The map's body enlarged for a look: the magnifier, pinch and drag, and the way back.
#include <cmath>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;

Standing standing(const Placed& placed) { return {placed.origin, placed.scale}; }

Zoom::Frame frame_of(const Scene& scene, const Placed& rest) {
  return {standing(rest), FigureStore::body_box(rest.view), map_stage(scene.layout())};
}

Rect button_place(const Layout& layout) {
  return layout.portrait ? Rect{48, 1204, 176, 82} : Rect{56, 552, 200, 84};
}

}  // namespace

Placed zoomed(const Scene& scene, const Placed& rest) {
  const Zoom& zoom = scene.memory.zoom;
  if (!zoom.on()) return rest;
  const Standing now = zoom.standing(standing(rest));
  return {rest.view, now.origin, now.scale, map_stage(scene.layout()), rest.scale};
}

void zoom_button(const Scene& scene, const Placed& rest) {
  Zoom& zoom = scene.memory.zoom;
  const bool on = zoom.on();
  if (!scene.widgets.button({.id = "zoom",
                             .rect = button_place(scene.layout()),
                             .label = scene.words(on ? Str::MapSmaller : Str::MapBigger),
                             .icon = on ? Icon::Smaller : Icon::Bigger,
                             .type = type::kChipChosen,
                             .pad = 10,
                             .value = on ? "on" : "off",
                             .said = scene.words(on ? Str::MapSmallerSaid : Str::MapBiggerSaid)})) {
    return;
  }
  if (on)
    zoom.reset();
  else
    zoom.step_in(frame_of(scene, rest));
  scene.memory.rearranged = true;
  scene.widgets.emit(visit::event::Touch{});
}

void zoomed_side_names(const Scene& scene, figure::View view) {
  if (figure::mirrored(view) != view) return;
  constexpr float kWidth = 200;
  constexpr float kHigh = 56;
  const Rect stage = map_stage(scene.layout());
  const float margin = scene.layout().portrait ? scene.layout().margin() : 20;
  const float left = stage.x + margin;
  const float right = stage.x + stage.w - margin;
  for (const float x : {left, right - kWidth})
    scene.canvas().fill({x, stage.y + 12, kWidth, kHigh}, colour::kPaper, kHigh / 2, 0.9F);
  side_words(scene, view, left + kWidth - 20, right - kWidth + 20, stage.y + 22, type::kChipChosen);
}

bool follow_fingers(const Scene& scene, const Placed* rest, bool let_go) {
  BodyTouch& touch = scene.memory.touch;
  const auto fingers = scene.widgets.fingers_on("figure");
  if (!fingers) {
    touch.cancel();
    return false;
  }
  const auto slip = static_cast<float>(kSlipMm / scene.layout().mm_per_px);
  const auto motion = touch.follow(*fingers, slip);
  if (motion && rest != nullptr) scene.memory.zoom.move(frame_of(scene, *rest), *motion);
  return let_go && touch.lift();
}

}  // namespace ui
