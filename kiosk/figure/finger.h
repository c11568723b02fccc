#pragma once
// Which region did the finger mean? The rule, in this one place, for the kiosk and for bodymap-figure.
//
// A fingertip lands beside what it aims at: about a 2-D Gaussian, for older adults of 3.36 mm mean distance.
// So the question is not which pixel was hit but which region was most likely meant:
//
//   share(region) = the part of the Gaussian around the tap that falls in the region
//                   x how well this view shows the region (Atlas::prominence)
//
// among all regions under the Gaussian. The second factor: who means a region uses a view that shows it well,
// not the one in which it is a sliver at the body's edge.
#include <cstdint>

#include "base/result.h"
#include "base/secret.h"
#include "figure/atlas.h"

namespace figure {

// mm on the glass: 3.36 / sqrt(pi / 2).
inline constexpr double kFingerSigmaMm = 2.68;
// A region wins outright with at least this share.
inline constexpr double kCertain = 0.8;
// The same in a view of the whole body, where a tap that is less sure has a closer view to go to.
// Both found by simulation (tests/bench/finger): the most that is right while a choice stays rare.
inline constexpr double kCertainWholeBody = 0.97;
// What a choice offers: regions of at least this share, two at least, four at most.
inline constexpr double kLeastShare = 0.05;
inline constexpr std::size_t kMostChoices = 4;

struct Likely {
  intake::RegionCode region;
  double share = 0;  // 0..1; all of a tap's together are 1
};

// What a tap meant. It is what a client touched, so it wipes itself.
struct Meant {
  enum class Way : std::uint8_t {
    Miss,  // well away from the body
    Hit,   // one region
    Lens,  // one of two to four, most likely first: ask
    Zoom,  // from a whole body: too small to be sure here, `closer` shows it larger
  };
  Way way = Way::Miss;
  base::SecretVector<intake::RegionCode> regions;  // of Hit and Lens
  View closer = View::Front;                       // of Zoom
};

// A tap at a canvas px of a view shown at `mm_per_px` mm of glass per canvas px (above 0). Never Miss on the
// body or within kForgivenessMm of it. Some microseconds, the view's id map once loaded; the errors are
// those of loading it (Io, Parse). `zoom` (1 or more): how many times larger than at rest somebody made the
// view; a close-up that would show no more than that is not offered, the choice is.
base::Result<Meant> meant(Atlas& atlas, View view, double x_px, double y_px, double mm_per_px,
                          double zoom = 1);

// All regions under the finger, most likely first; none well away from the body.
base::Result<base::SecretVector<Likely>> likely(Atlas& atlas, View view, double x_px, double y_px,
                                                double mm_per_px);

}  // namespace figure
