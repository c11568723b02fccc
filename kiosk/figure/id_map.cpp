#include "figure/id_map.h"

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
  return IdMap(std::move(picture.bytes));
}

RegionIndex IdMap::pixel(int x, int y) const {
  if (x < 0 || y < 0 || x >= kViewWidth || y >= kViewHeight) return 0;
  return ids_[static_cast<std::size_t>(y) * kViewWidth + static_cast<std::size_t>(x)];
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
  const int top = static_cast<int>(std::floor(y_px - reach));
  const int left = static_cast<int>(std::floor(x_px - reach));
  for (int y = top; y <= y_px + reach; ++y) {
    for (int x = left; x <= x_px + reach; ++x) {
      const RegionIndex id = pixel(x, y);
      if (id == 0) continue;
      const double dx = x + 0.5 - x_px;
      const double dy = y + 0.5 - y_px;
      if (dx * dx + dy * dy > best_distance) continue;
      best_distance = dx * dx + dy * dy;
      best = id;
    }
  }
  return best;
}

}  // namespace figure
