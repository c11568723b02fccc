#include "ui/views/who.h"

#include <cmath>

namespace ui {
namespace {

using content::Str;

// As tall as they look best, as low as a finger still hits well.
constexpr float kTallestName = 148;
constexpr float kNameGap = 16;
// So many stand in two columns; more need three.
constexpr std::size_t kInTwoColumns = 12;

}  // namespace

std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }

void therapist_choices(const Scene& scene, const Rect& area) {
  const auto& therapists = scene.rules.therapists;
  const std::size_t columns = therapists.size() <= kInTwoColumns ? 2 : 3;
  const std::size_t rows = (therapists.size() + columns - 1) / columns + 1;
  const float gap = px(mm::kGap);
  const float tall =
      std::floor((area.h - kNameGap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  const float h = std::min(kTallestName, tall);
  const float w = (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const bool answered = scene.visit.therapist_answered;
  const auto choice = [&](const std::string& id, const Rect& rect, const std::string& name, bool chosen) {
    return scene.widgets.button({.id = id,
                                 .rect = rect,
                                 .label = name,
                                 .kind = chosen ? Kind::Chosen : Kind::Out,
                                 .icon = chosen ? Icon::Tick : Icon::None,
                                 .type = type::kName,
                                 .align = Align::Left,
                                 .pad = 36,
                                 .lines = 2,
                                 .role = "toggle",
                                 .value = chosen ? "on" : "off"});
  };
  for (std::size_t i = 0; i < therapists.size(); ++i) {
    const float x = area.x + static_cast<float>(i % columns) * (w + gap);
    const auto row = i / columns;
    const float y = area.y + static_cast<float>(row) * (h + kNameGap);
    const bool chosen = answered && scene.visit.therapist == i;
    if (choice("therapist." + std::to_string(i), {x, y, w, h}, therapists[i].name, chosen)) {
      scene.widgets.emit(visit::event::PickTherapist{i});
    }
  }
  const float y = area.y + static_cast<float>(rows - 1) * (h + kNameGap);
  if (choice("therapist.any", {area.x, y, area.w, h}, scene.words(Str::HelloAnyone),
             answered && !scene.visit.therapist)) {
    scene.widgets.emit(visit::event::PickTherapist{});
  }
}

void privacy_line(const Scene& scene, float x, float width, float bottom) {
  constexpr float kButton = 180;
  constexpr float kLine = 42;  // of type::kHelper at 1.4
  const std::string words = scene.memory.more ? scene.words(Str::HelloKeptMore)
                                              : scene.strings.fill(Str::HelloKept, {{"time", months(scene)}});
  const float room = width - kButton - 34;
  const auto lines = scene.canvas().wrap(words, type::kHelper, room).size();
  const float top = bottom - kLine * static_cast<float>(lines);
  scene.canvas().fill({x, top - 34, width, 2}, colour::kHair);
  scene.widgets.text({.x = x,
                      .top = top,
                      .words = words,
                      .type = type::kHelper,
                      .colour = colour::kInk2,
                      .width = room,
                      .line_height = 1.4F});
  if (scene.widgets.button({.id = "more",
                            .rect = {x + width - kButton, bottom - 84, kButton, 84},
                            .label = scene.words(scene.memory.more ? Str::CommonLess : Str::CommonMore)})) {
    scene.memory.more = !scene.memory.more;
    scene.widgets.emit(visit::event::Touch{});
  }
}

}  // namespace ui
