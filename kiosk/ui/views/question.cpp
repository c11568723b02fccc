// Your running, and today: one question a screen, its answers low where hands are.
#include <algorithm>
#include <cmath>

#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

constexpr float kTallestChoice = 171;
constexpr float kChoiceGap = 24;
// Answers end here upright: below it is air, then the dock.
constexpr float kAnswersEnd = 1640;

void answer(const Scene& scene, const intake::Question& question, std::size_t index, const Rect& rect) {
  const std::string& choice = question.choices[index];
  const bool chosen = visit::chosen(scene.visit, question, choice);
  if (scene.widgets.button({.id = "answer." + question.id + "." + choice,
                            .rect = rect,
                            .label = scene.asked.choice(question.id, choice),
                            .kind = chosen ? Kind::Chosen : Kind::Out,
                            .icon = chosen ? Icon::Tick : Icon::None,
                            .type = type::kName,
                            .radius = px(mm::kRowRadius),
                            .align = Align::Left,
                            .pad = 36,
                            .lines = 2,
                            .role = "toggle",
                            .value = chosen ? "on" : "off"})) {
    scene.widgets.emit(ev::PickChoice{index});
  }
}

// Two columns; the last of an odd number stands alone, as wide as both.
void answers(const Scene& scene, const intake::Question& question, const Rect& area) {
  const std::size_t count = question.choices.size();
  const std::size_t rows = (count + 1) / 2;
  const float gap = px(mm::kGap);
  const float room = (area.h - kChoiceGap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const float h = std::min(kTallestChoice, std::floor(room));
  const float w = (area.w - gap) / 2;
  const float top = area.y + area.h - static_cast<float>(rows) * (h + kChoiceGap) + kChoiceGap;
  for (std::size_t i = 0; i < count; ++i) {
    const bool alone = i + 1 == count && count % 2 == 1;
    const float x = area.x + static_cast<float>(i % 2) * (w + gap);
    const std::size_t row = i / 2;
    const float y = top + static_cast<float>(row) * (h + kChoiceGap);
    answer(scene, question, i, {x, y, alone ? area.w : w, h});
  }
}

}  // namespace

void question_view(const Scene& scene) {
  header(scene);
  const auto* question = visit::standing_question(scene.visit, scene.rules);
  if (question == nullptr) return;
  const bool portrait = scene.layout().portrait;
  const bool running = question->screen == intake::Question::Screen::Running;
  heading(scene,
          {scene.words(running ? Str::AskRunning : Str::AskToday), scene.asked.title(question->id),
           scene.asked.help(question->id)},
          scene.layout().margin(), portrait ? 240.0F : 150.0F, portrait ? 984.0F : 820.0F, type::kHero);
  answers(scene, *question, portrait ? Rect{48, 760, 984, kAnswersEnd - 760} : Rect{960, 130, 904, 760});
  if (dock(scene, {})) scene.widgets.emit(ev::Next{});
}

}  // namespace ui
