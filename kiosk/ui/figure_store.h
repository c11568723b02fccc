#pragma once
// The body on the GPU: the view that is shown with its marks, and the small pictures of the view tiles. Loads
// what a screen asks for and nothing else. UI thread, OpenGL context current. The pictures show what a
// client said until forget().
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/secret.h"
#include "figure/atlas.h"
#include "figure/magnify.h"
#include "figure/paint.h"
#include "ui/texture.h"

namespace ui {

class FigureStore {
 public:
  explicit FigureStore(figure::Atlas& atlas) : atlas_(atlas) {}

  figure::Atlas& atlas() { return atlas_; }
  struct Scale {
    double layout = 1;  // layout px per canvas px
    double window = 1;  // window px per canvas px
  };
  // A part of the canvas beyond which there is nothing to see.
  struct Shown {
    void* texture = nullptr;
    figure::Box box;  // canvas px
  };
  // The view with its marks; no texture (and a line in the log) if its files cannot be read. Lines keep their
  // widths in layout px, so a small window shows the same picture smaller.
  Shown shown(figure::View view, const figure::Marks& marks, const Scale& scale);
  // The body alone, cut to where it is and scaled to fit `height` window px.
  struct Small {
    void* texture = nullptr;
    int width = 0;
    int height = 0;
  };
  Small small(figure::View view, int height);
  // The body alone, the part of its canvas that `box` shows, scaled to `height` window px.
  Small cut(figure::View view, const figure::Box& box, int height);
  // A part of a view with its marks and one region as what a tap may have meant, `width` x `height` window
  // px. Kept until forget_candidates(); made in some tens of ms.
  Small candidate(figure::View view, const figure::Marks& marks, const figure::Magnified& wanted);
  void forget_candidates();
  // Where the body is on the canvas, canvas px.
  static figure::Box body_box(figure::View view);

  // Makes one of these small pictures ahead of the screen that shows them; false when all are made.
  using Wanted = std::pair<figure::View, int>;  // and its height, window px
  bool prepare_one(std::span<const Wanted> wanted);
  std::uint64_t changes() const { return changes_; }
  // Paints the marks away and gives the views back; the next screen loads what it shows.
  void forget();

 private:
  struct Slot {
    figure::View view;
    figure::Painter painter;
    Texture texture;
    Scale scale;
  };
  Slot* slot_for(figure::View view);
  // True if the picture changed.
  static bool bring_up_to_date(Slot& slot, const figure::Marks& marks);
  Small keep_cut(figure::View view, const figure::Box& box, int height);

  figure::Atlas& atlas_;
  std::vector<Slot> slots_;  // last used at the back
  struct Cut {
    figure::View view;
    figure::Box box;
    int height;
    Texture texture;
    int width;
  };
  std::vector<Cut> cuts_;
  struct Candidate {
    figure::View view;
    base::Wiped<figure::Magnified> wanted;  // names a place that was touched
    Texture texture;
  };
  std::vector<Candidate> candidates_;
  std::uint64_t changes_ = 0;
};

}  // namespace ui
