#pragma once
// What the choice lens shows: a part of a painted view enlarged, with one region as what the finger may have
// meant. Lines are drawn at the enlarged size, so that they stay sharp. Pure functions; any thread.
#include "figure/outline.h"
#include "figure/picture.h"
#include "figure/shape.h"
#include "intake/region.h"

namespace figure {

struct Magnified {
  Box part;       // canvas px; not empty, within the canvas
  int width = 0;  // px of the picture it becomes
  int height = 0;
  double line_scale = 1;         // of those px per screen px, in which widths of lines are meant; above 0
  intake::RegionCode candidate;  // filled and outlined
  bool operator==(const Magnified&) const = default;
};

// `body`: that part as Painter::part_without_seams() gives it. Some ms for each 100,000 px.
Picture magnify(const Picture& body, const Outlines& outlines, const Magnified& wanted);

}  // namespace figure
