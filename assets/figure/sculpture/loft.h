#pragma once
// A generalised cylinder along a limb's s axis: the core that gives a body part its silhouette. Immutable
// once made; any thread. Lengths in cm.
#include <array>
#include <span>
#include <vector>

namespace sculpture {

// A section across the limb: a superellipse about (u, w) with a radius of its own to each side.
struct LoftRow {
  float s;
  float u;
  float w;
  float outer;  // radius towards +u
  float inner;  // towards -u
  float front;  // towards +w
  float back;   // towards -w
  float exponent = 2;
};

class Loft {
 public:
  Loft() = default;
  // Contract: at least two rows, s rising. The ends are rounded off over `rounding`.
  Loft(std::span<const LoftRow> rows, float rounding);

  // Roughly the distance from a point in limb coordinates; exact on the surface, negative inside.
  float distance(float u, float s, float w) const;
  // The direction of a point seen from its section's centre, corrected for the radii: 0 front, 90 outer,
  // 180 back, -90 inner.
  float angle(float u, float s, float w) const;
  float first() const { return first_; }
  float last() const { return last_; }
  LoftRow section(float s) const;

 private:
  float first_ = 0;
  float last_ = 0;
  float rounding_ = 1;
  std::vector<LoftRow> sections_;  // every kStep cm from first_
};

}  // namespace sculpture
