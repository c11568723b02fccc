#pragma once
// How far inside a mask each of its pixels lies: the exact Euclidean distance transform. Pure; any thread.
#include <vector>

namespace figure {

// For every pixel of a mask of w x h, row by row, the square of the distance to the nearest pixel outside it;
// 0 outside. What lies beyond the mask's rim counts as neither. Contract: inside.size() == w * h.
std::vector<double> squared_distances(const std::vector<bool>& inside, int w, int h);

}  // namespace figure
