#include "sculpture/shade.h"

namespace sculpture {
namespace {

float positive(float x) { return std::clamp(x, 0.F, 1.F); }

float lightness(const Surface& surface) {
  static const Vec kKey = unit({-.48F, .62F, .66F});
  static const Vec kFill = unit({.75F, .1F, .6F});
  static const Vec kGloss = unit(kKey + Vec{0, 0, 1});
  const Vec n = surface.normal;
  const float open = positive(1 - 1.2F * (1 - surface.open));
  const float key = std::pow(positive((dot(n, kKey) + .45F) / 1.45F), 1.6F);
  const float above = .5F + .5F * n.y;
  const float light = (.22F * above + .20F) * (.35F + .65F * open) + .48F * key * (.55F + .45F * open) +
                      .12F * positive(dot(n, kFill)) * open +
                      .05F * std::pow(positive(dot(n, kGloss)), 20.F) * open;
  return light * (1 - .24F * std::pow(1 - positive(n.z), 1.7F));  // darker toward the silhouette
}

std::uint8_t byte(float share) { return static_cast<std::uint8_t>(std::floor(positive(share) * 255 + .5F)); }

}  // namespace

std::vector<std::uint8_t> clay(const Grid<Surface>& surface) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(2 * surface.values.size());
  for (const Surface& here : surface.values) {
    bytes.push_back(here.coverage > 0 ? byte(lightness(here)) : 0);
    bytes.push_back(byte(here.coverage));
  }
  return bytes;
}

}  // namespace sculpture
