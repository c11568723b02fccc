#pragma once
// The ghost of the last visit's marks: a dotted outline, placed once for pixels and for SVG. Internal to
// figure. Pure functions.
#include <span>

#include "base/secret.h"
#include "figure/layers.h"

namespace figure {

// Evenly along each closed loop, about `spacing` px apart; none on a loop too short for three.
base::SecretVector<Point> ghost_dots(std::span<const Polyline> loops, double spacing);

// `line_scale`: px of the field to a screen px.
void lay_dots(Field<Pixel>& field, std::span<const Point> dots, double line_scale);
// How far beyond its loops a ghost reaches, px of the field.
int ghost_reach(double line_scale);

}  // namespace figure
