#pragma once
// From the labels the rays found to labels that can be drawn: smooth borders, no slivers, no stray islands.
#include "sculpture/grid.h"
#include "sculpture/places.h"

namespace sculpture {

// `scale`: cells a canvas px (1080 x 1920). `half`: the grid begins at the midline, beyond which it goes on
// as its mirror image. Deterministic whatever the threads.
Grid<Label> tidied(const Grid<Label>& labels, double scale, bool half, unsigned threads);

}  // namespace sculpture
