// Measures of regions as drawn: area, box and the largest circle inside, by an exact Euclidean distance
// transform (lower envelope of parabolas, one pass a direction; Felzenszwalb and Huttenlocher 2012).
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "figure/atlas.h"
#include "figure/id_map.h"

namespace figure {
namespace {

constexpr double kFar = 1e12;

// Squared distance transform of one line, in place.
class LineTransform {
 public:
  void run(std::vector<double>& line) {
    const int n = static_cast<int>(line.size());
    at_.assign(line.size(), 0);
    from_.assign(line.size() + 1, 0);
    build(line, n);
    out_.resize(line.size());
    for (int q = 0, k = 0; q < n; ++q) {
      while (from_[index(k + 1)] < q) ++k;
      const double d = q - at_[index(k)];
      out_[index(q)] = d * d + line[index(at_[index(k)])];
    }
    line.swap(out_);
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  void build(const std::vector<double>& f, int n) {
    int k = 0;
    from_[0] = -std::numeric_limits<double>::infinity();
    from_[1] = std::numeric_limits<double>::infinity();
    for (int q = 1; q < n; ++q) {
      double s = meet(f, q, at_[index(k)]);
      while (s <= from_[index(k)]) s = meet(f, q, at_[index(--k)]);
      at_[index(++k)] = q;
      from_[index(k)] = s;
      from_[index(k + 1)] = std::numeric_limits<double>::infinity();
    }
  }

  static double meet(const std::vector<double>& f, int q, int p) {
    const double dq = q;
    const double dp = p;
    return ((f[index(q)] + dq * dq) - (f[index(p)] + dp * dp)) / (2 * (dq - dp));
  }

  std::vector<int> at_;
  std::vector<double> from_;
  std::vector<double> out_;
};

// For every pixel of a mask, the squared distance to the nearest pixel outside it.
std::vector<double> squared_distances(const std::vector<bool>& inside, int w, int h) {
  std::vector<double> field(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) field[i] = inside[i] ? kFar : 0;
  LineTransform transform;
  std::vector<double> line(static_cast<std::size_t>(h));
  for (int x = 0; x < w; ++x) {
    for (int y = 0; y < h; ++y)
      line[static_cast<std::size_t>(y)] = field[static_cast<std::size_t>(y * w + x)];
    transform.run(line);
    for (int y = 0; y < h; ++y)
      field[static_cast<std::size_t>(y * w + x)] = line[static_cast<std::size_t>(y)];
  }
  line.resize(static_cast<std::size_t>(w));
  for (int y = 0; y < h; ++y) {
    const auto row = field.begin() + static_cast<std::ptrdiff_t>(y) * w;
    std::copy(row, row + w, line.begin());
    transform.run(line);
    std::copy(line.begin(), line.end(), row);
  }
  return field;
}

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
      if (field[i] == best)
        visit(static_cast<double>(i % static_cast<std::size_t>(w)),
              static_cast<double>(i / static_cast<std::size_t>(w)));
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
    for (int x = 0; x < kViewWidth; ++x) {
      Shape& shape = shapes[pixel(x, y)];
      shape.box = hull(shape.box, {x, y, 1, 1});
      ++shape.area_px;
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
        inside[static_cast<std::size_t>(y * w + x)] =
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
