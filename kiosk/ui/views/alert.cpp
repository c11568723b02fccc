// Staff first: the only dark screen. No answer stands on it.
#include <array>

#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

void pause_sign(Canvas& canvas, float x, float y) {
  canvas.disc({x + 104, y + 104}, 104, colour::kHoney);
  canvas.fill({x + 64, y + 54, 26, 100}, colour::kNight, 13);
  canvas.fill({x + 118, y + 54, 26, 100}, colour::kNight, 13);
}

float number_to_call(const Scene& scene, float x, float top) {
  return scene.widgets.text({.x = x,
                             .top = top,
                             .words = scene.emergency_number,
                             .type = type::kSentTitle,
                             .colour = colour::kHoney,
                             .line_height = 1.1F,
                             .id = "number"});
}

void words(const Scene& scene, float x, float top, float width) {
  const bool help = scene.visit.safety.stopped == intake::Tier::E;
  const bool portrait = scene.layout().portrait;
  Widgets& w = scene.widgets;
  float y = w.text({.x = x,
                    .top = top,
                    .words = scene.words(Str::AlertThanks),
                    .type = type::kName,
                    .colour = colour::kOnNight,
                    .width = width});
  y = w.text({.x = x,
              .top = y + 20,
              .words = scene.words(help ? Str::AlertHelp : Str::AlertStop),
              .type = !portrait ? type::kHero
                      : help    ? type::kStop
                                : type::kHelpTitle,
              .colour = colour::kOnNight,
              .width = width,
              .line_height = 1.14F,
              .role = "alert",
              .balanced = true});
  scene.canvas().fill({x, y + 34, 140, 6}, colour::kHoney, 3);
  const std::string next = help ? scene.strings.fill(Str::AlertHelpNext, {{"number", scene.emergency_number}})
                                : scene.words(Str::AlertStopNext);
  y = w.text({.x = x,
              .top = y + 70,
              .words = next,
              .type = help ? type::kPlace : type::kLead,
              .colour = colour::kOnNight,
              .width = width,
              .line_height = 1.3F,
              .role = "alert"});
  if (help && portrait) y = number_to_call(scene, x, y + 28);
  if (help && !portrait) number_to_call(scene, 980, 200);
  w.text({.x = x,
          .top = y + 16,
          .words = scene.words(Str::AlertUnseen),
          .type = type::kBody,
          .colour = colour::kOnNight,
          .width = width});
}

}  // namespace

void alert_view(const Scene& scene) {
  const Layout& layout = scene.layout();
  scene.canvas().fill({0, 0, layout.width, layout.height}, colour::kNight);
  clinic_name(scene, colour::kOnNight);
  const bool portrait = layout.portrait;
  pause_sign(scene.canvas(), layout.margin() + 6, portrait ? 236.0F : 110.0F);
  words(scene, layout.margin(), portrait ? 516.0F : 350.0F, portrait ? 984.0F : 860.0F);
  if (scene.widgets.button({.id = "help.desk",
                            .rect = portrait ? Rect{48, 1480, 984, 150} : Rect{980, 400, 884, 150},
                            .label = scene.words(Str::AlertDesk),
                            .kind = Kind::NightMain,
                            .type = type::kPlace,
                            .radius = 32}))
    scene.widgets.emit(ev::ToDesk{});
  dock(scene, {.next_id = {}, .side = Kind::Night});
}

}  // namespace ui
