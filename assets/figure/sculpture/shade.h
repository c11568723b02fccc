#pragma once
// Light on the clay: a soft key from the upper left, a fill from the right, light from above, creases darker.
// Pure functions.
#include <cstdint>
#include <vector>

#include "sculpture/trace.h"

namespace sculpture {

// Two bytes a px: lightness x 255 and coverage x 255. Colour is given when it is painted.
std::vector<std::uint8_t> clay(const Grid<Surface>& surface);

}  // namespace sculpture
