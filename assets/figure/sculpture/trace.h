#pragma once
// The body seen by a camera: which place each ray meets, and how the surface lies there.
#include <vector>

#include "sculpture/camera.h"
#include "sculpture/grid.h"
#include "sculpture/places.h"

namespace sculpture {

struct Resolution {
  int width = 0;    // px of the picture
  int height = 0;   // px
  int samples = 1;  // rays a px, each way
};

// The surface in one px of the picture: means over the rays that meet it.
struct Surface {
  Vec normal;          // screen space: right, up, toward the viewer; unit or zero
  float open = 0;      // 1 in the open, 0 in a deep crease
  float coverage = 0;  // of the px, faded where the body is cut
};

struct Traced {
  bool half = false;   // of a symmetric view only the right-hand half is there
  Grid<Label> labels;  // one a ray; kNothing beside the body and where it has faded to less than half
  Grid<Surface> surface;
};

// `canvas_cm`: the height of the picture on the body. Seconds to minutes of every core.
Traced trace(const Camera& camera, float canvas_cm, const Resolution& resolution, unsigned threads);

// The whole of a symmetric view from its half.
Grid<Surface> unfolded(const Grid<Surface>& right_half);
// The mirror image.
Grid<Surface> flipped(const Grid<Surface>& surface);

}  // namespace sculpture
