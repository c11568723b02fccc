#pragma once
// The questions we ship, and visits that answer them.
#include <algorithm>
#include <string>
#include <vector>

#include "content/catalogue.h"
#include "content/questions.h"
#include "play.h"
#include "visit/safety.h"

namespace play {

inline std::shared_ptr<const intake::Questionnaire> our_questions() {
  static const auto shared = [] {
    const std::string folder = std::string(BODYMAP_SOURCE_DIR) + "/content";
    const auto catalogue = content::Catalogue::load(folder + "/regions.csv");
    REQUIRE(catalogue.has_value());
    const auto questions = content::Questions::load(folder, *catalogue);
    REQUIRE_MESSAGE(questions.has_value(), (questions ? std::string() : questions.error().what));
    return questions->shared();
  }();
  return shared;
}

inline visit::Rules rules_that_ask(std::vector<intake::Therapist> therapists = {}) {
  auto rules = rules_with(std::move(therapists));
  rules.asks = our_questions();
  return rules;
}

// One mark as a person makes it.
struct Mark {
  std::string_view region;
  int level;
  std::vector<intake::Kind> kinds{};
  intake::Since since = intake::Since::Unsaid;
  std::vector<intake::When> when{};
};

inline void mark(Player& play, const Mark& mark) {
  play(visit::event::TouchRegion{region(mark.region), {intake::ViewName("back"), 10, 20}});
  play(visit::event::SetLevel{mark.level});
  for (const auto kind : mark.kinds) play(visit::event::ToggleKind{kind});
  if (mark.since != intake::Since::Unsaid) play(visit::event::ToggleSince{mark.since});
  for (const auto when : mark.when) play(visit::event::ToggleWhen{when});
  play(visit::event::Next{});
}

// From the map to the first page of Safety; the race of late is said if given.
inline void to_safety(Player& play, std::string_view race_past = {}) {
  play(visit::event::Next{});
  for (int i = 0; i < 20 && play.now.screen != visit::Screen::Safety; ++i) {
    const auto* question = visit::standing_question(play.now, play.rules);
    if (question != nullptr && question->id == "race_past" && !race_past.empty()) {
      const auto at = std::find(question->choices.begin(), question->choices.end(), race_past);
      REQUIRE(at != question->choices.end());
      play(visit::event::PickChoice{static_cast<std::size_t>(at - question->choices.begin())});
    } else {
      play(visit::event::Next{});
    }
  }
  REQUIRE(play.now.screen == visit::Screen::Safety);
}

// A known card's owner with these marks, on the first page of Safety.
inline Player on_safety(const std::vector<Mark>& marks, std::string_view race_past = {}) {
  Player play(rules_that_ask());
  play.known_on_map();
  for (const auto& each : marks) mark(play, each);
  if (marks.empty()) {
    play(visit::event::NothingHurts{});
    for (int i = 0; i < 20 && play.now.screen != visit::Screen::Safety; ++i) play(visit::event::Next{});
  } else {
    to_safety(play, race_past);
  }
  return play;
}

// What the map asks of itself: "bone_point because bone.shin_inner.L".
inline std::vector<std::string> called_for(const Player& play) {
  std::vector<std::string> all;
  for (const auto& each : intake::fired(*play.rules.asks, play.now.marks.areas, play.now.answers))
    all.push_back(std::string(each.question.view()) + " because " + std::string(each.because().view()));
  return all;
}

// Goes on to the page with this line and says yes to it; None on every page before.
inline void say_yes(Player& play, std::string_view line, std::string_view spot = {}) {
  for (int i = 0; i < 30 && play.now.screen == visit::Screen::Safety; ++i) {
    const auto pages = visit::safety_pages(play.now, play.rules);
    const auto* page = visit::standing_page(play.now, pages);
    REQUIRE(page != nullptr);
    for (std::size_t at = 0; at < page->lines.size(); ++at) {
      if (page->lines[at].id.view() != line || (!spot.empty() && page->lines[at].spot.view() != spot))
        continue;
      play(visit::event::ToggleLine{at});
      return;
    }
    play(visit::event::NoneOfThese{});
  }
  FAIL("no page asks ", std::string(line));
}

// None on every page that is left, to Review.
inline void none_to_review(Player& play) {
  for (int i = 0; i < 40 && play.now.screen != visit::Screen::Review; ++i) {
    if (play.now.screen == visit::Screen::Alert)
      play(visit::event::ToDesk{});
    else if (visit::can_go_on(play.now, play.rules))
      play(visit::event::Next{});
    else
      play(visit::event::NoneOfThese{});
  }
  REQUIRE(play.now.screen == visit::Screen::Review);
}

// Sends; the record's safety lines as "id=answer/tier<why".
inline std::vector<std::string> sent_screening(Player& play) {
  play(visit::event::Send{});
  REQUIRE(play.stored.size() == 1);
  std::vector<std::string> lines;
  for (const auto& each : play.stored.back().said.screening) {
    lines.push_back(std::string(each.id.view()) + "=" + std::string(each.answer.view()) + "/" +
                    std::string(each.tier.view()) +
                    (each.triggered_by.empty() ? "" : "<" + std::string(each.triggered_by.view())));
  }
  return lines;
}

inline bool has(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace play
