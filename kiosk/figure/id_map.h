#pragma once
// Which region is at a pixel of one view, and which one is near it. Immutable once made; any thread.
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "figure/shape.h"

namespace figure {

// A region's place in assets/figure/regions.tsv, from 1; 0 is no region.
using RegionIndex = std::uint8_t;

class IdMap {
 public:
  // An 8-bit grey PNG of 1080 x 1920 whose values are region indexes up to `last`. Absent, Io or Parse.
  static base::Result<IdMap> open(const std::filesystem::path& png, RegionIndex last);

  // Exactly what is at this canvas px; 0 off the body or off the canvas.
  RegionIndex at(double x_px, double y_px) const;
  // The region at this canvas px, else the nearest one whose pixels come within `reach_px` (0 or more); 0 for
  // none.
  RegionIndex nearest(double x_px, double y_px, double reach_px) const;
  // Each region as drawn, by index; area 0 for one that does not show. A tenth of a second or so.
  std::vector<Shape> measure() const;

 private:
  explicit IdMap(std::vector<RegionIndex> ids) : ids_(std::move(ids)) {}
  RegionIndex pixel(int x, int y) const;
  std::vector<RegionIndex> ids_;  // row by row
};

}  // namespace figure
