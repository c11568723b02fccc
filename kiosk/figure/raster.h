#pragma once
// Outlines to pixels: exact coverage of a shape and exact distance to its lines. Internal to figure.
// Pure functions. A field shows which place was meant or marked, so it wipes itself.
#include <cstdint>
#include <span>
#include <vector>

#include "base/secret.h"
#include "figure/shape.h"

namespace figure {

// One value for each pixel of a box. Contract of at(): the pixel lies in the box.
template <class T>
struct Field {
  Box box;
  base::SecretVector<T> values;

  T at(int x, int y) const { return values[index(x, y)]; }
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y - box.y) * static_cast<std::size_t>(box.w) +
           static_cast<std::size_t>(x - box.x);
  }
};

// The pixels the lines touch, with a px around.
Box bounds(std::span<const Polyline> lines);

// How much of each pixel the closed loops cover, 0..255, over their bounds. The loops turn one way.
Field<std::uint8_t> coverage(std::span<const Polyline> loops);

// Distance in px from each pixel's centre to the nearest line, over `box`; `reach` where it is further.
// `closed` joins each line's last point to its first.
Field<float> distances(std::span<const Polyline> lines, bool closed, const Box& box, float reach);

}  // namespace figure
