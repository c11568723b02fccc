#include "ui/views/review_answers.h"

#include <algorithm>
#include <cmath>

#include "ui/views/parts.h"
#include "visit/safety.h"

namespace ui {
namespace {

using content::Str;
using visit::Screen;
using Of = intake::Question::Screen;

Str title_of(Screen screen) {
  if (screen == Screen::Running) return Str::ReviewRunning;
  return screen == Screen::Today ? Str::ReviewToday : Str::ReviewHealth;
}

const char* id_of(Screen screen) {
  if (screen == Screen::Running) return "edit.running";
  return screen == Screen::Today ? "edit.today" : "edit.safety";
}

// A choice inside a sentence: "Yesterday" is "yesterday"; "I\u2019m not sure" stays.
void append_small(base::SecretString& text, std::string_view choice) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool word = choice.size() > 1 && choice[0] >= 'A' && choice[0] <= 'Z' && is_small(choice[1]);
  const char small = word ? static_cast<char>(choice[0] + ('a' - 'A')) : '\0';
  if (word) text.append({&small, 1});
  text.append(choice.substr(word ? 1 : 0));
}

// "Hard run: yesterday. Next race: this week."
base::SecretString answered(const Scene& scene, Of of) {
  base::SecretString text;
  for (const auto* question : visit::asked(scene.visit, scene.rules, of)) {
    base::SecretString choices;
    const bool alone = scene.asked.review(question->id, "").empty();
    for (const auto& choice : question->choices) {
      if (!visit::chosen(scene.visit, *question, choice)) continue;
      if (!choices.empty()) choices.append(", ");
      const std::string& words = scene.asked.choice(question->id, choice);
      if (alone && choices.empty())
        choices.append(words);
      else
        append_small(choices, words);
    }
    if (choices.empty()) continue;
    if (!text.empty()) text.append(" ");
    std::string told = scene.asked.review(question->id, choices.view());
    text.append(told);
    text.append(".");
    wipe(told);
  }
  if (text.empty()) text = scene.words(Str::ReviewNotSaid);
  return text;
}

// Others may look over a shoulder: how it goes on, and none of the answers.
base::SecretString health(const Scene& scene) {
  const auto highest = visit::highest_yes(scene.visit, scene.rules);
  if (highest >= intake::Tier::S) return scene.words(Str::SentSpeak);
  if (highest == intake::Tier::L) return scene.words(Str::SafetyNotThere);
  if (highest == intake::Tier::C) return scene.words(Str::SafetyReads);
  const auto& pages = scene.visit.safety.pages;
  const bool told = std::any_of(pages.begin(), pages.end(),
                                [](const auto& page) { return page.said == visit::SafetySaid::Told; });
  return scene.words(told ? Str::ReviewWillTell : Str::ReviewNoneOfThese);
}

void card(const Scene& scene, Screen screen, const Rect& rect) {
  const bool off = scene.visit.storing;
  const auto detail = screen == Screen::Running ? answered(scene, Of::Running)
                      : screen == Screen::Today ? answered(scene, Of::Today)
                                                : health(scene);
  const std::string& title = scene.words(title_of(screen));
  base::SecretString said = title;
  said.append(". ");
  said.append(detail.view());
  if (scene.widgets.button({.id = id_of(screen),
                            .rect = rect,
                            .label = {},
                            .kind = off ? Kind::Off : Kind::Out,
                            .radius = 24,
                            .said = scene.strings.fill(Str::ReviewEdit, {{"place", said.view()}})}))
    scene.widgets.emit(visit::event::EditAnswers{screen});
  constexpr float kPad = 28;
  constexpr float kLine = 36;
  Canvas& canvas = scene.canvas();
  canvas.text(rect.x + kPad, rect.y + 22, title, type::kMain, colour::kInk, 1.25F);
  canvas.icon(Icon::Pen, rect.x + rect.w - 62, rect.y + 24, 36, colour::kInk);
  const auto lines = canvas.wrap(detail.view(), type::kChipHelper, rect.w - 2 * kPad);
  const auto room = static_cast<std::size_t>(std::max(1.0F, (rect.h - 78 - 12) / kLine));
  float y = rect.y + 78;
  for (std::size_t i = 0; i < lines.size() && i < room; ++i) {
    std::string line(lines[i]);
    // More than the card holds goes on behind the pen.
    if (i + 1 == room && lines.size() > room) line += "\xE2\x80\xA6";
    canvas.text(rect.x + kPad, y, line, type::kChipHelper, colour::kInk2, 1.3F);
    wipe(line);
    y += kLine;
  }
}

}  // namespace

std::vector<Screen> answer_cards(const Scene& scene) {
  std::vector<Screen> cards;
  if (!visit::asked(scene.visit, scene.rules, Of::Running).empty()) cards.push_back(Screen::Running);
  if (!visit::asked(scene.visit, scene.rules, Of::Today).empty()) cards.push_back(Screen::Today);
  if (!visit::safety_pages(scene.visit, scene.rules).empty()) cards.push_back(Screen::Safety);
  return cards;
}

void draw_answer_cards(const Scene& scene, const Rect& area, bool side_by_side) {
  const auto cards = answer_cards(scene);
  if (cards.empty()) return;
  const float gap = px(mm::kGap);
  const auto count = static_cast<float>(cards.size());
  const float w = side_by_side ? (area.w - gap * (count - 1)) / count : area.w;
  const float h = side_by_side ? area.h : (area.h - gap * (count - 1)) / count;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const auto at = static_cast<float>(i);
    card(scene, cards[i],
         side_by_side ? Rect{area.x + at * (w + gap), area.y, w, h}
                      : Rect{area.x, area.y + at * (h + gap), w, h});
  }
}

}  // namespace ui
