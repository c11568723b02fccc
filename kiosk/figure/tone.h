#pragma once
// How light and marks become colour: the porcelain ramp, the tint, the ground shadow. Internal to figure.
// Pure functions.
#include <array>
#include <span>

#include "figure/colours.h"
#include "figure/shape.h"
#include "figure/view.h"

namespace figure {

struct Colour {  // 0..255 a channel, before rounding
  float r = 0;
  float g = 0;
  float b = 0;
};

inline constexpr Colour kWhite{255, 255, 255};

inline Colour colour(Rgb from) {
  return {static_cast<float>(from.r), static_cast<float>(from.g), static_cast<float>(from.b)};
}

inline Colour mix(const Colour& a, const Colour& b, float t) {
  return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

// A level's colour `level` as it shows on a body of colour `body`.
Colour tinted(const Colour& body, const Colour& level);

// The clay's lightness, a byte, to porcelain.
std::array<Colour, 256> porcelain_ramp();

// The ground under one foot: darkest in the middle of a flat ellipse. Canvas px.
struct GroundShadow {
  float x, y, rx, ry;
  Box box() const;
  // 0.34 in the middle, 0.12 at six tenths, nothing at the rim.
  float opacity(float at_x, float at_y) const;
};

// None for Soles, which are seen from below.
std::span<const GroundShadow> ground_shadows(View view);

}  // namespace figure
