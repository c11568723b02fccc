#pragma once
// Which region is at a pixel of one view, and which one a finger meant. Immutable once made; any thread.
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
  // The rule for a tap, in this one place: the region hit, else the nearest one whose pixels come within
  // `forgiveness_px`, so that a tap just beside the body is not dead. 0 for none.
  RegionIndex find(double x_px, double y_px, double forgiveness_px) const;
  // Each region as drawn, by index; area 0 for one that does not show. A tenth of a second or so.
  std::vector<Shape> measure() const;

 private:
  explicit IdMap(std::vector<RegionIndex> ids) : ids_(std::move(ids)) {}
  RegionIndex pixel(int x, int y) const;
  std::vector<RegionIndex> ids_;  // row by row
};

}  // namespace figure
