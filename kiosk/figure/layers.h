#pragma once
// Working pixels, and the layers that a whole view and the choice lens both lay on them. Internal to figure.
// Pure functions.
#include <cstdint>
#include <span>

#include "figure/raster.h"
#include "figure/tone.h"

namespace figure {

struct Pixel {
  Colour colour;
  float alpha = 0;  // 0..1

  void lay_over(const Colour& top, float opacity) {
    const float total = opacity + alpha * (1 - opacity);
    if (total <= 0) return;
    colour = mix(colour, top, opacity / total);
    alpha = total;
  }
};

// Ink, then white, outside the closed loops, which cover `cover`; `line_scale` px of the field to a screen
// px.
void lay_outline(Field<Pixel>& field, std::span<const Polyline> loops, const Field<std::uint8_t>& cover,
                 double line_scale);
// How far beyond its loops an outline reaches, px of the field.
int outline_reach(double line_scale);

// RGBA as in figure/picture.h, row by row. Contract: room for 4 bytes a pixel.
void to_bytes(const Field<Pixel>& field, std::uint8_t* out);

}  // namespace figure
