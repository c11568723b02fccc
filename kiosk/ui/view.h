#pragma once
// A view is a function of the visit: it draws one screen from it and tells, through the widgets, what was
// touched. Views own nothing and change nothing but Memory. UI thread only.
#include "base/clock.h"
#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/strings.h"
#include "ui/figure_store.h"
#include "ui/turn.h"
#include "ui/widgets.h"
#include "ui/zoom.h"
#include "visit/step.h"
#include "visit/visit.h"

namespace ui {

// What a screen remembers by itself and the record never needs. Cleared with the visit.
struct Memory {
  bool shift = false;    // touched: the next letter turns its case
  bool accents = false;  // the accents' layer of the keyboard
  bool abc = false;      // keys in the order of the alphabet
  bool more = false;     // the longer privacy text is open
  int review_page = 0;
  int rank_page = 0;
  Zoom zoom;        // of the map's body; goes with the view
  BodyTouch touch;  // of the map's body
  // What stands under a finger was changed here: touches rest, as after a change of screen.
  bool rearranged = false;
};

struct Scene {
  const visit::Visit& visit;
  base::Millis now;
  const visit::Rules& rules;
  const content::Strings& strings;
  const content::Catalogue& catalogue;
  const content::Cards& cards;
  const content::QuestionWords& asked;
  const std::string& emergency_number;
  const std::string& clinic;
  int retention_months;
  Widgets& widgets;
  FigureStore& figures;
  Memory& memory;
  const std::optional<Turning>& turning;  // of the map's body

  const Layout& layout() const { return widgets.layout(); }
  Canvas& canvas() const { return widgets.canvas(); }
  const std::string& words(content::Str str) const { return strings[str]; }
};

// The same screen, of another visit; `visit` outlives it.
inline Scene with_visit(const Scene& scene, const visit::Visit& visit) {
  return {visit,           scene.now,
          scene.rules,     scene.strings,
          scene.catalogue, scene.cards,
          scene.asked,     scene.emergency_number,
          scene.clinic,    scene.retention_months,
          scene.widgets,   scene.figures,
          scene.memory,    scene.turning};
}

void attract_view(const Scene& scene);
void hello_view(const Scene& scene);
void guest_view(const Scene& scene);
void therapist_view(const Scene& scene);
void map_view(const Scene& scene);
void rank_view(const Scene& scene);
void question_view(const Scene& scene);  // Running and Today
void safety_view(const Scene& scene);
void alert_view(const Scene& scene);
void review_view(const Scene& scene);
void sent_view(const Scene& scene);
void idle_view(const Scene& scene);
void switch_view(const Scene& scene);
void help_view(const Scene& scene);
void fault_view(const Scene& scene);

// The small pictures of the map's tiles, to be made ahead.
std::vector<FigureStore::Wanted> map_tile_pictures(const Layout& layout);

}  // namespace ui
