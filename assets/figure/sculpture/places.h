#pragma once
// The places of the body the catalogue knows, and their numbers in the id maps. Constants; any thread.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sculpture {

// In the catalogue's order.
enum class Place : std::uint8_t {
  Head,
  NeckFront,
  NeckBack,
  ShoulderTop,
  Shoulder,
  ArmUpper,
  ForearmHand,
  Chest,
  SideTrunk,
  Abdomen,
  BackUpper,
  BackMid,
  BackLow,
  SpineLow,
  Sacrum,
  SiJoint,
  GluteUpper,
  Glute,
  SitBone,
  HipFront,
  HipSide,
  Groin,
  QuadMid,
  QuadOuter,
  QuadInner,
  ItBand,
  ThighInUp,
  ThighInLow,
  HamOuter,
  HamInner,
  KneeCap,
  KneeBelow,
  KneeOuter,
  KneeInner,
  KneeBack,
  ShinMuscle,
  ShinInner,
  LegOuter,
  CalfOuter,
  CalfInner,
  CalfLow,
  Achilles,
  AnkleOuter,
  AnkleInner,
  FootTop,
  FootOuter,
  HeelBack,
  HeelUnder,
  Arch,
  FootBall,
  BigToe
};

using Label = std::uint8_t;  // a region's number: its line in regions.tsv, from 1
inline constexpr Label kNothing = 0;
inline constexpr Label kOtherHalf = 255;  // beyond the midline of a view of which one half is traced

// "calf_outer.L" for each label from 1.
const std::vector<std::string>& codes();
Label label_of(Place place, bool left);
// The same place on the other side; a place on the midline is its own mirror image.
Label mirrored(Label label);

}  // namespace sculpture
