#pragma once
// The vector outlines of one view, read from its SVG and flattened to polylines. Immutable once made;
// any thread. Only the commands our own bake writes are understood: M, C, L and Z, all absolute.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "figure/shape.h"
#include "intake/region.h"

namespace figure {

// Largest distance between a curve and its polyline, canvas px: well under a screen px at any scale shown.
inline constexpr double kFlatness = 0.1;

struct RegionOutline {
  intake::RegionCode code;
  std::vector<Polyline> loops;  // closed: the last point joins the first; all loops of a region turn one way
  std::string path;             // the SVG path data as baked
};

class Outlines {
 public:
  // `name` stands in front of an error. Parse for anything but a baked view's SVG.
  static base::Result<Outlines> parse(std::string_view svg, std::string_view name,
                                      double flatness_px = kFlatness);

  const std::vector<RegionOutline>& regions() const { return regions_; }
  // nullptr if the region does not show in this view.
  const RegionOutline* find(intake::RegionCode code) const;
  // The lines between neighbouring regions, open; drawn over the tints (figure/colours.h kSeam).
  const std::vector<Polyline>& seams() const { return seams_; }
  const std::string& seam_path() const { return seam_path_; }

 private:
  std::vector<RegionOutline> regions_;
  std::vector<Polyline> seams_;
  std::string seam_path_;
};

}  // namespace figure
