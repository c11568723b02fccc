// Which part of the body a point belongs to, and the cuts of arm and trunk.
#include "sculpture/cuts.h"

#include "sculpture/cut_shapes.h"

namespace sculpture {
namespace {

constexpr Knot kArmpit[] = {{118, 15.8}, {122, 15.3}, {126, 14.9}, {130, 14.6},
                            {134, 14.5}, {140, 14.7}, {150, 15}};

constexpr Knot kJaw[] = {{-9, 166.2}, {-4, 165.8}, {-1, 164.2}, {2, 161.8}, {5, 160.4}, {9, 160}};  // y by z
constexpr Knot kCollarBone[] = {{0, 148.4}, {2, 148.0},  {5, 148.6},
                                {9, 149.5}, {13, 149.3}, {17, 150.4}};  // y by x
constexpr Knot kChestLow[] = {{0, 131.6},  {3, 130.8}, {7, 130.6}, {10.5, 131.8},
                              {13, 134.6}, {15, 138},  {18, 142}};  // y by x
constexpr Knot kFlankSide[] = {{104, -4.4}, {112, -3.0}, {118, -1.4},
                               {126, 0},    {138, 1.6},  {148, 1.0}};  // front, back of the trunk: z by y
constexpr Knot kFlankBack[] = {{104, 9.6},  {110, 8.8},  {116, 8.6}, {122, 9.4},
                               {128, 10.8}, {134, 12.4}, {140, 15}};  // x by y
constexpr Knot kScapulaLow[] = {{0, 128.4},  {4, 127.9}, {8, 128.2},
                                {11, 129.8}, {13, 132},  {16, 136}};  // y by x

// Behind, the skull's edge rises to the middle, as its base does under the hair; level, it looks like a
// helmet's.
float skull_edge(float x, float z) {
  const float behind = 1 - smooth_step(-4, -1, z);
  return curve(kJaw, z) + behind * (2.7F * std::exp(-square(x / 3.8F)) - .6F);
}

std::size_t index(Part part) { return static_cast<std::size_t>(part); }

}  // namespace

Label Cuts::label(Vec p, const PartDistances& parts) const {
  const bool left = p.x >= 0 || turned_out();
  if (!left) p.x = -p.x;
  const float arm_distance = parts[index(left ? Part::ArmLeft : Part::ArmRight)];
  const float leg_distance = parts[index(left ? Part::LegLeft : Part::LegRight)];
  return label_of(place(p, parts[index(Part::Torso)], arm_distance, leg_distance), left);
}

Label Cuts::sole_label(Vec p) const {
  const bool left = p.x >= 0;
  return label_of(sole(body_.foot().to_local({std::abs(p.x), p.y, p.z})), left);
}

Place Cuts::place(Vec p, float torso_distance, float arm_distance, float leg_distance) const {
  if (body_.pose().arms) {
    if (p.y > 126 && arm_distance < 5 && in_shoulder_cap(p)) return Place::Shoulder;
    if (on_arm(p, torso_distance, arm_distance, leg_distance)) return arm(p);
  }
  if (on_foot(p)) {
    const Vec f = body_.foot().to_local(p);
    const float angle = body_.leg().angle(p.x, std::max(p.y, 4.F), p.z);
    const bool behind = f.y < -1.5F && f.z > 1 && std::abs(wrapped(angle - 180)) < 62;
    return behind ? (f.z < 6.3F ? Place::HeelBack : Place::Achilles) : foot(p);
  }
  if (p.y < 80) return leg(p);
  return p.y > 109 ? torso(p) : pelvis(p);
}

bool Cuts::on_arm(Vec p, float torso_distance, float arm_distance, float leg_distance) const {
  const bool beside_the_trunk = p.y > 120 && arm_distance < 3 && body_.pose().arm_forward < 10;
  return beside_the_trunk ? p.x > curve(kArmpit, p.y) : arm_distance < std::min(leg_distance, torso_distance);
}

bool Cuts::on_foot(Vec p) const {
  const Vec f = body_.foot().to_local(p);
  return p.y < 15 && (f.y > 4.2F || f.z < 4.2F + .2F * std::max(0.F, 3 - std::abs(f.y)));
}

// An oval seen from the front, the side and the back.
bool Cuts::in_shoulder_cap(Vec p) const {
  const Vec l = body_.upper_arm().to_local(p);
  const float t = (l.y - 4.2F) / 11.2F;
  const float across = 5.0F * (1 - .22F * t);
  return std::pow(std::abs(l.x - 1.35F) / across, 2.1F) + t * t + square(l.z / (9.0F * (1 - .45F * t))) < 1;
}

Place Cuts::arm(Vec p) const {
  const Vec f = body_.forearm().to_local(p);
  return f.y > .6F + .25F * f.z ? Place::ForearmHand : Place::ArmUpper;
}

Place Cuts::torso(Vec p) const {
  const auto [x, y, z] = p;
  const float collar = 150.8F + .105F * x * x - 2.4F * std::exp(-square(x / 1.8F));  // down to the notch
  if (y > 150) {
    if (y > skull_edge(x, z)) return Place::Head;
    const float side = mix(-1.8F, -2.6F, smooth_step(152, 163, y));
    if (z > side && y > collar) return Place::NeckFront;
    if (z <= side && y > 151.2F + .09F * x * x) return Place::NeckBack;
  }
  const float side = y > 144 ? mix(1.2F, -2.2F, smooth_step(144, 150, y)) : curve(kFlankSide, y);
  if (z > side) {
    if (y > curve(kCollarBone, x)) return y > collar ? Place::NeckFront : Place::ShoulderTop;
    if (y > curve(kChestLow, x)) return Place::Chest;
    return x < curve(cuts::kFlankFront, y) ? Place::Abdomen : Place::SideTrunk;
  }
  if (y > 142.8F + .42F * x - .011F * x * x) return Place::ShoulderTop;
  if (y > curve(kScapulaLow, x)) return Place::BackUpper;
  const float low_top = 118.2F + .02F * x * x - .08F * x;
  if (y <= low_top && x < 2.75F) return Place::SpineLow;
  if (x > curve(kFlankBack, y)) return Place::SideTrunk;
  return y > low_top ? Place::BackMid : Place::BackLow;
}

}  // namespace sculpture
