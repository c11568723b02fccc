// The seconds that are left, as a ring that runs out.
#include "ui/views/parts.h"

namespace ui {

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

}  // namespace ui
