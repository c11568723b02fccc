// The left foot in its own coordinates, cm: u outward, s toward the toes, w up. The sole is w = 0, the heel
// s = -4.8, the longest toe s = 20.3.
#include "sculpture/body.h"

namespace sculpture {
namespace {

struct FootRow {
  float s;
  float outer;   // reach outward
  float inner;   // reach inward
  float widest;  // height of the widest point
  float top;     // height
  float bottom;  // height
  float exponent;
};

constexpr FootRow kCore[] = {{-4.4, 1.9, 1.9, 2.4, 4.0, .9, 2.1},  {-3.4, 2.6, 2.6, 2.3, 5.6, .3, 2.1},
                             {-1.5, 3.05, 3.05, 2.2, 7.4, 0, 2.2}, {1.5, 3.45, 3.0, 2.1, 8.2, 0, 2.3},
                             {4.5, 4.0, 2.7, 1.9, 7.5, .1, 2.3},   {7.5, 4.45, 3.1, 1.8, 6.1, .1, 2.3},
                             {10.5, 4.8, 4.0, 1.6, 4.8, .05, 2.3}, {12.6, 4.6, 4.4, 1.5, 4.0, .1, 2.3},
                             {14.3, 3.9, 4.1, 1.4, 3.2, .2, 2.3},  {15.8, 2.7, 3.5, 1.4, 2.6, .4, 2.2}};

constexpr Shape kRelief[] = {
    Ellipsoid{{0, -1.5, 2.2}, {3.25, 3.9, 2.35}, 1.6},                    // heel pad
    Ellipsoid{{-4.4, 5.4, -0.6}, {3.5, 5.0, 2.9}, 2.2, {}, Add::Hollow},  // arch
    Ellipsoid{{0.2, 5.0, -1.6}, {2.6, 4.6, 1.9}, 1.4, {}, Add::Hollow},   // hollow of the sole
    Ellipsoid{{-2.7, 12.5, 1.35}, {2.0, 2.6, 1.45}, 1.4},                 // ball of the big toe
    Ellipsoid{{1.9, 11.8, 1.15}, {2.9, 2.3, 1.25}, 1.4},                  // outer ball
    Ellipsoid{{3.2, 6.6, 1.2}, {.9, 4.2, 1.2}, 2.4},                      // base of the fifth metatarsal
    Cone{{-1.6, 6.0, 5.1}, {-2.7, 15.8, 2.4}, .6, .5, 2.2},               // tendon of the big toe
};

struct Toe {
  float root_u, root_s;
  float tip_u, tip_s;
  float shaft;  // radius
  float pulp;   // radius
  float root_w;
  float tip_w;
  float blend;  // of the root into the foot
};

constexpr Toe kToes[] = {{-2.65, 13.6, -2.3, 18.2, 1.42, 1.4, 1.5, 1.2, 1.1},
                         {-.3, 14.4, -.02, 17.9, 1.05, 1.14, 1.25, 1.0, .75},
                         {1.25, 14.0, 1.65, 17.0, 1.0, 1.1, 1.25, 1.0, .75},
                         {2.6, 13.2, 3.1, 15.7, .97, 1.06, 1.25, 1.0, .75},
                         {3.7, 12.2, 4.25, 14.2, .95, 1.05, 1.25, 1.0, .75}};

constexpr Vec kAnkle = {10.0, 8, -2.6};
constexpr float kAnkleHeight = 8;

}  // namespace

// Pitched about the ankle.
void Body::place_foot() {
  const Vec forward = turned_y({0, 0, 1}, pose_.foot_out);
  const Vec up = {0, 1, 0};
  const float c = std::cos(radians(pose_.foot_pitch));
  const float s = std::sin(radians(pose_.foot_pitch));
  const Vec w = up * c + forward * s;
  foot_ = {kAnkle - w * kAnkleHeight, turned_y({1, 0, 0}, pose_.foot_out), forward * c - up * s, w};
}

void Body::build_foot() {
  std::vector<LoftRow> rows;
  for (const FootRow& row : kCore) {
    rows.push_back({row.s, 0, row.widest, row.outer, row.inner, row.top - row.widest, row.widest - row.bottom,
                    row.exponent});
  }
  add(Part::LegLeft, foot_, rows, 1.2F, 1.6F);
  add(Part::LegLeft, foot_, kRelief);
  for (const Toe& toe : kToes) {
    const Vec knuckle = {mix(toe.root_u, toe.tip_u, .55F), mix(toe.root_s, toe.tip_s, .55F),
                         toe.root_w + .35F};
    const Shape bones[] = {Cone{{toe.root_u, toe.root_s, toe.root_w + .45F},
                                knuckle,
                                toe.shaft * 1.05F,
                                toe.shaft * .92F,
                                toe.blend},
                           Cone{knuckle, {toe.tip_u, toe.tip_s, toe.tip_w}, toe.shaft * .92F, toe.pulp, .6F}};
    add(Part::LegLeft, foot_, bones);
  }
}

}  // namespace sculpture
