#include "figure/finger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/check.h"

namespace figure {
namespace {

// The Gaussian is sampled on a lattice of a third of its sigma, out to where it reaches past kForgivenessMm.
// The lattice is turned, so that no row of it runs along a level seam and jumps over it as one, and stands
// there twice, as its own mirror image, so that left and right are answered alike.
constexpr double kStep = 1.0 / 3;  // sigmas
constexpr double kReach = 5.25;    // sigmas
constexpr double kTurn = 0.554;    // radians; its tangent is the golden ratio's fraction
static_assert(kFingerSigmaMm * kReach > kForgivenessMm);

struct Sample {
  double x;  // sigmas
  double y;
  double weight;
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> made = [] {
    std::vector<Sample> all;
    const int most = static_cast<int>(kReach / kStep);
    for (int j = -most; j <= most; ++j) {
      for (int i = -most; i <= most; ++i) {
        const double u = i * kStep;
        const double v = j * kStep;
        if (u * u + v * v > kReach * kReach) continue;
        const double x = u * std::cos(kTurn) - v * std::sin(kTurn);
        const double y = u * std::sin(kTurn) + v * std::cos(kTurn);
        const double weight = std::exp(-(u * u + v * v) / 2);
        all.push_back({x, y, weight});
        all.push_back({-x, y, weight});
      }
    }
    return all;
  }();
  return made;
}

using Masses = base::Wiped<std::array<double, 256>>;  // by RegionIndex; tells where the finger was

Masses masses(const IdMap& map, double x_px, double y_px, double sigma_px) {
  Masses found;
  found.fill(0);
  for (const Sample& sample : samples())
    found[map.at(x_px + sample.x * sigma_px, y_px + sample.y * sigma_px)] += sample.weight;
  found[0] = 0;  // the ground is not a region
  return found;
}

// How much of a close-up its whole body shows, too, 0..1: near 1 for one seen from the same direction.
double likeness(const Atlas& atlas, View close_up, View whole) {
  const auto regions = atlas.regions(close_up);
  const auto shared = std::count_if(regions.begin(), regions.end(), [&](const RegionInView& region) {
    return atlas.shape(whole, region.code) != nullptr;
  });
  return static_cast<double>(shared) / static_cast<double>(std::max<std::size_t>(1, regions.size()));
}

bool larger_in(const Atlas& atlas, View other, View view, const intake::RegionCode& region) {
  return atlas.prominence(other, region) > atlas.prominence(view, region);
}

bool closer_than(View other, View whole, double zoom) {
  return other != whole && whole_body_of(other) == whole && enlargement(other) > zoom;
}

// The close-up of this whole body that shows the most likely region larger: of several, the one with the most
// of what may be meant, seen from the same direction.
std::optional<View> closer_view(const Atlas& atlas, View view, double zoom,
                                const base::SecretVector<Likely>& under) {
  std::optional<View> best;
  double best_score = 0;
  for (const View other : kViews) {
    if (!closer_than(other, view, zoom)) continue;
    if (!larger_in(atlas, other, view, under.front().region)) continue;
    double shown = 0;
    for (const Likely& each : under) {
      if (larger_in(atlas, other, view, each.region)) shown += each.share;
    }
    const double score = shown * likeness(atlas, other, view);
    if (score <= best_score) continue;
    best_score = score;
    best = other;
  }
  return best;
}

base::SecretVector<intake::RegionCode> choices(const base::SecretVector<Likely>& under) {
  base::SecretVector<intake::RegionCode> regions;
  for (const Likely& each : under) {
    if (regions.size() == kMostChoices || (regions.size() >= 2 && each.share < kLeastShare)) break;
    regions.push_back(each.region);
  }
  return regions;
}

}  // namespace

base::Result<base::SecretVector<Likely>> likely(Atlas& atlas, View view, double x_px, double y_px,
                                                double mm_per_px) {
  BODYMAP_CHECK(mm_per_px > 0);
  BODYMAP_TRY(map, atlas.id_map(view));
  const auto codes = atlas.codes();
  const Masses mass = masses(*map, x_px, y_px, kFingerSigmaMm / mm_per_px);
  base::SecretVector<Likely> under;
  double all = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (mass[i + 1] == 0) continue;
    const double shown = atlas.prominence(view, static_cast<RegionIndex>(i + 1));
    const double weight = mass[i + 1] * shown;
    if (weight > 0) under.push_back({codes[i], weight});
    all += weight;
  }
  if (under.empty()) {
    // A tip of the body between the samples.
    const RegionIndex near = map->nearest(x_px, y_px, kForgivenessMm / mm_per_px);
    if (near != 0) under.push_back({codes[near - 1U], all = 1});
  }
  for (Likely& each : under) each.share /= all;
  std::stable_sort(under.begin(), under.end(),
                   [](const Likely& a, const Likely& b) { return a.share > b.share; });
  return under;
}

base::Result<Meant> meant(Atlas& atlas, View view, double x_px, double y_px, double mm_per_px, double zoom) {
  BODYMAP_CHECK(zoom >= 1);
  BODYMAP_TRY(under, likely(atlas, view, x_px, y_px, mm_per_px));
  Meant meant;
  if (under.empty()) return meant;
  const intake::RegionCode& likeliest = under.front().region;
  const bool closer_views =
      std::any_of(kViews.begin(), kViews.end(), [&](View other) { return closer_than(other, view, zoom); });
  // A whole body enlarged as far as its close-ups are judges as they do.
  const bool whole = is_whole_body(view) && (zoom == 1 || closer_views);
  if (under.front().share >= (whole ? kCertainWholeBody : kCertain)) {
    meant.way = Meant::Way::Hit;
    meant.regions.push_back(likeliest);
  } else if (const auto closer = whole ? closer_view(atlas, view, zoom, under) : std::nullopt) {
    meant.way = Meant::Way::Zoom;
    meant.closer = *closer;
  } else {
    meant.way = Meant::Way::Lens;
    meant.regions = choices(under);
  }
  return meant;
}

}  // namespace figure
