// Whose turn is it? Another card was held up during a visit. The same words whatever the visit holds: who
// reads them may be anybody.
#include "ui/views/parts.h"

namespace ui {

void switch_view(const Scene& scene) {
  using content::Str;
  if (last_call(scene, {.title = scene.words(Str::SwitchTitle),
                        .says = std::string(scene.words(Str::SwitchWhy)),
                        .stay = scene.words(Str::SwitchStay),
                        .other_id = "start",
                        .other = scene.words(Str::SwitchStart),
                        .note = scene.words(Str::SwitchNote)})) {
    scene.widgets.emit(visit::event::Start{});
  }
}

}  // namespace ui
