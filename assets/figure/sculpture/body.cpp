#include "sculpture/body.h"

namespace sculpture {
namespace {

constexpr float kFar = 1000;  // cm: a part that is not there
constexpr float kApart = 13;  // cm: further than any blend between parts, or a part's shape, can be felt

std::size_t place(Part part) { return static_cast<std::size_t>(part); }

}  // namespace

Body::Body(const Pose& pose, Model model) : pose_(pose) {
  place_foot();
  if (model == Model::FeetAlone) {
    foot_.origin = {5.5F, 0, -2.6F};
    build_foot();
  } else {
    build_torso();
    build_leg();
    build_foot();
    if (pose_.arms) build_arm();
  }
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const Primitive& primitive : primitives_[part]) {
      bounds_[part].include(primitive.bounds().low);
      bounds_[part].include(primitive.bounds().high);
    }
  }
}

void Body::put(Part part, const Primitive& primitive, bool mirrored) {
  primitives_[place(part)].push_back(primitive);
  if (!mirrored) return;
  const Part other = part == Part::ArmLeft ? Part::ArmRight : part == Part::LegLeft ? Part::LegRight : part;
  primitives_[place(other)].push_back(primitive.mirrored());
}

void Body::add(Part part, const Frame& frame, std::span<const Shape> shapes) {
  for (const Shape& shape : shapes) {
    const auto* ellipsoid = std::get_if<Ellipsoid>(&shape);
    const auto* cone = std::get_if<Cone>(&shape);
    const bool alone = (ellipsoid != nullptr && ellipsoid->sides == Sides::MiddleOnly) ||
                       (cone != nullptr && cone->sides == Sides::MiddleOnly);
    put(part, Primitive(shape, frame), !alone);
  }
}

const Loft* Body::add(Part part, const Frame& frame, std::span<const LoftRow> rows, float rounding,
                      float blend) {
  lofts_.push_back(std::make_unique<Loft>(rows, rounding));
  put(part, Primitive(lofts_.back().get(), frame, blend), part != Part::Torso);
  return lofts_.back().get();
}

Body::Nearby Body::nearby(const Window& window) const {
  Nearby nearby;
  const auto meets = [&](const Bounds& bounds) {
    const Vec a = bounds.low - window.centre;
    const Vec b = bounds.high - window.centre;
    const auto overlaps = [&](float c, float d, float from, float to) {
      return std::max(c, d) >= from - window.reach && std::min(c, d) <= to + window.reach;
    };
    return overlaps(dot(a, window.across), dot(b, window.across), window.x0, window.x1) &&
           overlaps(dot(a, window.up), dot(b, window.up), window.y0, window.y1);
  };
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const Primitive& primitive : primitives_[part]) {
      // Turned-out legs are not where their primitives are.
      if (pose_.turn_out != 0 || meets(primitive.bounds())) nearby[part].push_back(&primitive);
    }
  }
  return nearby;
}

float Body::part_distance(const Nearby& nearby, Part part, Vec p) const {
  if (nearby[place(part)].empty()) return kFar;
  const float away = bounds_[place(part)].distance(p);
  if (away > kApart) return away;
  float distance = kFar;
  for (const Primitive* primitive : nearby[place(part)]) distance = primitive->joined(distance, p);
  return distance;
}

float Body::distance(const Nearby& nearby, Vec p, PartDistances* parts) const {
  PartDistances d;
  d.fill(kFar);
  const auto measure = [&](Part part, Part source, Vec at) {
    d[place(part)] = part_distance(nearby, source, at);
  };
  measure(Part::Torso, Part::Torso, p);
  if (pose_.turn_out == 0) {
    for (const Part part : {Part::ArmLeft, Part::ArmRight, Part::LegLeft, Part::LegRight})
      measure(part, part, p);
  } else {  // the pelvis stays; each leg is the left one turned out, or its mirror image
    measure(Part::LegLeft, Part::LegLeft, untwisted(p));
    measure(Part::LegRight, Part::LegLeft, untwisted(mirrored(p)));
  }
  if (parts != nullptr) *parts = d;
  const float legs =
      blend_min(d[place(Part::LegLeft)], d[place(Part::LegRight)], pose_.turn_out != 0 ? 1.6F : 0.8F);
  const float trunk = blend_min(d[place(Part::Torso)], legs, mix(4.5F, 8, smooth_step(-2, 4, p.z)));
  const float armpit = mix(0.4F, 4.5F, smooth_step(122, 142, p.y));  // arms fuse only near the shoulder
  return blend_min(blend_min(trunk, d[place(Part::ArmLeft)], armpit), d[place(Part::ArmRight)], armpit);
}

// Undoes spread and turn-out of the left leg; nothing above the hip.
Vec Body::untwisted(Vec p) const {
  const float below = smooth_step(91, 83, p.y);
  const float own_side = mix(smooth_step(0, 7, std::abs(p.x)), 1, below);
  const Vec hip = {9.5F, 94, 0};
  p = turned_z(p - hip, -pose_.spread * smooth_step(104, 82, p.y) * own_side) + hip;
  const float turn = -pose_.turn_out * smooth_step(106, 74, p.y) * own_side;
  const Vec axis = {mix(9.2F, 9.9F, smooth_step(60, 10, p.y)), 0, mix(0.5F, -2.6F, smooth_step(80, 20, p.y))};
  return turned_y(p - axis, turn) + axis;
}

Vec Body::at_rest(Vec p, const PartDistances& parts) const {
  if (pose_.turn_out == 0) return p;
  const float legs = std::min(parts[place(Part::LegLeft)], parts[place(Part::LegRight)]);
  // The torso does not twist, nor does the front of the pelvis.
  const float t = smooth_step(-3, 3, parts[place(Part::Torso)] - legs) * smooth_step(102, 86, p.y);
  return p * (1 - t) + untwisted(p) * t;
}

}  // namespace sculpture
