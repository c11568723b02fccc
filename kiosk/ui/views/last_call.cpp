// A question that stands for some seconds: Idle and Switch.
#include "ui/views/parts.h"

namespace ui {
namespace {

// The seconds that are left, as a ring that runs out.
void countdown(const Scene& scene, Point centre) {
  constexpr float kRadius = 210;
  const int left = visit::idle_seconds_left(scene.visit, scene.now, scene.rules);
  const float all = static_cast<float>(scene.rules.timings.idle_reset.count()) / 1000;
  Canvas& canvas = scene.canvas();
  canvas.circle(centre, kRadius, colour::kHair, 22);
  if (left > 0)
    canvas.arc(centre, kRadius, std::min(1.0F, static_cast<float>(left) / all), 22, colour::kPrimary);
  scene.widgets.text({.x = centre.x - 200,
                      .top = centre.y - 112,
                      .words = number(left),
                      .type = type::kCount,
                      .width = 400,
                      .line_height = 1,
                      .align = Align::Centre,
                      .role = "timer",
                      .id = "seconds"});
  scene.widgets.text({.x = centre.x - 200,
                      .top = centre.y + 66,
                      .words = scene.words(left == 1 ? content::Str::IdleSecond : content::Str::IdleSeconds),
                      .type = type::kBody,
                      .colour = colour::kInk2,
                      .width = 400,
                      .align = Align::Centre});
}

bool answers(const Scene& scene, const LastCall& call, const Rect& stay, const Rect& other, float note_top) {
  Widgets& w = scene.widgets;
  if (w.button({.id = "stay",
                .rect = stay,
                .label = std::string(call.stay),
                .kind = Kind::Main,
                .type = type::kStay,
                .radius = 32})) {
    w.emit(visit::event::Stay{});
  }
  const bool touched = w.button({.id = std::string(call.other_id),
                                 .rect = other,
                                 .label = std::string(call.other),
                                 .icon = call.other_icon,
                                 .type = type::kName,
                                 .radius = 28});
  if (!call.note.empty()) {
    w.text({.x = other.x,
            .top = note_top,
            .words = std::string(call.note),
            .type = type::kHelper,
            .colour = colour::kInk2,
            .width = other.w,
            .line_height = 1.35F,
            .align = Align::Centre,
            .balanced = true});
  }
  return touched;
}

}  // namespace

bool last_call(const Scene& scene, const LastCall& call) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  scene.widgets.text({.x = portrait ? 48.0F : 56.0F,
                      .top = portrait ? 160.0F : 120.0F,
                      .words = std::string(call.title),
                      .type = type::kIdleTitle,
                      .width = portrait ? 984.0F : 820.0F,
                      .align = Align::Centre,
                      .role = "heading",
                      .balanced = true});
  countdown(scene, portrait ? Point{540, 590} : Point{466, 560});
  scene.widgets.text({.x = portrait ? 120.0F : 980.0F,
                      .top = portrait ? 900.0F : 200.0F,
                      .words = call.says,
                      .type = type::kLead,
                      .width = portrait ? 840.0F : 884.0F,
                      .line_height = 1.45F,
                      .align = Align::Centre,
                      .role = "alert",
                      .balanced = true});
  const bool touched = portrait ? answers(scene, call, {48, 1220, 984, 190}, {48, 1434, 984, 120}, 1574)
                                : answers(scene, call, {980, 460, 884, 180}, {980, 664, 884, 120}, 804);
  dock(scene, {.back = false, .next_id = {}});
  return touched;
}

}  // namespace ui
