#pragma once
// Which region is at a pixel of one view, and which one is near it. Immutable once made; any thread. Kept as
// runs of equal px, some tens of KB instead of two MB: a kiosk has every view open before long.
#include <cstdint>
#include <filesystem>
#include <span>
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
  // Equal px of one row: from where the run before it ended, or the row's start, to before `end`.
  struct Run {
    std::uint16_t end;
    RegionIndex id;
  };
  IdMap() = default;
  std::span<const Run> row(int y) const;
  RegionIndex pixel(int x, int y) const;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> rows_;  // where each row's runs begin, and the end of the last
};

}  // namespace figure
