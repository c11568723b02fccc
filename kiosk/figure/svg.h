#pragma once
// Marks as a drawing, from the same outlines and colours as the pixels: the one function that draws them for
// the therapist's page, for print and at a shell.
#include <array>
#include <string>

#include "figure/atlas.h"
#include "figure/colours.h"
#include "figure/paint.h"

namespace figure {

// Screen px per canvas px of the therapist's sheet: its hatch and dots stand wider apart than on the kiosk,
// or they would be grey on its small body.
inline constexpr double kSheetScale = 0.64;

// How a mark is drawn in SVG, for whoever lays it over the body's picture: paths of the region's outline, one
// on the other. What they come to is the painter's tint.
struct SvgLayer {
  Rgb fill;
  double opacity = 1;
  bool multiplied = false;  // `mix-blend-mode: multiply`
};
// Contract: 1 <= level <= 10.
std::array<SvgLayer, 3> tint_layers(int level);

// The marks of one view as one <g class="marks">, to be laid over a picture of the view's unmarked body
// (Painter without marks and seams) in an SVG of the canvas's px; empty if the view shows none of them.
// Without style, so that a page whose policy forbids it in the markup shows it all the same:
//   <g class="tint lv7" data-region data-level> three paths: the lift, the class "tint-deep", which the place
//   that shows it must give `mix-blend-mode: multiply`, and some of the level flat on top ("tint-flat") <path
//   class="hatched" data-region>, its pattern before it under the id "avoid" <g class="ghost" data-region>
//   dots along a mark of the last visit
// `scale` of the options is what the drawing is meant to be shown at; the rest of them does not count, nor
// does the chosen outline. Errors as Atlas::outlines. Contract: levels 1..10.
base::Result<std::string> marks_svg(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options);

// A whole SVG document, viewBox 0 0 1080 1920: the body flat, the same marks on it, seams, the chosen outline
// and the numbers in their discs. The options' `seams` counts too, `shadow` does not: paper has no ground.
base::Result<std::string> to_svg(Atlas& atlas, View view, const Marks& marks,
                                 const PaintOptions& options = {.scale = 1, .shadow = false, .seams = true});

}  // namespace figure
