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

}  // namespace

void idle_view(const Scene& scene) {
  const bool pass_on = visit::would_pass_on(scene.visit);
  const bool leaving = scene.visit.leaving;
  if (last_call(scene, {.title = scene.words(leaving ? Str::IdleLeaving : Str::IdleTitle),
                        .says = what_happens(scene),
                        .stay = scene.words(leaving ? Str::IdleKeepGoing : Str::IdleStay),
                        .other_id = "discard",
                        .other = scene.words(pass_on ? Str::IdleDiscard : Str::IdleStartOver),
                        .other_icon = Icon::Cross,
                        .note = pass_on ? scene.words(Str::IdleDiscardNote) : std::string_view()})) {
    scene.widgets.emit(visit::event::Discard{});
  }
}

}  // namespace ui
