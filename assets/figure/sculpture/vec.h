#pragma once
// Vectors, and the small arithmetic the sculpture is made with. Lengths in cm; +x is the client's left,
// +y up, +z forward; angles in degrees. Pure functions.
#include <algorithm>
#include <cmath>

namespace sculpture {

struct Vec {
  float x = 0;
  float y = 0;
  float z = 0;
};

inline Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec operator*(Vec a, float s) { return {a.x * s, a.y * s, a.z * s}; }
inline float dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Vec cross(Vec a, Vec b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(Vec a) { return std::sqrt(dot(a, a)); }
inline Vec unit(Vec a) { return a * (1 / (length(a) + 1e-12F)); }
inline Vec mirrored(Vec a) { return {-a.x, a.y, a.z}; }

inline float square(float x) { return x * x; }
inline float mix(float a, float b, float t) { return a + (b - a) * t; }
// 0 at `from`, 1 at `to` (which may be the smaller), flat at both ends.
inline float smooth_step(float from, float to, float x) {
  const float t = std::clamp((x - from) / (to - from), 0.F, 1.F);
  return t * t * (3 - 2 * t);
}

inline float degrees(float radians) { return radians * 57.29578F; }
inline float radians(float degrees) { return degrees * 0.01745329F; }
// An angle as -180..180.
inline float wrapped(float a) {
  while (a > 180) a -= 360;
  while (a < -180) a += 360;
  return a;
}

// Minimum and maximum that run into each other over a distance `k`: two surfaces blended into one.
inline float blend_min(float a, float b, float k) {
  if (k <= 0) return std::min(a, b);
  const float h = std::max(k - std::abs(a - b), 0.F) / k;
  return std::min(a, b) - h * h * h * k * (1 / 6.F);
}
inline float blend_max(float a, float b, float k) { return -blend_min(-a, -b, k); }

inline Vec turned_x(Vec v, float a) {
  const float c = std::cos(radians(a));
  const float s = std::sin(radians(a));
  return {v.x, c * v.y - s * v.z, s * v.y + c * v.z};
}
inline Vec turned_y(Vec v, float a) {
  const float c = std::cos(radians(a));
  const float s = std::sin(radians(a));
  return {c * v.x + s * v.z, v.y, -s * v.x + c * v.z};
}
inline Vec turned_z(Vec v, float a) {
  const float c = std::cos(radians(a));
  const float s = std::sin(radians(a));
  return {c * v.x - s * v.y, s * v.x + c * v.y, v.z};
}

// A limb's own axes. In a limb's coordinates x is u, y is s and z is w.
struct Frame {
  Vec origin{0, 0, 0};
  Vec u{1, 0, 0};
  Vec s{0, 1, 0};
  Vec w{0, 0, 1};
  Vec direction(Vec v) const { return u * v.x + s * v.y + w * v.z; }
  Vec to_world(Vec v) const { return origin + direction(v); }
  Vec to_local(Vec p) const {
    const Vec q = p - origin;
    return {dot(q, u), dot(q, s), dot(q, w)};
  }
};

}  // namespace sculpture
