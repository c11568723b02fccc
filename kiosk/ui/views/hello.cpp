// After a card: a greeting by one letter at most, whom the client is seeing, what is kept.
#include "ui/views/who.h"

namespace ui {
namespace {

using content::Str;

std::string greeting(const Scene& scene) {
  const bool known = scene.visit.card == visit::CardState::Known && !scene.visit.initial.empty();
  if (!known) return scene.words(Str::HelloGreetingPlain);
  return scene.strings.fill(Str::HelloGreeting, {{"initial", scene.visit.initial.view()}});
}

void not_you(const Scene& scene, float x, float y) {
  if (scene.widgets.button({.id = "guest",
                            .rect = {x, y, 260, 96},
                            .label = scene.words(Str::HelloNotYou),
                            .type = type::kMain})) {
    scene.widgets.emit(visit::event::NotMe{});
  }
}

void portrait(const Scene& scene) {
  const bool asks = !scene.rules.therapists.empty();
  scene.widgets.text({.x = 48,
                      .top = 250,
                      .words = greeting(scene),
                      .type = type::kGreeting,
                      .line_height = 1,
                      .role = "heading"});
  not_you(scene, 48, 436);
  if (scene.visit.card == visit::CardState::Unasked) {
    scene.widgets.text({.x = 48,
                        .top = 576,
                        .words = scene.words(Str::HelloCardUnasked),
                        .type = type::kBody,
                        .colour = colour::kInk2,
                        .width = 900,
                        .line_height = 1.38F});
  }
  if (asks) {
    scene.widgets.text({.x = 48,
                        .top = 760,
                        .words = scene.words(Str::HelloWho),
                        .type = type::kTitle,
                        .width = 984,
                        .role = "heading"});
    therapist_choices(scene, {48, 866, 984, 676});
  }
  privacy_line(scene, 48, 984, scene.memory.more ? 1752 : 1708);
}

void landscape(const Scene& scene) {
  constexpr float kLeft = 56;
  constexpr float kRight = 980;
  scene.widgets.text({.x = kLeft,
                      .top = 140,
                      .words = greeting(scene),
                      .type = type::kGreeting,
                      .line_height = 1,
                      .role = "heading"});
  not_you(scene, kLeft, 326);
  if (scene.visit.card == visit::CardState::Unasked) {
    scene.widgets.text({.x = kLeft,
                        .top = 466,
                        .words = scene.words(Str::HelloCardUnasked),
                        .type = type::kBody,
                        .colour = colour::kInk2,
                        .width = 780,
                        .line_height = 1.38F});
  }
  if (!scene.rules.therapists.empty()) {
    scene.widgets.text({.x = kRight,
                        .top = 140,
                        .words = scene.words(Str::HelloWho),
                        .type = type::kTitle,
                        .width = 884,
                        .role = "heading"});
    therapist_choices(scene, {kRight, 246, 884, 650});
  }
  privacy_line(scene, kLeft, 820, 880);
}

}  // namespace

void hello_view(const Scene& scene) {
  header(scene);
  if (scene.layout().portrait)
    portrait(scene);
  else
    landscape(scene);
  if (dock(scene, {.enabled = visit::can_go_on(scene.visit, scene.rules)}))
    scene.widgets.emit(visit::event::Next{});
}

void therapist_view(const Scene& scene) {
  header(scene);
  const bool portrait = scene.layout().portrait;
  scene.widgets.text({.x = scene.layout().margin(),
                      .top = portrait ? 250.0F : 110.0F,
                      .words = scene.words(Str::TherapistTitle),
                      .type = type::kHero,
                      .width = portrait ? 984.0F : 760.0F,
                      .line_height = 1.1F,
                      .role = "heading",
                      .balanced = true});
  if (portrait) {
    therapist_choices(scene, {48, 760, 984, 782});
    privacy_line(scene, 48, 984, scene.memory.more ? 1752 : 1708);
  } else {
    therapist_choices(scene, {980, 120, 884, 776});
    privacy_line(scene, 56, 820, 880);
  }
  if (dock(scene, {.enabled = visit::can_go_on(scene.visit, scene.rules)}))
    scene.widgets.emit(visit::event::Next{});
}

}  // namespace ui
