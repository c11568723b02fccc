#pragma once
// Cubic curves through many points, after Schneider, "An algorithm for automatically fitting digitized
// curves" (Graphics Gems, 1990). Canvas px. Pure functions.
#include <array>
#include <span>
#include <vector>

namespace sculpture {

struct Spot {
  double x = 0;
  double y = 0;
};
using Cubic = std::array<Spot, 4>;  // ends and the two handles between them

Spot at(const Cubic& cubic, double t);
Cubic straight(Spot from, Spot to);

// The steps of a traced border (one cell each, `scale` cells a px) as curves within about 0.22 px of it
// after smoothing; sharp corners, as between toes, stay sharp. The ends are kept exactly.
std::vector<Cubic> fitted(std::span<const Spot> steps, double scale);

}  // namespace sculpture
