// The cuts of the leg: angles round the limb (0 front, 90 outer, 180 back, -90 inner) against height.
#include "sculpture/cut_shapes.h"
#include "sculpture/cuts.h"

namespace sculpture {
namespace {

constexpr Knot kMidOuter[] = {{56, 20}, {62, 25}, {68, 26}, {76, 23},
                              {84, 18}, {90, 17}, {98, 22}};  // rectus femoris, vastus lateralis
constexpr Knot kOuterBand[] = {{44, 46}, {52, 47}, {58, 50}, {66, 53},
                               {76, 54}, {86, 52}, {94, 50}};  // vastus lateralis, iliotibial band
constexpr Knot kBandHam[] = {{44, 118}, {56, 121}, {66, 126},
                             {76, 128}, {86, 126}, {94, 122}};                       // band, biceps femoris
constexpr Knot kHamHam[] = {{48, 178}, {56, 180}, {70, 182}, {84, 184}, {90, 184}};  // outer, inner hamstring
constexpr Knot kInnerHam[] = {
    {42, -104}, {56, -101}, {66, -99}, {76, -97}, {86, -97}};  // adductors, inner hamstring
constexpr Knot kMidInner[] = {
    {70, -34}, {78, -36}, {84, -32}, {90, -24}, {95, -14}};  // rectus femoris, adductors
constexpr Knot kTeardropFront[] = {{54, -4},  {58, -6},  {62, -9},
                                   {66, -15}, {70, -23}, {73.5, -35}};  // vastus medialis
constexpr Knot kTeardropBack[] = {{54, -66}, {58, -64}, {62, -60}, {66, -54}, {70, -46}, {73.5, -35}};

constexpr float kTeardropTop = 73.5F;
constexpr float kKneeMiddle = 49.6F;

}  // namespace

Place Cuts::leg(Vec p) const {
  const float y = p.y;
  const float angle = body_.leg().angle(p.x, y, p.z);
  const bool front = std::abs(angle) < 88;
  // Oval kneecap, its tendon down to the tuberosity, popliteal diamond.
  if (front && cuts::inside(p.x - 9.65F, y - 52.8F, 3.15F - .08F * (52.8F - y), 4.2F, 2.2F))
    return Place::KneeCap;
  if (front && y < 53 && y > 41 &&
      std::abs(p.x - 9.8F) < 2.3F * std::sqrt(std::clamp((y - 41) / 2.2F, 0.F, 1.F)))
    return Place::KneeBelow;
  if (std::abs(angle) > 92 && cuts::inside(p.x - 9.55F, y - 50.2F, 3.9F, 7.0F, 1.55F)) return Place::KneeBack;
  const float knee_top = 57.1F + 1.1F * std::sin(radians(angle)) * (angle > 0 ? .8F : 1.2F);
  const float knee_low =
      angle > 0 ? 44.6F + .5F * std::cos(radians(angle)) : 42.2F + 1.2F * std::cos(radians(angle + 30));
  if (y > knee_low && y < knee_top) {
    if (angle >= 0 && angle < curve(kBandHam, y)) return Place::KneeOuter;
    if (angle < 0 && angle > curve(kInnerHam, y)) return Place::KneeInner;
  }
  if (y > kKneeMiddle) return thigh(p, angle);
  if (y < 13.2F - .8F * std::cos(radians(2 * angle))) return ankle(p, angle);
  return lower_leg(p, angle);
}

Place Cuts::thigh(Vec p, float angle) const {
  const float y = p.y;
  const float round = angle < 0 ? angle + 360 : angle;
  if (angle >= curve(kMidOuter, y) && angle < curve(kOuterBand, y)) return Place::QuadOuter;
  if (angle >= curve(kOuterBand, y) && angle < curve(kBandHam, y)) return Place::ItBand;
  if (round >= curve(kBandHam, y) && round < curve(kHamHam, y)) return Place::HamOuter;
  if (round >= curve(kHamHam, y) && round < curve(kInnerHam, y) + 360) return Place::HamInner;
  if (y < kTeardropTop) {
    if (angle < curve(kTeardropFront, y) && angle > curve(kTeardropBack, y)) return Place::QuadInner;
    if (angle >= curve(kTeardropFront, y)) return Place::QuadMid;
  } else if (angle > curve(kMidInner, y)) {
    return Place::QuadMid;
  }
  const float inward = angle + 66;
  return y > 74.2F + .055F * inward - .0012F * inward * inward ? Place::ThighInUp : Place::ThighInLow;
}

Place Cuts::lower_leg(Vec p, float angle) const {
  const float y = p.y;
  const float behind = wrapped(angle - 180);
  const float tendon =
      mix(34, 31.5F, smooth_step(13, 20, y)) * std::pow(std::clamp((23.5F - y) / 7, 0.F, 1.F), .72F);
  if (y < 23.5F && std::abs(behind) < tendon) return Place::Achilles;
  const float inner_edge = mix(-90, -84, smooth_step(16, 40, y));
  const float crest = mix(-12, -17, smooth_step(13, 34, y));
  const float shin_edge = mix(38, 44, smooth_step(14, 40, y));
  const float outer_edge = mix(132, 112, smooth_step(14, 38, y));
  if (angle > inner_edge && angle <= crest) return Place::ShinInner;
  if (angle > crest && angle <= shin_edge) return Place::ShinMuscle;
  if (angle > shin_edge && angle <= outer_edge) return Place::LegOuter;
  // Rounded lower ends of the two heads of gastrocnemius.
  if (behind > 1.5F)
    return y > 25.6F + .0030F * square(wrapped(angle + 139)) ? Place::CalfInner : Place::CalfLow;
  return y > 28.8F + .0034F * square(wrapped(angle - 148)) ? Place::CalfOuter : Place::CalfLow;
}

}  // namespace sculpture
