#pragma once
// Marks to pixels, on the CPU, the same bytes every time. A Painter knows what one view's picture shows and
// paints only what changes; the picture itself is the caller's, on the GPU or in memory. Belongs to one
// thread. What it knows and paints is what a client said: paint no marks (or drop it) when the visit is
// wiped. Not painted here: numbers (the screens draw discs at Shape::inscribed), words, and, unless asked,
// seams.
#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "figure/atlas.h"
#include "figure/picture.h"
#include "intake/region.h"

namespace figure {

struct Mark {
  intake::RegionCode region;
  int level = 0;       // 1..10
  float strength = 1;  // 0..1: how far the tint has come (a fill in motion, the glow of the first screen)
  bool operator==(const Mark&) const = default;
};

struct Marks {
  base::SecretVector<Mark> levels;
  base::SecretVector<intake::RegionCode> avoid;  // please don't touch; wins over a level
  base::SecretVector<intake::RegionCode> last;   // marked at the last visit: a dotted ghost, over any mark
  intake::RegionCode chosen;                     // outlined; the empty code for none
};

struct PaintOptions {
  // Screen px per canvas px at which the picture will be shown: outline, hatch, seams and the cut edge
  // keep their widths on the screen. Above 0.
  double scale = 1;
  bool shadow = true;  // the ground under the feet
  // Draw the seams into the picture, under the chosen outline. Without it they are the caller's to draw
  // from Outlines::seams().
  bool seams = false;
  bool operator==(const PaintOptions&) const = default;
};

// A part of a view's picture: RGBA as in figure/picture.h, row by row, of the box's size.
struct Patch {
  Box box;  // canvas px
  base::SecretVector<std::uint8_t> rgba;
};

class Painter {
 public:
  // Reads the view's light and outlines: some tens of ms. Absent, Io, Parse.
  // The painter may outlive neither the atlas nor this thread's use of it.
  static base::Result<Painter> open(Atlas& atlas, View view);
  Painter(Painter&&) noexcept;
  Painter& operator=(Painter&&) noexcept;
  ~Painter();

  // What changes on the picture since the last call: nothing if nothing does; the first time, and after a
  // change of options, one patch as large as frame(). Marks in regions this view does not show are left out.
  // Contract: levels 1..10.
  std::vector<Patch> paint(const Marks& marks, const PaintOptions& options = {});
  // Beyond it the picture is clear, whatever the marks, with the options of the last paint(). Its sides lie
  // on every fourth px of the canvas, so that its half and quarter sizes are parts of the canvas's own.
  const Box& frame() const;
  // A part of what was last painted, without its seams. Contract: not empty, within the canvas.
  Picture part_without_seams(const Box& part);

 private:
  struct Body;
  explicit Painter(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

// The whole canvas, once, without keeping a painter: for sheets, tests and thumbnails.
base::Result<Picture> paint(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options = {});
// A canvas without a body, and a patch laid on it. Contract: the canvas is 1080 x 1920.
Picture clear_canvas();
void lay(Picture& canvas, const Patch& patch);

}  // namespace figure
