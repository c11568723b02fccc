// The left arm and hand, cm. Upper arm and forearm in their own coordinates: u outward, s down the limb from
// shoulder or elbow, w forward. The hand: u the thumb's side, s toward the fingertips, w the palm's side.
#include "sculpture/body.h"

namespace sculpture {
namespace {

constexpr LoftRow kUpperArm[] = {{-3, -.6, 0, 3.1, 3.1, 3.3, 3.3},    {2, -.3, 0, 3.8, 3.7, 4.1, 4.2},
                                 {8, 0, 0, 3.6, 3.6, 4.2, 4.2},       {14, 0, 0, 3.15, 3.3, 3.8, 3.9},
                                 {20, 0, -.2, 3.0, 3.1, 3.7, 3.7},    {26, 0, -.4, 2.9, 3.0, 3.2, 3.3},
                                 {31, 0, -.5, 2.75, 2.85, 2.75, 2.7}, {33.5, 0, -.4, 2.3, 2.4, 2.3, 2.2}};

constexpr LoftRow kForearm[] = {{-3.5, .2, .2, 2.1, 2.2, 2.1, 2.1}, {0, .2, .2, 2.75, 2.8, 2.7, 2.6},
                                {4, .1, .2, 3.3, 3.1, 3.1, 3.0},    {8, 0, .2, 3.2, 3.1, 3.1, 2.9},
                                {14, 0, .3, 2.8, 2.7, 2.8, 2.5},    {20, 0, .5, 2.15, 2.1, 2.35, 2.1},
                                {25, 0, .6, 1.85, 1.85, 2.1, 1.95}, {28, 0, .6, 1.75, 1.75, 2.2, 2.1}};

constexpr Shape kUpperArmMuscles[] = {
    Ellipsoid{{.2, 4.4, 0}, {3.9, 9.6, 4.6}, 5.0},               // deltoid
    Spindle{{-.6, 8, 1.6}, {-.4, 28.5, 1.0}, .8, 2.8, .8, 2.0},  // biceps
    Spindle{{0, 7, -1.9}, {0, 27.5, -1.7}, .8, 2.9, .8, 2.0},    // triceps
};
constexpr Shape kForearmMuscles[] = {
    Spindle{{1.6, -3.5, .8}, {.6, 16, .9}, .7, 2.55, .8, 2.6},  // brachioradialis and extensors
    Spindle{{-1.5, -1, .2}, {-.8, 17, .5}, .7, 2.4, .8, 2.6},   // flexors
};
constexpr Shape kElbow[] = {
    Ellipsoid{{0, 30.6, -2.2}, {.9, 1.7, .9}, 2.4},  // olecranon
};

constexpr Shape kPalm[] = {
    Ellipsoid{{0, 1.4, 0}, {2.5, 3.2, 1.8}, 1.8}, Ellipsoid{{.1, 5.0, .1}, {3.7, 4.9, 1.45}, 1.8},
    Ellipsoid{{2.1, 3.6, .8}, {1.5, 3.3, 1.4}, 1.4, {0, 0, -14}},  // ball of the thumb
};
constexpr Shape kThumb[] = {
    Cone{{2.3, 2.6, .9}, {3.7, 6.0, 2.0}, 1.35, 1.05, 1.2},
    Cone{{3.7, 6.0, 2.0}, {3.9, 9.2, 2.9}, 1.0, .78, .5},
};

struct Finger {
  float u;
  float s;  // of the knuckle
  float length;
  float radius;
  float curl;  // degrees at the knuckle
};
constexpr Finger kFingers[] = {
    {2.45, 8.2, 7.4, .93, 11}, {.9, 8.6, 8.2, .95, 13}, {-.75, 8.4, 7.6, .91, 15}, {-2.2, 7.8, 6.0, .8, 17}};

// Softly curled, each bone bent further than the one before.
std::vector<Shape> bones(const Finger& finger) {
  constexpr float kShare[] = {.46F, .32F, .22F};
  constexpr float kBend[] = {1, 2.3F, 3.2F};
  std::vector<Shape> cones;
  Vec from = {finger.u, finger.s, .1F};
  for (int i = 0; i < 3; ++i) {
    const float n = static_cast<float>(i);
    const float bend = radians(finger.curl * kBend[i]);
    const float bone = kShare[i] * finger.length;
    const Vec to = {finger.u * (1 - .06F * (n + 1)), from.y + bone * std::cos(bend),
                    from.z + bone * std::sin(bend)};
    cones.push_back(Cone{from, to, finger.radius * (1 - .07F * n), finger.radius * (.93F - .07F * n),
                         i == 0 ? .7F : .35F});
    from = to;
  }
  return cones;
}

}  // namespace

void Body::build_arm() {
  const auto swung = [&](Vec v) { return turned_x(v, -pose_.arm_forward); };
  const Vec outward = swung(turned_z({1, 0, 0}, pose_.arm_out));
  const Vec down = swung(turned_z({0, -1, 0}, pose_.arm_out));
  const Vec forward = swung({0, 0, 1});
  upper_arm_ = {{15.0F, 146.0F, -2.6F}, outward, down, forward};
  const float c = std::cos(radians(pose_.elbow));
  const float s = std::sin(radians(pose_.elbow));
  forearm_ = {upper_arm_.to_world({-.2F, 30.5F, -.5F}), outward, down * c + forward * s,
              forward * c - down * s};
  add(Part::ArmLeft, upper_arm_, kUpperArm, 2.2F, 1);
  add(Part::ArmLeft, forearm_, kForearm, 1.5F, 4);
  add(Part::ArmLeft, upper_arm_, kUpperArmMuscles);
  add(Part::ArmLeft, forearm_, kForearmMuscles);
  add(Part::ArmLeft, upper_arm_, kElbow);
  build_hand();
}

// Relaxed, the palm toward the thigh.
void Body::build_hand() {
  constexpr float kTurn = 24;  // degrees the thumb's side is turned inward from straight ahead
  const Vec s = unit(forearm_.s - forearm_.u * .03F);
  Vec u = unit(forearm_.w * std::cos(radians(kTurn)) + forearm_.u * (-std::sin(radians(kTurn)) * .35F));
  u = unit(u - s * dot(u, s));
  Vec palm = cross(s, u);
  if (dot(palm, forearm_.u) > 0) palm = palm * -1;
  const Frame hand = {forearm_.to_world({0, 27.6F, .6F}), u, s, palm};
  add(Part::ArmLeft, hand, kPalm);
  for (const Finger& finger : kFingers) add(Part::ArmLeft, hand, bones(finger));
  add(Part::ArmLeft, hand, kThumb);
}

}  // namespace sculpture
