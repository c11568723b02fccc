#pragma once
// Marks as a drawing, from the same outlines as the pixels: for print and for the therapist's page.
#include <string>

#include "figure/atlas.h"
#include "figure/paint.h"

namespace figure {

// A whole SVG document, viewBox 0 0 1080 1920: the body flat, tints, hatch, seams, the chosen outline and
// the numbers in their discs. `scale` of the options is what the drawing is meant to be shown at; its
// `seams` counts too, `shadow` does not: paper has no ground. Errors as Atlas::outlines.
base::Result<std::string> to_svg(Atlas& atlas, View view, const Marks& marks,
                                 const PaintOptions& options = {.scale = 1, .shadow = false, .seams = true});

}  // namespace figure
