#include "sculpture/primitive.h"

namespace sculpture {

void Bounds::include(Vec p) {
  low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
  high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
}

float Bounds::distance(Vec p) const {
  const float x = std::max({low.x - p.x, p.x - high.x, 0.F});
  const float y = std::max({low.y - p.y, p.y - high.y, 0.F});
  const float z = std::max({low.z - p.z, p.z - high.z, 0.F});
  return std::sqrt(x * x + y * y + z * z);
}

Primitive::Primitive(const Shape& shape, const Frame& frame) {
  std::visit([&](const auto& known) { place(known, frame); }, shape);
  find_bounds();
}

Primitive::Primitive(const Loft* loft, const Frame& frame, float blend)
    : kind_(Kind::Loft), blend_(blend), frame_(frame), loft_(loft) {
  find_bounds();
}

void Primitive::place(const Ellipsoid& shape, const Frame& frame) {
  kind_ = Kind::Ellipsoid;
  add_ = shape.add;
  blend_ = shape.blend;
  radii_ = shape.radii;
  const auto turned = [&](Vec v) {
    return frame.direction(turned_z(turned_y(turned_x(v, shape.turn.x), shape.turn.y), shape.turn.z));
  };
  frame_ = {frame.to_world(shape.centre), turned({1, 0, 0}), turned({0, 1, 0}), turned({0, 0, 1})};
}

void Primitive::place(const Cone& shape, const Frame& frame) {
  kind_ = Kind::Cone;
  add_ = shape.add;
  blend_ = shape.blend;
  from_ = frame.to_world(shape.from);
  to_ = frame.to_world(shape.to);
  from_radius_ = shape.from_radius;
  to_radius_ = shape.to_radius;
}

void Primitive::place(const Spindle& shape, const Frame& frame) {
  kind_ = Kind::Spindle;
  blend_ = shape.blend;
  from_ = frame.to_world(shape.from);
  to_ = frame.to_world(shape.to);
  from_radius_ = shape.tendon_radius;
  to_radius_ = shape.belly_radius;
  fullness_ = shape.fullness;
}

void Primitive::find_bounds() {
  if (kind_ == Kind::Ellipsoid) {
    const auto reach = [&](float u, float s, float w) {
      return std::sqrt(square(u * radii_.x) + square(s * radii_.y) + square(w * radii_.z));
    };
    const Vec r = {reach(frame_.u.x, frame_.s.x, frame_.w.x), reach(frame_.u.y, frame_.s.y, frame_.w.y),
                   reach(frame_.u.z, frame_.s.z, frame_.w.z)};
    bounds_.include(frame_.origin - r);
    bounds_.include(frame_.origin + r);
    // The ellipsoid's distance is the least of the true one on a diagonal, far away.
    const float longest = std::max({radii_.x, radii_.y, radii_.z});
    const float shortest = std::min({radii_.x, radii_.y, radii_.z});
    bounds_share_ = 2 / (longest / shortest + shortest / longest);
  } else if (kind_ == Kind::Loft) {
    bounds_share_ = 0.6F;
    for (float s = loft_->first(); s < loft_->last() + 0.5F; s += 0.5F) {
      const LoftRow row = loft_->section(s);
      for (const float u : {row.u + row.outer, row.u - row.inner}) {
        for (const float w : {row.w + row.front, row.w - row.back})
          bounds_.include(frame_.to_world({u, std::min(s, loft_->last()), w}));
      }
    }
  } else {
    const float r = std::max(from_radius_, to_radius_);
    for (const Vec& end : {from_, to_}) {
      bounds_.include(end - Vec{r, r, r});
      bounds_.include(end + Vec{r, r, r});
    }
  }
}

Primitive Primitive::mirrored() const {
  Primitive other = *this;
  for (Vec* v :
       {&other.from_, &other.to_, &other.frame_.origin, &other.frame_.u, &other.frame_.s, &other.frame_.w}) {
    *v = sculpture::mirrored(*v);
  }
  other.bounds_.low.x = -bounds_.high.x;
  other.bounds_.high.x = -bounds_.low.x;
  return other;
}

float Primitive::ellipsoid_distance(Vec p) const {
  const Vec l = local(p);
  const Vec e = {l.x / radii_.x, l.y / radii_.y, l.z / radii_.z};
  const float k0 = length(e);
  const float k1 = length({e.x / radii_.x, e.y / radii_.y, e.z / radii_.z});
  return k0 < 1e-4F ? -std::min({radii_.x, radii_.y, radii_.z}) : k0 * (k0 - 1) / k1;
}

float Primitive::cone_distance(Vec p) const {
  const Vec axis = to_ - from_;
  const Vec from = p - from_;
  const float l2 = dot(axis, axis);
  const float taper = from_radius_ - to_radius_;
  const float a2 = l2 - taper * taper;
  const float y = dot(from, axis);
  const float z = y - l2;
  const Vec across = from * l2 - axis * y;
  const float x2 = dot(across, across);
  const float y2 = y * y * l2;
  const float z2 = z * z * l2;
  const float k = (taper > 0 ? 1.F : -1.F) * taper * taper * x2;
  if ((z > 0 ? 1.F : -1.F) * a2 * z2 > k) return std::sqrt(x2 + z2) / l2 - to_radius_;
  if ((y > 0 ? 1.F : -1.F) * a2 * y2 < k) return std::sqrt(x2 + y2) / l2 - from_radius_;
  return (std::sqrt(x2 * a2 / l2) + y * taper) / l2 - from_radius_;
}

float Primitive::spindle_distance(Vec p) const {
  const Vec axis = to_ - from_;
  const Vec from = p - from_;
  const float t = std::clamp(dot(from, axis) / dot(axis, axis), 0.F, 1.F);
  const float rise = std::max(std::sin(3.14159F * t), 1e-4F);
  const float full = 1.25F * rise * rise / (rise + 0.25F);  // no slope at the ends: no crease at the tendons
  return length(from - axis * t) - mix(from_radius_, to_radius_, std::pow(full, fullness_));
}

float Primitive::distance(Vec p) const {
  switch (kind_) {
    case Kind::Ellipsoid: return ellipsoid_distance(p);
    case Kind::Cone: return cone_distance(p);
    case Kind::Spindle: return spindle_distance(p);
    case Kind::Loft: break;
  }
  const Vec l = local(p);
  return loft_->distance(l.x, l.y, l.z);
}

float Primitive::joined(float part, Vec p) const {
  // Too far away to be felt: most primitives are, nearly everywhere.
  const float least = bounds_.distance(p) * bounds_share_;
  if (add_ == Add::Flesh) return least >= part + blend_ ? part : blend_min(part, distance(p), blend_);
  return least >= blend_ - part ? part : blend_max(part, -distance(p), blend_);
}

}  // namespace sculpture
