// The cuts of ankle and foot, in the foot's coordinates: u outward, s toward the toes, w up.
#include "sculpture/curve.h"
#include "sculpture/cuts.h"

namespace sculpture {
namespace {

// The edge between the big toe's ray and the small toes: u by s.
float big_toe_edge(float s) { return -1.28F + .05F * (s - 15) - (s < 14.5F ? .055F * square(14.5F - s) : 0); }

constexpr Knot kHeelEdge[] = {
    {0, 2.4}, {2, 1.9}, {3.5, .9}, {4.6, -.4}, {6, -2.6}};  // heel, rest of the foot: s by w

}  // namespace

Place Cuts::ankle(Vec p, float angle) const {
  const Vec l = body_.foot().to_local(p);
  const float cord = mix(34, 35, smooth_step(13, 7, p.y)) + 3 * smooth_step(7.5F, 5.5F, p.y);
  if (std::abs(wrapped(angle - 180)) < cord) return p.y < 6.3F ? Place::HeelBack : Place::Achilles;
  const float bone = angle > 0 ? 7.9F : 8.5F;  // height of the ankle bone
  if (std::abs(angle) > 27 && l.z > bone - 4.0F + .022F * square(l.y + 1))
    return angle > 0 ? Place::AnkleOuter : Place::AnkleInner;
  return foot(p);
}

Place Cuts::foot(Vec p) const {
  const Vec l = body_.foot().to_local(p);
  const auto [u, s, w] = l;
  if (w < .3F) return sole(l);
  if (u < big_toe_edge(s) && s > 11) return Place::BigToe;
  if (s > 14.6F - .14F * square(u + .5F) - .1F * u) return Place::FootBall;  // small toes from above
  if (w < 6 && s < curve(kHeelEdge, w)) return Place::HeelBack;
  if (u > 2.05F + .02F * square(s - 8) + .3F * square(std::max(0.F, w - 3.4F))) return Place::FootOuter;
  if (s < 11 && w < 2.6F && u < 1.75F) return Place::Arch;  // the hollow of the arch
  if (u < -1.4F && w < 5.1F - .10F * std::max(0.F, s - 3) - .12F * std::max(0.F, s - 6)) return Place::Arch;
  return Place::FootTop;
}

Place Cuts::sole(Vec l) const {
  const float u = l.x;
  const float s = l.y;
  if (s < 2.4F - .13F * u * u) return Place::HeelUnder;
  if (u < big_toe_edge(s) && s > 10.2F + .22F * square(u + 2.8F)) return Place::BigToe;
  if (s > 9.7F - .07F * square(u - .4F)) return Place::FootBall;
  return u > 1.75F + .012F * square(s - 6) ? Place::FootOuter : Place::Arch;
}

}  // namespace sculpture
