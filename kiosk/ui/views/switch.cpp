// Whose turn is it? Another card was held up during a visit. The same words whatever the visit holds: who
// reads them may be anybody.
#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;

void turns(const Scene& scene, const Rect& stay, const Rect& start, float note_top) {
  Widgets& w = scene.widgets;
  if (w.button({.id = "stay",
                .rect = stay,
                .label = scene.words(Str::SwitchStay),
                .kind = Kind::Main,
                .type = type::kStay,
                .radius = 32})) {
    w.emit(visit::event::Stay{});
  }
  if (w.button({.id = "start",
                .rect = start,
                .label = scene.words(Str::SwitchStart),
                .type = type::kName,
                .radius = 28})) {
    w.emit(visit::event::Start{});
  }
  w.text({.x = start.x,
          .top = note_top,
          .words = scene.words(Str::SwitchNote),
          .type = type::kHelper,
          .colour = colour::kInk2,
          .width = start.w,
          .line_height = 1.35F,
          .align = Align::Centre,
          .balanced = true});
}

}  // namespace

void switch_view(const Scene& scene) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  scene.widgets.text({.x = portrait ? 48.0F : 56.0F,
                      .top = portrait ? 160.0F : 120.0F,
                      .words = scene.words(Str::SwitchTitle),
                      .type = type::kIdleTitle,
                      .width = portrait ? 984.0F : 820.0F,
                      .align = Align::Centre,
                      .role = "heading",
                      .balanced = true});
  countdown(scene, portrait ? Point{540, 590} : Point{466, 560});
  scene.widgets.text({.x = portrait ? 120.0F : 980.0F,
                      .top = portrait ? 900.0F : 200.0F,
                      .words = scene.words(Str::SwitchWhy),
                      .type = type::kLead,
                      .width = portrait ? 840.0F : 884.0F,
                      .line_height = 1.45F,
                      .align = Align::Centre,
                      .role = "alert",
                      .balanced = true});
  if (portrait)
    turns(scene, {48, 1220, 984, 190}, {48, 1434, 984, 120}, 1574);
  else
    turns(scene, {980, 460, 884, 180}, {980, 664, 884, 120}, 804);
  dock(scene, {.back = false, .next_id = {}});
}

}  // namespace ui
