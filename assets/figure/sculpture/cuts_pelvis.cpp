// The cuts of hip and buttock: front by x, side by an oval round the trochanter, back by the angle about the
// body's own axis (0 front, 90 side, 180 back).
#include "sculpture/cut_shapes.h"
#include "sculpture/cuts.h"

namespace sculpture {
namespace {

constexpr Knot kInguinal[] = {{0, 89.2},     {1.5, 89.6}, {4, 92.4}, {7, 96.8}, {10, 101.3},
                              {12.5, 105.2}, {14, 107.4}, {18, 109}};  // lower edge of the abdomen, y by x
constexpr Knot kHipFrontLow[] = {{4, 90}, {6, 91.2}, {9, 92.0}, {12, 93.6}, {14, 95.5}, {17, 99}};
constexpr Knot kIliacCrest[] = {{0, 102},    {4, 104.5}, {7, 106.4},
                                {11, 107.6}, {15, 107},  {19, 106.4}};  // y by x
constexpr Knot kGluteTop[] = {{80, 98.4},   {95, 98},     {108, 97.6}, {120, 98.2}, {135, 99.8},
                              {150, 101.4}, {165, 102.6}, {180, 103}};  // gluteus medius, maximus: y by angle
constexpr Knot kGluteFold[] = {{88, 87},    {108, 86}, {125, 85.6},
                               {145, 85.6}, {165, 86}, {180, 87}};  // y by angle
constexpr Knot kSitBoneTop[] = {{0, 92.4},
                                {3, 91.6},
                                {6.5, 89.7},
                                {10, 87.4},
                                {12.8, 85.4}};  // y by x, along the fibres of gluteus maximus
constexpr Knot kSitBoneLow[] = {{0, 82.8}, {4, 82.2}, {8, 82.7}, {11, 84.0}, {12.8, 85.4}};

constexpr float kLegTop = 97;  // the leg's angles count up to here

Vec below_leg_top(Vec p) { return {p.x, std::min(p.y, kLegTop), p.z}; }

}  // namespace

Place Cuts::pelvis(Vec p) const {
  const float angle = degrees(std::atan2(p.x / 16, p.z / 10));
  const float up = p.y - 92.6F;
  if (p.x > 8 && cuts::inside(angle - 92, up, 38 + .9F * up, up > 0 ? 7.6F : 10.5F)) return Place::HipSide;
  // At the crotch the rim belongs to the side that sees it.
  const bool rim = p.y < 89 && p.x < 4 && !turned_out();
  const bool back = p.z < (rim ? .3F : -1.5F + 1.5F * smooth_step(8, 14, p.x));
  return back ? pelvis_back(p, angle) : pelvis_front(p, angle);
}

Place Cuts::pelvis_front(Vec p, float angle) const {
  const float x = p.x;
  const float y = p.y;
  const float crest = curve(kIliacCrest, x);
  if (y > curve(kInguinal, x) && (x < 13.5F || y > 103) && (angle < 58 || y > crest))
    return x < curve(cuts::kFlankFront, y) ? Place::Abdomen : Place::SideTrunk;
  if (angle > 58 && y > 96) return y > crest ? Place::SideTrunk : Place::GluteUpper;
  const float groin_side = 6.4F - .10F * (96 - y);  // hip flexor, groin: x
  if (y > curve(kHipFrontLow, x) && x >= groin_side && angle < 60) return Place::HipFront;
  const float groin_low = 82.6F + .11F * x * x - .9F * x * (x < 4 ? 1 : 4 / x);
  if (x < groin_side + .01F && y > groin_low && body_.leg().angle(x, std::min(y, kLegTop), p.z) > -100)
    return Place::Groin;
  return leg(below_leg_top(p));
}

Place Cuts::pelvis_back(Vec p, float angle) const {
  const float x = p.x;
  const float y = p.y;
  if (x < 4 * std::pow(std::clamp((y - 91.5F) / 9, 0.F, 1.F), .7F) && y < 104.4F + .02F * x * x)
    return Place::Sacrum;
  const float crest = curve(kIliacCrest, x);
  if (y < crest && cuts::inside(x - 4.2F, y - 105.6F, 6, 7)) return Place::SiJoint;
  if (turned_out() && y < 92 && x < 9) return leg(below_leg_top(p));  // no buttock between the legs
  if (y > crest) return torso(p);
  if (y > curve(kGluteTop, angle)) return Place::GluteUpper;
  if (x < 12.8F && y < curve(kSitBoneTop, x) && y > curve(kSitBoneLow, x)) return Place::SitBone;
  return y > curve(kGluteFold, angle) ? Place::Glute : leg(below_leg_top(p));
}

}  // namespace sculpture
