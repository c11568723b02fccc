// The body between two views.
#include <algorithm>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

constexpr float kSlide = 56;  // layout px

// How far from its place: -1 has yet to come, 1 has gone.
Placed slid(Placed body, const Way& way, float gone) {
  body.origin.x += static_cast<float>(way.right) * kSlide * gone;
  body.origin.y += static_cast<float>(way.down) * kSlide * gone;
  return body;
}

// Where a view's canvas has what another shows, seen from the same side: to = from * scale + by.
struct Fit {
  float scale;
  Point by;
};

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Fit fit(const figure::Atlas& atlas, figure::View from, figure::View to) {
  const auto scale = static_cast<float>(figure::canvas_cm(from) / figure::canvas_cm(to));
  std::vector<float> x{0};
  std::vector<float> y{0};
  for (const auto& region : atlas.regions(from)) {
    const figure::Shape* there = atlas.shape(to, region.code);
    if (there == nullptr) continue;
    x.push_back(there->inscribed.centre.x - region.shape.inscribed.centre.x * scale);
    y.push_back(there->inscribed.centre.y - region.shape.inscribed.centre.y * scale);
  }
  return {scale, {median(std::move(x)), median(std::move(y))}};
}

// Closer or back: both views are one picture that grows or shrinks, and one becomes the other on the way.
void draw_zooming_body(const Scene& scene, const Placed& from, const Placed& to, const figure::Marks& marks,
                       float radius, float done) {
  const auto [scale, by] = fit(scene.figures.atlas(), from.view, to.view);
  const float first = from.scale / scale;
  const Point start{from.origin.x - by.x * first, from.origin.y - by.y * first};
  const auto on_the_way = [done](float a, float b) { return a + (b - a) * done; };
  const Rect stage = figure::is_whole_body(from.view) ? to.stage : from.stage;
  Placed coming = to;
  coming.drawn = to.scale;
  coming.scale = on_the_way(first, to.scale);
  coming.origin = {on_the_way(start.x, to.origin.x), on_the_way(start.y, to.origin.y)};
  coming.stage = stage;
  Placed going = from;
  going.drawn = from.scale;
  going.scale = coming.scale * scale;
  going.origin = {coming.origin.x + by.x * coming.scale, coming.origin.y + by.y * coming.scale};
  going.stage = stage;
  draw_body(scene, going, marks, 0, std::min(1.0F, 2 * (1 - done)));
  draw_body(scene, coming, marks, radius, std::min(1.0F, 2 * done));
}

}  // namespace

void draw_turning_body(const Scene& scene, const Placed& body, const figure::Marks& marks) {
  const float radius =
      map_disc_radius(scene.layout(), !figure::is_whole_body(body.view) || scene.memory.zoom.on());
  if (!scene.turning) return draw_body(scene, body, marks, radius);
  const auto& [from, way, done] = *scene.turning;
  // Numbers do not fade; they come when most of the body is there to carry them.
  constexpr float kMost = 0.5F;
  const float numbers = done < kMost ? 0 : radius;
  const Placed before = place_on_map(scene, from);
  if (way.closer != 0) return draw_zooming_body(scene, before, body, marks, numbers, done);
  draw_body(scene, slid(before, way, done), marks, 0, 1 - done);
  draw_body(scene, slid(body, way, done - 1), marks, numbers, done);
}

}  // namespace ui
