#pragma once
// The figure's assets: which regions show in which view, how large and where (at once, from a small
// table), and each view's id map and outlines (when first asked for). Belongs to one thread; what it
// hands out stays valid as long as the atlas lives.
#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "figure/id_map.h"
#include "figure/outline.h"
#include "figure/shape.h"
#include "figure/view.h"
#include "intake/region.h"

namespace figure {

// How far beside the body a tap still counts, mm on the glass: more than five times the spread of an older
// finger's landing (sigma 2.68 mm), so that one in a million of those meant for the body's edge is lost.
inline constexpr double kForgivenessMm = 14;

struct RegionInView {
  intake::RegionCode code;
  Shape shape;
};

class Atlas {
 public:
  // Reads the two tables in `folder` (assets/figure) and checks that every view's three files are there.
  // Absent, Io, Parse; the error names the file.
  static base::Result<Atlas> open(const std::filesystem::path& folder);

  // The text of the folder's measures.tsv, measured afresh from its id maps. About a second.
  static base::Result<std::string> measure(const std::filesystem::path& folder);

  // Every region code, in the order of the id maps' values.
  std::span<const intake::RegionCode> codes() const { return codes_; }
  // What shows in a view, in that same order. Instant.
  std::span<const RegionInView> regions(View view) const;
  // nullptr if the region does not show there. Instant.
  const Shape* shape(View view, intake::RegionCode code) const;

  // How large a view shows a region against the view that shows it largest: inscribed circles on the glass,
  // 0..1; 0 if it does not show. Instant.
  double prominence(View view, RegionIndex index) const;
  double prominence(View view, intake::RegionCode code) const;

  // All of a view's regions together: where the body stands on the canvas. Instant.
  Box body_box(View view) const;

  // The region exactly at a canvas px; the empty code for none.
  base::Result<intake::RegionCode> region_at(View view, double x_px, double y_px);

  base::Result<const IdMap*> id_map(View view);
  base::Result<const Outlines*> outlines(View view);
  // The sculpture's light on this view, for figure/paint.h.
  std::filesystem::path clay_file(View view) const;

 private:
  Atlas() = default;
  base::Result<void> read_codes();
  base::Result<void> read_measures();
  void compare_views();
  intake::RegionCode code_of(RegionIndex index) const;

  std::filesystem::path folder_;
  std::vector<intake::RegionCode> codes_;
  std::array<std::vector<RegionInView>, kViews.size()> regions_;
  std::array<std::vector<double>, kViews.size()> prominence_;  // by RegionIndex - 1
  std::array<std::unique_ptr<IdMap>, kViews.size()> id_maps_;
  std::array<std::unique_ptr<Outlines>, kViews.size()> outlines_;
};

}  // namespace figure
