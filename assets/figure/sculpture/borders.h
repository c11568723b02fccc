#pragma once
// The borders between labels, each once: an arc shared by the two regions it parts.
#include <vector>

#include "sculpture/grid.h"
#include "sculpture/places.h"

namespace sculpture {

struct Corner {  // of a cell: x columns from the left, y rows from the top
  int x = 0;
  int y = 0;
  bool operator==(const Corner&) const = default;
};

struct Border {
  std::vector<Corner> corners;  // from one branching to another; closed when the first is the last
  Label left = kNothing;        // as one walks along it, y downward
  Label right = kNothing;
};

// Every border once, in an order that depends on the labels alone. `half`: beyond the left edge lies
// kOtherHalf.
std::vector<Border> borders(const Grid<Label>& labels, bool half);

}  // namespace sculpture
