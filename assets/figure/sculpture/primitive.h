#pragma once
// What the body is modelled with: ellipsoids, round cones, muscle bellies and lofts, as signed distances.
// Plain values. Lengths in cm.
#include <cstdint>
#include <variant>

#include "sculpture/loft.h"
#include "sculpture/vec.h"

namespace sculpture {

enum class Add : std::uint8_t { Flesh, Hollow };       // joined to the part, or carved out of it
enum class Sides : std::uint8_t { Both, MiddleOnly };  // with its mirror image, or alone on the midline

struct Ellipsoid {
  Vec centre;
  Vec radii;
  float blend;  // the distance over which it runs into the part
  Vec turn{};   // about u, then s, then w
  Add add = Add::Flesh;
  Sides sides = Sides::Both;
};

struct Cone {  // with round ends
  Vec from;
  Vec to;
  float from_radius;
  float to_radius;
  float blend;
  Add add = Add::Flesh;
  Sides sides = Sides::Both;
};

struct Spindle {  // a muscle belly that ends in its tendons without a crease
  Vec from;
  Vec to;
  float tendon_radius;
  float belly_radius;
  float fullness;  // below 1 for a long full belly
  float blend;
};

using Shape = std::variant<Ellipsoid, Cone, Spindle>;

enum class Part : std::uint8_t { Torso, ArmLeft, ArmRight, LegLeft, LegRight };
inline constexpr std::size_t kParts = 5;

struct Bounds {
  Vec low{1e9F, 1e9F, 1e9F};
  Vec high{-1e9F, -1e9F, -1e9F};
  void include(Vec p);
  float distance(Vec p) const;  // 0 inside
};

// A shape placed in the world.
class Primitive {
 public:
  Primitive(const Shape& shape, const Frame& frame);
  // `loft` must outlive it.
  Primitive(const Loft* loft, const Frame& frame, float blend);

  Primitive mirrored() const;
  // Exact or nearly so on the surface, negative inside; away from it a step of 0.7 times this is safe.
  float distance(Vec p) const;
  // Joins it to a part whose distance at p is `part` so far.
  float joined(float part, Vec p) const;
  const Bounds& bounds() const { return bounds_; }

 private:
  enum class Kind : std::uint8_t { Ellipsoid, Cone, Spindle, Loft };
  void place(const Ellipsoid& shape, const Frame& frame);
  void place(const Cone& shape, const Frame& frame);
  void place(const Spindle& shape, const Frame& frame);
  void find_bounds();
  Vec local(Vec p) const { return frame_.to_local(p); }
  float ellipsoid_distance(Vec p) const;
  float cone_distance(Vec p) const;
  float spindle_distance(Vec p) const;

  Kind kind_ = Kind::Ellipsoid;
  Add add_ = Add::Flesh;
  float blend_ = 0;
  Frame frame_;  // of an ellipsoid or a loft
  Vec radii_;
  Vec from_;
  Vec to_;
  float from_radius_ = 0;
  float to_radius_ = 0;
  float fullness_ = 1;
  const Loft* loft_ = nullptr;
  Bounds bounds_;
  // distance() is at least this share of the distance to the bounds.
  float bounds_share_ = 1;
};

}  // namespace sculpture
