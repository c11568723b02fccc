#pragma once
// Marks to pixels, on the CPU, the same bytes every time. A Painter owns one view's picture and repaints
// only what changed. Belongs to one thread. What it holds is a picture of what a client said: paint no
// marks (or drop it) when the visit is wiped.
// Not painted here: numbers (the screens draw discs at Shape::inscribed), words, and, unless asked, seams.
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

class Painter {
 public:
  // Reads the view's light and outlines: some tens of ms. Absent, Io, Parse.
  // The painter may outlive neither the atlas nor this thread's use of it.
  static base::Result<Painter> open(Atlas& atlas, View view);
  Painter(Painter&&) noexcept;
  Painter& operator=(Painter&&) noexcept;
  ~Painter();

  // Brings the picture up to date and returns the boxes that changed, canvas px: nothing if nothing did,
  // the whole canvas the first time and after a change of options. Marks in regions this view does not
  // show are left out. Contract: levels 1..10.
  std::vector<Box> paint(const Marks& marks, const PaintOptions& options = {});
  // 1080 x 1920. Valid until the next paint(); stays where it is in memory.
  const Picture& picture() const;
  // A part of what was last painted, without its seams. Contract: not empty, within the canvas.
  Picture part_without_seams(const Box& part);

 private:
  struct Body;
  explicit Painter(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

// Once, without keeping a painter: for sheets, tests and thumbnails.
base::Result<Picture> paint(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options = {});

}  // namespace figure
