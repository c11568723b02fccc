#include "sculpture/camera.h"

#include "base/check.h"

namespace sculpture {
namespace {

using figure::View;

constexpr Vec kX = {1, 0, 0};
constexpr Vec kUp = {0, 1, 0};
constexpr Vec kForward = {0, 0, 1};
constexpr Vec kFromBehind = {-1, 0, 0};
constexpr Vec kFromLeft = {0, 0, -1};

constexpr Fade kNone = {-1000, -999};

constexpr Pose kStanding;
// Seen from the front the toes point down a little, or the feet would be end on.
constexpr Pose kRelaxed = {.foot_pitch = 13, .foot_out = 9};
constexpr Pose kRelaxedLegs = {.foot_pitch = 13, .foot_out = 9, .arms = false};
// The arm forward, or it would hide ribs, hip and iliotibial band.
constexpr Pose kArmForward = {.arm_forward = 21, .elbow = 30, .arm_out = 6, .foot_out = 5};
constexpr Pose kLegs = {.arms = false};
constexpr Pose kLegsFromTheSide = {.foot_out = 5, .arms = false};
constexpr Pose kTurnedOut = {.arms = false, .turn_out = 70, .spread = 1.5};
constexpr Pose kFeet = {.foot_out = 4, .arms = false};

}  // namespace

View source_of(View view) {
  return view == View::Right || view == View::LegsRight ? figure::mirrored(view) : view;
}

Camera camera(View view) {
  BODYMAP_CHECK(source_of(view) == view);
  switch (view) {
    case View::Front: return {kX, kUp, {0, 89.8F, 0}, true, kRelaxed, kNone};
    case View::Back: return {kFromBehind, kUp, {0, 91.2F, 0}, true, kStanding, kNone};
    case View::Left:
    case View::Right: return {kFromLeft, kUp, {0, 91.2F, 6}, false, kArmForward, kNone};
    case View::LegsFront: return {kX, kUp, {0, 49.4F, 0}, true, kRelaxedLegs, {107, 99}};
    case View::LegsBack: return {kFromBehind, kUp, {0, 53.5F, 0}, true, kLegs, {111, 103}};
    case View::LegsLeft:
    case View::LegsRight: return {kFromLeft, kUp, {0, 53.5F, 2}, false, kLegsFromTheSide, {111, 103}};
    case View::UpperFront: return {kX, kUp, {0, 130.5F, 0}, true, kRelaxed, {96, 104, false}};
    case View::UpperBack: return {kFromBehind, kUp, {0, 130.5F, 0}, true, kStanding, {89, 97, false}};
    case View::Inside: return {kX, kUp, {0, 50.5F, 0}, true, kTurnedOut, {108, 100}};
    case View::Soles: break;
  }
  return {kX, kForward, {0, 0, 7}, true, kFeet, kNone, Model::FeetAlone};
}

}  // namespace sculpture
