#include "figure/id_map.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "figure/picture.h"
#include "figure/view.h"

namespace figure {

base::Result<IdMap> IdMap::open(const std::filesystem::path& png, RegionIndex last) {
  BODYMAP_TRY(picture, read_grey_png(png, 1));
  if (picture.width != kViewWidth || picture.height != kViewHeight) {
    return base::fail(base::Code::Parse, png.string() + ": not 1080 x 1920");
  }
  for (const std::uint8_t id : picture.bytes) {
    if (id > last)
      return base::fail(base::Code::Parse, png.string() + ": a region that is not in regions.tsv");
  }
  IdMap map;
  const RegionIndex* ids = picture.bytes.data();
  for (int y = 0; y < kViewHeight; ++y, ids += kViewWidth) {
    map.rows_.push_back(static_cast<std::uint32_t>(map.runs_.size()));
    for (int x = 1; x <= kViewWidth; ++x) {
      if (x == kViewWidth || ids[x] != ids[x - 1])
        map.runs_.push_back({static_cast<std::uint16_t>(x), ids[x - 1]});
    }
  }
  map.rows_.push_back(static_cast<std::uint32_t>(map.runs_.size()));
  map.runs_.shrink_to_fit();
  return map;
}

std::span<const IdMap::Run> IdMap::row(int y) const {
  const auto at = static_cast<std::size_t>(y);
  return std::span(runs_).subspan(rows_[at], rows_[at + 1] - rows_[at]);
}

RegionIndex IdMap::pixel(int x, int y) const {
  if (x < 0 || y < 0 || x >= kViewWidth || y >= kViewHeight) return 0;
  const auto runs = row(y);
  return std::upper_bound(runs.begin(), runs.end(), x, [](int at, const Run& run) { return at < run.end; })
      ->id;
}

RegionIndex IdMap::at(double x_px, double y_px) const {
  // Compared before the cast: a point far off the canvas does not fit an int.
  if (!(x_px >= 0 && y_px >= 0 && x_px < kViewWidth && y_px < kViewHeight)) return 0;
  return pixel(static_cast<int>(x_px), static_cast<int>(y_px));
}

RegionIndex IdMap::nearest(double x_px, double y_px, double reach_px) const {
  BODYMAP_CHECK(reach_px >= 0);
  if (const RegionIndex hit = at(x_px, y_px)) return hit;
  const double reach = std::min<double>(reach_px, kViewHeight);
  if (!(x_px > -reach && y_px > -reach && x_px < kViewWidth + reach && y_px < kViewHeight + reach)) return 0;
  RegionIndex best = 0;
  double best_distance = reach * reach;
  const int top = std::max(static_cast<int>(std::floor(y_px - reach)), 0);
  const int bottom = std::min(static_cast<int>(std::floor(y_px + reach)), kViewHeight - 1);
  const int under = static_cast<int>(std::floor(x_px));
  for (int y = top; y <= bottom; ++y) {
    int start = 0;
    for (const Run& run : row(y)) {
      const int x = std::clamp(under, start, run.end - 1);  // the run's px nearest to the finger
      start = run.end;
      if (run.id == 0) continue;
      const double dx = x + 0.5 - x_px;
      const double dy = y + 0.5 - y_px;
      if (dx * dx + dy * dy > best_distance) continue;
      best_distance = dx * dx + dy * dy;
      best = run.id;
    }
  }
  return best;
}

}  // namespace figure
