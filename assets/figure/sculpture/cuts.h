#pragma once
// The cuts that divide the surface into places: first the body part that owns a point, then smooth curves in
// that part's own coordinates. Written for the left half; the right one is its exact mirror image. A cut is
// never a test on the primitives: two parts meet in a blended surface, where ownership wobbles.
#include "sculpture/body.h"
#include "sculpture/places.h"

namespace sculpture {

class Cuts {
 public:
  // `body` must outlive it.
  explicit Cuts(const Body& body) : body_(body) {}

  // `p`: a point of the surface, at rest; `parts`: each part's distance there.
  Label label(Vec p, const PartDistances& parts) const;
  // The same for a foot seen from below.
  Label sole_label(Vec p) const;

 private:
  // x >= 0 in all of these.
  Place place(Vec p, float torso, float arm, float leg) const;
  bool on_arm(Vec p, float torso, float arm, float leg) const;
  bool in_shoulder_cap(Vec p) const;
  bool on_foot(Vec p) const;
  Place arm(Vec p) const;
  Place torso(Vec p) const;
  Place pelvis(Vec p) const;
  Place pelvis_front(Vec p, float angle) const;
  Place pelvis_back(Vec p, float angle) const;
  Place leg(Vec p) const;
  Place thigh(Vec p, float angle) const;
  Place lower_leg(Vec p, float angle) const;
  Place ankle(Vec p, float angle) const;
  Place foot(Vec p) const;
  Place sole(Vec p) const;
  bool turned_out() const { return body_.pose().turn_out != 0; }

  const Body& body_;
};

}  // namespace sculpture
