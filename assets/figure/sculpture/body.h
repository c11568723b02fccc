#pragma once
// The runner in a pose: all primitives, joined into one surface. Immutable once made; any thread.
#include <array>
#include <memory>
#include <span>
#include <vector>

#include "sculpture/primitive.h"

namespace sculpture {

// Degrees.
struct Pose {
  float arm_forward = 4;
  float elbow = 12;
  float arm_out = 11;
  float foot_pitch = 0;  // toes down
  float foot_out = 10;
  bool arms = true;
  // The legs turned out about their own axes and spread, so that their insides face the viewer.
  float turn_out = 0;
  float spread = 0;
};

enum class Model : std::uint8_t { Whole, FeetAlone };  // FeetAlone: side by side, for the soles

// The distance of each part, by Part.
using PartDistances = std::array<float, kParts>;

class Body {
 public:
  Body(const Pose& pose, Model model);

  // The primitives that can be felt in one place, by part.
  using Nearby = std::array<std::vector<const Primitive*>, kParts>;
  // Those for points from which every surface further away than `reach` cm, seen along `across` and `up`,
  // is of no account: the box is in the viewer's coordinates.
  struct Window {
    Vec across, up, centre;
    float x0, x1, y0, y1;  // cm from the centre
    float reach;
  };
  Nearby nearby(const Window& window) const;

  // Distance to the surface (a step of 0.7 times it is safe; 0.5 with the legs turned out), negative inside.
  float distance(const Nearby& nearby, Vec p, PartDistances* parts = nullptr) const;
  // Where a point of the surface lies on the body before the legs were turned out: there the regions are cut.
  Vec at_rest(Vec p, const PartDistances& parts) const;

  const Pose& pose() const { return pose_; }
  const Frame& upper_arm() const { return upper_arm_; }
  const Frame& forearm() const { return forearm_; }
  const Frame& foot() const { return foot_; }
  const Loft& leg() const { return *leg_; }

 private:
  void add(Part part, const Frame& frame, std::span<const Shape> shapes);
  const Loft* add(Part part, const Frame& frame, std::span<const LoftRow> rows, float rounding, float blend);
  void put(Part part, const Primitive& primitive, bool mirrored);
  void build_torso();
  void build_leg();
  void place_foot();
  void build_foot();
  void build_arm();
  void build_hand();
  float part_distance(const Nearby& nearby, Part part, Vec p) const;
  Vec untwisted(Vec p) const;

  Pose pose_;
  Frame upper_arm_;
  Frame forearm_;
  Frame foot_;
  std::vector<std::unique_ptr<Loft>> lofts_;
  const Loft* leg_ = nullptr;
  std::array<std::vector<Primitive>, kParts> primitives_;
  std::array<Bounds, kParts> bounds_;
};

}  // namespace sculpture
