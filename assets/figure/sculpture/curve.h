#pragma once
// A smooth curve through knots, flat beyond its ends: every seam and every section of the body is one.
// Pure functions; any thread.
#include <span>

namespace sculpture {

struct Knot {
  float x;
  float y;
};

// The curve's height at x (cubic Hermite, slopes from finite differences). Contract: at least two knots,
// x rising.
float curve(std::span<const Knot> knots, float x);

}  // namespace sculpture
