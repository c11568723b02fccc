#pragma once
// What the files of the cuts share. Pure.
#include <cmath>

#include "sculpture/curve.h"
#include "sculpture/vec.h"

namespace sculpture::cuts {

// Sheath of the rectus abdominis, flank: x by height.
inline constexpr Knot kFlankFront[] = {{88, 4.2},  {96, 7.4},  {104, 9.0}, {112, 8.2},
                                       {122, 8.2}, {130, 9.4}, {136, 10.6}};

// Whether a point lies inside a superellipse about the origin.
inline bool inside(float dx, float dy, float rx, float ry, float exponent = 2) {
  return std::pow(std::abs(dx) / rx, exponent) + std::pow(std::abs(dy) / ry, exponent) < 1;
}

}  // namespace sculpture::cuts
