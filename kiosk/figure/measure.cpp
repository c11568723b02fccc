// Measures of regions as drawn: area, box and the largest circle inside.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "figure/atlas.h"
#include "figure/distance.h"
#include "figure/id_map.h"

namespace figure {
namespace {

// The deepest pixel; of several equally deep ones, the one nearest their middle, so that the disc of a
// long even strip sits half way along it.
Circle deepest(const std::vector<double>& field, int w, Box box) {
  double best = 0;
  for (const double d : field) best = std::max(best, d);
  double sum_x = 0;
  double sum_y = 0;
  double count = 0;
  const auto each = [&](auto visit) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      if (field[i] != best) continue;
      const std::size_t row = i / static_cast<std::size_t>(w);
      visit(static_cast<double>(i % static_cast<std::size_t>(w)), static_cast<double>(row));
    }
  };
  each([&](double x, double y) { sum_x += x, sum_y += y, ++count; });
  Point centre;
  double nearest = std::numeric_limits<double>::infinity();
  each([&](double x, double y) {
    const double away = std::hypot(x - sum_x / count, y - sum_y / count);
    if (away >= nearest) return;
    nearest = away;
    // The field has a border of one pixel; a pixel's centre lies half a px in.
    centre = {static_cast<float>(box.x + x - 0.5), static_cast<float>(box.y + y - 0.5)};
  });
  return {centre, static_cast<float>(std::sqrt(best))};
}

}  // namespace

std::vector<Shape> IdMap::measure() const {
  std::vector<Shape> shapes(256);
  for (int y = 0; y < kViewHeight; ++y) {
    int start = 0;
    for (const Run& run : row(y)) {
      Shape& shape = shapes[run.id];
      shape.box = hull(shape.box, {start, y, run.end - start, 1});
      shape.area_px += run.end - start;
      start = run.end;
    }
  }
  shapes[0] = {};  // the ground is not a region
  for (std::size_t region = 1; region < shapes.size(); ++region) {
    Shape& shape = shapes[region];
    if (shape.area_px == 0) continue;
    const int w = shape.box.w + 2;
    const int h = shape.box.h + 2;
    std::vector<bool> inside(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
    for (int y = 1; y < h - 1; ++y) {
      for (int x = 1; x < w - 1; ++x) {
        inside[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)] =
            pixel(shape.box.x + x - 1, shape.box.y + y - 1) == region;
      }
    }
    shape.inscribed = deepest(squared_distances(inside, w, h), w, shape.box);
  }
  return shapes;
}

base::Result<std::string> Atlas::measure(const std::filesystem::path& folder) {
  Atlas atlas;
  atlas.folder_ = folder;
  BODYMAP_TRY_VOID(atlas.read_codes());
  std::string text = "view\tcode\tarea_px\tcircle_x\tcircle_y\tcircle_radius\tbox_x\tbox_y\tbox_w\tbox_h\n";
  for (const View view : kViews) {
    BODYMAP_TRY(map, atlas.id_map(view));
    const std::vector<Shape> shapes = map->measure();
    for (std::size_t i = 0; i < atlas.codes_.size(); ++i) {
      const auto& [area, inscribed, box] = shapes[i + 1];
      if (area == 0) continue;
      text += fmt::format("{}\t{}\t{}\t{:.1f}\t{:.1f}\t{:.2f}\t{}\t{}\t{}\t{}\n", view_name(view),
                          atlas.codes_[i].view(), area, inscribed.centre.x, inscribed.centre.y,
                          inscribed.radius, box.x, box.y, box.w, box.h);
    }
  }
  return text;
}

}  // namespace figure
