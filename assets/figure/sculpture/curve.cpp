#include "sculpture/curve.h"

#include <algorithm>

namespace sculpture {
namespace {

float slope(std::span<const Knot> knots, std::size_t i) {
  const auto rise = [&](std::size_t j) {
    return (knots[j + 1].y - knots[j].y) / (knots[j + 1].x - knots[j].x);
  };
  if (i == 0) return rise(0);
  if (i + 1 == knots.size()) return rise(i - 1);
  const float before = knots[i].x - knots[i - 1].x;
  const float after = knots[i + 1].x - knots[i].x;
  return (rise(i - 1) * after + rise(i) * before) / (before + after);
}

}  // namespace

float curve(std::span<const Knot> knots, float x) {
  if (x <= knots.front().x) return knots.front().y;
  if (x >= knots.back().x) return knots.back().y;
  const auto above = std::upper_bound(knots.begin(), knots.end(), x,
                                      [](float value, const Knot& knot) { return value < knot.x; });
  const auto i = static_cast<std::size_t>(above - knots.begin()) - 1;
  const float h = knots[i + 1].x - knots[i].x;
  const float t = (x - knots[i].x) / h;
  const float t2 = t * t;
  const float t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * knots[i].y + (t3 - 2 * t2 + t) * slope(knots, i) * h +
         (-2 * t3 + 3 * t2) * knots[i + 1].y + (t3 - t2) * slope(knots, i + 1) * h;
}

}  // namespace sculpture
