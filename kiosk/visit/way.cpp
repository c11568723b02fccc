// The way of a visit from the map to the review: which screen comes next, and which came before.
#include "visit/safety.h"
#include "visit/turn.h"

namespace visit {
namespace {

using Of = intake::Question::Screen;

constexpr Screen kWay[] = {Screen::Map,   Screen::Rank,   Screen::Running,
                           Screen::Today, Screen::Safety, Screen::Review};
constexpr int kStations = 6;

int station(Screen screen) {
  for (int i = 0; i < kStations; ++i) {
    if (kWay[i] == screen) return i;
  }
  return 0;
}

std::size_t questions_of(const Turn& turn, Screen screen) {
  return asked(turn.visit, turn.rules, screen == Screen::Running ? Of::Running : Of::Today).size();
}

bool has_something_to_ask(const Turn& turn, Screen screen) {
  switch (screen) {
    case Screen::Rank: return turn.rules.asks != nullptr && turn.visit.marks.areas.size() >= kRankFrom;
    case Screen::Running:
    case Screen::Today: return questions_of(turn, screen) > 0;
    case Screen::Safety: return !safety_pages(turn.visit, turn.rules).empty();
    default: return true;
  }
}

std::size_t first_open_page(const Turn& turn) {
  const auto pages = safety_pages(turn.visit, turn.rules);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (answer_of(turn.visit, pages[i].key) == nullptr) return i;
  }
  return 0;
}

void arrive(Turn& turn, Screen screen, bool at_its_end) {
  Visit& visit = turn.visit;
  if (screen == Screen::Running || screen == Screen::Today)
    visit.question = at_its_end ? questions_of(turn, screen) - 1 : 0;
  if (screen != Screen::Safety) return go(turn, screen);
  visit.safety.page = at_its_end ? safety_pages(visit, turn.rules).size() - 1 : first_open_page(turn);
  go_to_safety_page(turn);
}

}  // namespace

void go_on_from(Turn& turn, Screen first) {
  for (int i = station(first); i < kStations; ++i) {
    if (!has_something_to_ask(turn, kWay[i])) continue;
    return kWay[i] == Screen::Review ? go_to_review(turn) : arrive(turn, kWay[i], false);
  }
}

void go_back_from(Turn& turn, Screen first) {
  for (int i = station(first); i >= 0; --i) {
    if (has_something_to_ask(turn, kWay[i])) return arrive(turn, kWay[i], true);
  }
}

void go_to_review(Turn& turn) {
  turn.visit.editing_from_review = false;
  turn.visit.showing = intake::QuestionId();
  if (safety_done(turn.visit, turn.rules)) return go(turn, Screen::Review);
  turn.visit.safety.page = first_open_page(turn);
  go_to_safety_page(turn);
}

void go_to_safety_page(Turn& turn) {
  const auto pages = safety_pages(turn.visit, turn.rules);
  const auto* page = standing_page(turn.visit, pages);
  const bool on_the_map = page != nullptr && page->key.kind == SafetyPageKind::Where;
  turn.visit.showing = on_the_map ? page->key.question : intake::QuestionId();
  go(turn, on_the_map ? Screen::Map : Screen::Safety);
}

}  // namespace visit
