// The body between two views.
#include "ui/views/map_parts.h"

namespace ui {
namespace {

constexpr float kSlide = 56;  // layout px
constexpr float kGrowth = 0.06F;

// How far from its place: -1 has yet to come, 1 has gone.
Drift drift_at(const Way& way, float gone, float opacity) {
  return {{static_cast<float>(way.right) * kSlide * gone, static_cast<float>(way.down) * kSlide * gone},
          1 + static_cast<float>(way.closer) * kGrowth * gone,
          opacity};
}

float disc_radius(const Layout& layout, figure::View view) {
  const bool close = !figure::is_whole_body(view);
  if (layout.portrait) return close ? 27 : 21;
  return close ? 22 : 18;
}

}  // namespace

void draw_turning_body(const Scene& scene, const Placed& body, const figure::Marks& marks) {
  const float radius = disc_radius(scene.layout(), body.view);
  if (!scene.turning) return draw_body(scene, body, marks, radius);
  const auto& [from, way, done] = *scene.turning;
  // Numbers do not fade; they come when most of the body is there to carry them.
  constexpr float kMost = 0.5F;
  draw_body(scene, place_on_map(scene, from), marks, 0, drift_at(way, done, 1 - done));
  draw_body(scene, body, marks, done < kMost ? 0 : radius, drift_at(way, done - 1, done));
}

}  // namespace ui
