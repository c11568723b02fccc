#include "figure/raster.h"

#include <cmath>

namespace figure {
namespace {

// Collects the signed area every edge covers in each pixel; a running sum along the row then gives the
// coverage, antialiased without sampling.
class AreaCollector {
 public:
  explicit AreaCollector(const Box& box)
      : box_(box), cells_(static_cast<std::size_t>(box.w) * static_cast<std::size_t>(box.h) + 2) {}

  void edge(Point a, Point b) {
    if (a.y == b.y) return;
    const float turn = a.y < b.y ? 1.0F : -1.0F;
    if (turn < 0) std::swap(a, b);
    a = {a.x - static_cast<float>(box_.x), a.y - static_cast<float>(box_.y)};
    b = {b.x - static_cast<float>(box_.x), b.y - static_cast<float>(box_.y)};
    const float slope = (b.x - a.x) / (b.y - a.y);
    float x = a.x;
    const int last = std::min(box_.h, static_cast<int>(std::ceil(b.y)));
    for (int y = static_cast<int>(a.y); y < last; ++y) {
      const float height = std::min(static_cast<float>(y) + 1, b.y) - std::max(static_cast<float>(y), a.y);
      const float next = x + slope * height;
      span(y, std::min(x, next), std::max(x, next), height * turn);
      x = next;
    }
  }

  Field<std::uint8_t> finish() const {
    Field<std::uint8_t> field{box_, base::SecretVector<std::uint8_t>(cells_.size() - 2)};
    for (int y = 0; y < box_.h; ++y) {
      float sum = 0;
      for (int x = 0; x < box_.w; ++x) {
        const std::size_t i = cell(x, y);
        sum += cells_[i];
        field.values[i] = static_cast<std::uint8_t>(std::lround(std::min(std::abs(sum), 1.0F) * 255));
      }
    }
    return field;
  }

 private:
  std::size_t cell(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(box_.w) + static_cast<std::size_t>(x);
  }

  // One row's part of an edge, from x0 to x1 (x0 <= x1), covering `area` of the row's height.
  void span(int y, float x0, float x1, float area) {
    const int first = static_cast<int>(std::floor(x0));
    const int end = static_cast<int>(std::ceil(x1));
    const std::size_t at = cell(first, y);
    if (end <= first + 1) {
      const float middle = 0.5F * (x0 + x1) - static_cast<float>(first);
      cells_[at] += area * (1 - middle);
      cells_[at + 1] += area * middle;
      return;
    }
    // Over several pixels: each column holds the area to the right of the edge, less the column before's.
    float before = 0;
    for (int x = first; x <= end; ++x) {
      const float covered = area / (x1 - x0) * right_of(x0, x1, static_cast<float>(x));
      cells_[at + static_cast<std::size_t>(x - first)] += covered - before;
      before = covered;
    }
  }

  // Of an edge that rises evenly from x0 to x1, the part of column left..left+1 to its right, times x1-x0.
  static float right_of(float x0, float x1, float left) {
    const float l = std::max(x0, left);
    const float r = std::min(x1, left + 1);
    if (l >= r) return x1 - x0;
    return (l + r - 2 * x0) / 2 * (r - l) + (x1 - x0) * (left + 1 - r);
  }

  Box box_;
  base::SecretVector<float> cells_;
};

float squared_distance(Point p, Point a, Point b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length = dx * dx + dy * dy;
  const float along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  const float t = std::clamp(along, 0.0F, 1.0F);
  const float ex = a.x + t * dx - p.x;
  const float ey = a.y + t * dy - p.y;
  return ex * ex + ey * ey;
}

Box around(Point a, Point b, float reach) {
  const int x = static_cast<int>(std::floor(std::min(a.x, b.x) - reach));
  const int y = static_cast<int>(std::floor(std::min(a.y, b.y) - reach));
  return {x, y, static_cast<int>(std::ceil(std::max(a.x, b.x) + reach)) - x,
          static_cast<int>(std::ceil(std::max(a.y, b.y) + reach)) - y};
}

template <class Edge>
void each_edge(std::span<const Polyline> lines, bool closed, Edge edge) {
  for (const Polyline& line : lines) {
    for (std::size_t i = 1; i < line.size(); ++i) edge(line[i - 1], line[i]);
    if (closed && line.size() > 2) edge(line.back(), line.front());
  }
}

}  // namespace

Box bounds(std::span<const Polyline> lines) {
  Box box;
  for (const Polyline& line : lines) {
    for (const Point& point : line) box = hull(box, around(point, point, 1));
  }
  return box;
}

Field<std::uint8_t> coverage(std::span<const Polyline> loops) {
  AreaCollector collector(bounds(loops));
  each_edge(loops, true, [&](Point a, Point b) { collector.edge(a, b); });
  return collector.finish();
}

Field<float> distances(std::span<const Polyline> lines, bool closed, const Box& box, float reach) {
  const std::size_t size = static_cast<std::size_t>(box.w) * static_cast<std::size_t>(box.h);
  Field<float> field{box, base::SecretVector<float>(size, reach * reach)};
  each_edge(lines, closed, [&](Point a, Point b) {
    const Box near = intersection(box, around(a, b, reach));
    for (int y = near.y; y < near.y + near.h; ++y) {
      for (int x = near.x; x < near.x + near.w; ++x) {
        const Point centre{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
        float& value = field.values[field.index(x, y)];
        value = std::min(value, squared_distance(centre, a, b));
      }
    }
  });
  for (float& value : field.values) value = std::sqrt(value);
  return field;
}

}  // namespace figure
