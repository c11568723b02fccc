// A person can always help; and what to do when a record could not be kept.
#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;

// Heading and note on a card; the caller says whether it can be touched.
void heading_and_note(const Scene& scene, const Rect& rect, Str heading, Str note, Rgb colour,
                      Rgb note_colour, bool outlined) {
  scene.widgets.text({.x = rect.x + 48,
                      .top = rect.y + rect.h / 2 - 56,
                      .words = scene.words(heading),
                      .type = type::kChoice,
                      .colour = colour,
                      .width = rect.w - 160,
                      .role = "heading",
                      .outlined = outlined});
  scene.widgets.text({.x = rect.x + 48,
                      .top = rect.y + rect.h / 2 + 14,
                      .words = scene.words(note),
                      .type = type::kBody,
                      .colour = note_colour,
                      .width = rect.w - 160,
                      .outlined = outlined});
}

void start_without_card(const Scene& scene, const Rect& rect) {
  Widgets& w = scene.widgets;
  if (w.button({.id = "card.none",
                .rect = rect,
                .label = {},
                .kind = Kind::Main,
                .radius = 30,
                .said = scene.words(Str::HelpNoCard)})) {
    w.emit(visit::event::Start{});
  }
  heading_and_note(scene, rect, Str::HelpNoCard, Str::HelpNoCardNote, colour::kSurface, colour::kSurface,
                   false);
  scene.canvas().icon(Icon::Next, rect.x + rect.w - 78, rect.y + rect.h / 2 - 22, 44, colour::kSurface);
}

}  // namespace

void help_view(const Scene& scene) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  const bool over_attract = scene.visit.behind == visit::Screen::Attract;
  if (!scene.visit.reader_working)
    reader_banner(scene, portrait ? Rect{48, 120, 984, 176} : Rect{56, 112, 1808, 150});
  const float x = scene.layout().margin();
  scene.widgets.text({.x = x,
                      .top = portrait ? 440.0F : 330.0F,
                      .words = scene.words(Str::HelpTitle),
                      .type = type::kHelpTitle,
                      .width = portrait ? 984.0F : 760.0F,
                      .line_height = 1.1F,
                      .role = "heading",
                      .balanced = true});
  const Rect desk = portrait ? Rect{48, 640, 984, 204} : Rect{960, 330, 904, 190};
  scene.canvas().fill(desk, colour::kSurface, 30);
  heading_and_note(scene, desk, Str::HelpDesk, Str::HelpDeskNote, colour::kInk, colour::kInk2, true);
  if (over_attract) start_without_card(scene, portrait ? Rect{48, 866, 984, 204} : Rect{960, 544, 904, 190});
  const float below = over_attract ? 1114 : 888;
  scene.widgets.text({.x = x,
                      .top = portrait ? below : 560,
                      .words = scene.words(Str::HelpNever),
                      .type = type::kMainMedium,
                      .colour = colour::kInk2,
                      .width = portrait ? 984.0F : 760.0F});
  dock(scene, {.help = false, .next_id = {}});
}

void fault_view(const Scene& scene) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  const float x = scene.layout().margin();
  const float width = portrait ? 984 : 1200;
  const float bottom = scene.widgets.text({.x = x,
                                           .top = portrait ? 440.0F : 250.0F,
                                           .words = scene.words(Str::FaultSaveTitle),
                                           .type = type::kHelpTitle,
                                           .width = width,
                                           .line_height = 1.1F,
                                           .role = "heading",
                                           .balanced = true});
  scene.widgets.text({.x = x,
                      .top = bottom + 48,
                      .words = scene.words(Str::FaultSaveNext),
                      .type = type::kLead,
                      .width = portrait ? 900.0F : 1000.0F,
                      .line_height = 1.4F,
                      .role = "alert"});
  if (dock(scene, {.next = Str::FaultTryAgain, .next_icon = Icon::None}))
    scene.widgets.emit(visit::event::Next{});
}

}  // namespace ui
