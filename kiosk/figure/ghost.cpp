#include "figure/ghost.h"

#include <algorithm>
#include <cmath>

#include "figure/colours.h"

namespace figure {
namespace {

float length_of(Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); }

float around(const Polyline& loop) {
  float length = length_of(loop.back(), loop.front());
  for (std::size_t i = 1; i < loop.size(); ++i) length += length_of(loop[i - 1], loop[i]);
  return length;
}

void dots_of(const Polyline& loop, double spacing, base::SecretVector<Point>& dots) {
  constexpr int kFewest = 3;
  if (loop.size() < 3) return;
  const float whole = around(loop);
  const auto count = static_cast<int>(std::lround(whole / spacing));
  if (count < kFewest) return;
  const float step = whole / static_cast<float>(count);
  float next = 0;  // from the edge's start to the next dot
  int left = count;
  for (std::size_t i = 0; i < loop.size() && left > 0; ++i) {
    const Point a = loop[i];
    const Point b = loop[(i + 1) % loop.size()];
    const float edge = length_of(a, b);
    for (; next < edge && left > 0; next += step, --left) {
      const float t = next / edge;
      dots.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
    next -= edge;
  }
}

}  // namespace

base::SecretVector<Point> ghost_dots(std::span<const Polyline> loops, double spacing) {
  base::SecretVector<Point> dots;
  for (const Polyline& loop : loops) dots_of(loop, spacing, dots);
  return dots;
}

int ghost_reach(double line_scale) {
  return static_cast<int>(std::ceil((kGhostDot + kGhostRim) * line_scale)) + 1;
}

void lay_dots(Field<Pixel>& field, std::span<const Point> dots, double line_scale) {
  const auto ink = static_cast<float>(kGhostDot * line_scale);
  const auto rim = static_cast<float>((kGhostDot + kGhostRim) * line_scale);
  const int reach = ghost_reach(line_scale);
  for (const Point& dot : dots) {
    const Box around = grown({static_cast<int>(dot.x), static_cast<int>(dot.y), 1, 1}, reach);
    const Box part = intersection(field.box, around);
    for (int y = part.y; y < part.y + part.h; ++y) {
      for (int x = part.x; x < part.x + part.w; ++x) {
        const float away = length_of(dot, {static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
        const float opacity = std::clamp(rim + 0.5F - away, 0.0F, 1.0F);
        const float inked = std::clamp(ink + 0.5F - away, 0.0F, 1.0F);
        field.values[field.index(x, y)].lay_over(mix(colour(kSurface), colour(kInk), inked), opacity);
      }
    }
  }
}

}  // namespace figure
