// Are you still there? The seconds left, and what becomes of the marks if nobody is.
#include "ui/views/who.h"

namespace ui {
namespace {

using content::Str;

std::string what_happens(const Scene& scene) {
  if (!visit::would_pass_on(scene.visit)) return scene.words(Str::IdleCleared);
  const auto& chosen = scene.visit.therapist;
  const std::string therapist = chosen ? std::string(first_word(scene.rules.therapists.at(*chosen).name))
                                       : scene.words(Str::IdleYourTherapist);
  const int count = scene.visit.marks.count();
  if (count == 1) return scene.strings.fill(Str::IdlePassedOnOne, {{"therapist", therapist}});
  return scene.strings.fill(Str::IdlePassedOn, {{"count", number(count)}, {"therapist", therapist}});
}

void choices(const Scene& scene, const Rect& stay, const Rect& discard, float note_top) {
  const bool pass_on = visit::would_pass_on(scene.visit);
  Widgets& w = scene.widgets;
  if (w.button({.id = "stay",
                .rect = stay,
                .label = scene.words(scene.visit.leaving ? Str::IdleKeepGoing : Str::IdleStay),
                .kind = Kind::Main,
                .type = type::kStay,
                .radius = 32})) {
    w.emit(visit::event::Stay{});
  }
  if (w.button({.id = "discard",
                .rect = discard,
                .label = scene.words(pass_on ? Str::IdleDiscard : Str::IdleStartOver),
                .icon = Icon::Cross,
                .type = type::kName,
                .radius = 28})) {
    w.emit(visit::event::Discard{});
  }
  if (!pass_on) return;
  w.text({.x = discard.x,
          .top = note_top,
          .words = scene.words(Str::IdleDiscardNote),
          .type = type::kHelper,
          .colour = colour::kInk2,
          .width = discard.w,
          .align = Align::Centre});
}

}  // namespace

void idle_view(const Scene& scene) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  const Text title{.x = portrait ? 48.0F : 56.0F,
                   .top = portrait ? 160.0F : 120.0F,
                   .words = scene.words(scene.visit.leaving ? Str::IdleLeaving : Str::IdleTitle),
                   .type = type::kIdleTitle,
                   .width = portrait ? 984.0F : 820.0F,
                   .align = Align::Centre,
                   .role = "heading",
                   .balanced = true};
  scene.widgets.text(title);
  countdown(scene, portrait ? Point{540, 590} : Point{466, 560});
  scene.widgets.text({.x = portrait ? 120.0F : 980.0F,
                      .top = portrait ? 900.0F : 200.0F,
                      .words = what_happens(scene),
                      .type = type::kLead,
                      .width = portrait ? 840.0F : 884.0F,
                      .line_height = 1.45F,
                      .align = Align::Centre,
                      .role = "alert",
                      .balanced = true});
  if (portrait)
    choices(scene, {48, 1220, 984, 190}, {48, 1434, 984, 120}, 1574);
  else
    choices(scene, {980, 460, 884, 180}, {980, 664, 884, 120}, 804);
  dock(scene, {.back = false, .next_id = {}});
}

}  // namespace ui
