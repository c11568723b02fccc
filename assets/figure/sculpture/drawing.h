#pragma once
// One view's regions as vectors: arcs that neighbours share, so that they meet exactly. Canvas px, to a
// tenth. Immutable once made; any thread.
#include <string>
#include <string_view>
#include <vector>

#include "sculpture/fit.h"
#include "sculpture/grid.h"
#include "sculpture/places.h"

namespace sculpture {

// The mirror image, left and right exchanged.
Grid<Label> mirrored(const Grid<Label>& labels);

class Drawing {
 public:
  // `labels`: tidied, of a grid as high as the canvas. `half`: the right-hand half of a symmetric view, which
  // is completed by its mirror image.
  Drawing(const Grid<Label>& labels, bool half, unsigned threads);

  // The mirror image, left and right exchanged.
  Drawing mirrored() const;
  // `<path id="calf_outer.L" d=".."/>` for each region and last a path `seams`; only M, C and Z, absolute.
  std::string svg(std::string_view view) const;
  // The region at the middle of each px of a picture; of a symmetric view to the px.
  Grid<Label> labels(int width, int height) const;

 private:
  struct Arc {
    std::vector<Cubic> cubics;
    Label left;
    Label right;
  };
  using Loop = std::vector<Cubic>;
  Drawing() = default;
  void complete();  // a half by its mirror image
  static Arc mirrored(const Arc& arc);
  std::vector<Label> regions() const;
  std::vector<Loop> loops(Label region) const;

  std::vector<Arc> arcs_;
  bool symmetric_ = false;
};

}  // namespace sculpture
