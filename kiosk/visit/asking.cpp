// What a person answers beside the map: which place first, running, today, safety.
#include <algorithm>

#include "visit/safety.h"
#include "visit/turn.h"

namespace visit {
namespace {

namespace ev = event;
using intake::Question;
using intake::Tier;
using Of = Question::Screen;

bool asks_questions(Screen screen) { return screen == Screen::Running || screen == Screen::Today; }

bool asked_with(const Visit& visit, const Question& question) {
  if (question.only_with.empty()) return true;
  const auto named = [&](const auto& mark) {
    const auto& names = question.only_with;
    return std::find(names.begin(), names.end(), mark.region.name()) != names.end();
  };
  return std::any_of(visit.marks.areas.begin(), visit.marks.areas.end(), named);
}

// --- Rank

int highest_rank(const Visit& visit) {
  int highest = 0;
  for (const auto& area : visit.marks.areas) highest = std::max(highest, area.rank);
  return highest;
}

void clear_ranks(Visit& visit) {
  for (auto& area : visit.marks.areas) area.rank = 0;
}

bool on(Turn& turn, const ev::RankRegion& rank) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Rank) return true;
  auto& areas = visit.marks.areas;
  const auto found =
      std::find_if(areas.begin(), areas.end(), [&](const auto& area) { return area.region == rank.region; });
  if (found == areas.end()) return true;
  if (const int had = found->rank; had > 0) {
    found->rank = 0;
    for (auto& area : areas) area.rank -= area.rank > had ? 1 : 0;
    return true;
  }
  const int next = highest_rank(visit) + 1;
  if (next <= kMostRanked) found->rank = next;
  return true;
}

bool on(Turn& turn, const ev::RankClear&) {
  if (turn.visit.screen == Screen::Rank) clear_ranks(turn.visit);
  return true;
}

bool on(Turn& turn, const ev::RankAny&) {
  if (turn.visit.screen != Screen::Rank) return true;
  clear_ranks(turn.visit);
  go_on_from(turn, Screen::Running);
  return true;
}

// --- Running and Today

void forget_answer(Visit& visit, std::string_view question) {
  std::erase_if(visit.answers, [&](const auto& answer) { return answer.question.view() == question; });
}

void forget_choice(Visit& visit, std::string_view question, std::string_view choice) {
  std::erase_if(visit.answers, [&](const auto& answer) {
    return answer.question.view() == question && answer.choice.view() == choice;
  });
}

// A question with one answer goes on by itself; so does "none" of one with several.
bool on(Turn& turn, const ev::PickChoice& pick) {
  Visit& visit = turn.visit;
  const auto* question = standing_question(visit, turn.rules);
  if (question == nullptr || pick.choice >= question->choices.size()) return true;
  const std::string& choice = question->choices[pick.choice];
  const bool had = chosen(visit, *question, choice);
  const bool alone = !question->several || choice == question->alone;
  if (question->several && had) {
    forget_choice(visit, question->id, choice);
    return true;
  }
  if (alone) forget_answer(visit, question->id);
  if (!alone) forget_choice(visit, question->id, question->alone);
  visit.answers.push_back({intake::QuestionId(question->id), intake::QuestionId(choice)});
  if (alone) next_question(turn);
  return true;
}

// --- Safety

void set_said(Visit& visit, const SafetyPageKey& key, SafetySaid said) {
  auto& pages = visit.safety.pages;
  std::erase_if(pages, [&](const auto& page) { return page.key == key; });
  pages.push_back({key, said});
}

// No yes among the page's lines, nor of their parts. True if there was one.
bool take_back(Visit& visit, const SafetyPage& page) {
  const auto gone = std::erase_if(visit.safety.yes, [&](const auto& yes) {
    return std::find(page.lines.begin(), page.lines.end(), yes) != page.lines.end();
  });
  return gone > 0;
}

bool on(Turn& turn, const ev::ToggleLine& toggle) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Safety) return true;
  const auto pages = safety_pages(visit, turn.rules);
  const auto* page = standing_page(visit, pages);
  if (page == nullptr || toggle.line >= page->lines.size()) return true;
  const SafetyLine& line = page->lines[toggle.line];
  // A yes takes "none of these" back, and "I'd rather tell".
  std::erase_if(visit.safety.pages, [&](const auto& each) { return each.key == page->key; });
  auto& yes = visit.safety.yes;
  const auto found = std::find(yes.begin(), yes.end(), line);
  if (found != yes.end())
    yes.erase(found);
  else
    yes.push_back(line);
  return true;
}

// Goes on by itself, unless it took a yes back: that is looked at first.
bool on(Turn& turn, const ev::NoneOfThese&) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Safety) return true;
  const auto pages = safety_pages(visit, turn.rules);
  const auto* page = standing_page(visit, pages);
  if (page == nullptr || page->key.kind == SafetyPageKind::Parts) return true;
  const bool had_yes = take_back(visit, *page);
  set_said(visit, page->key, SafetySaid::None);
  if (!had_yes) next_safety_page(turn);
  return true;
}

bool on(Turn& turn, const ev::TellTherapist&) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Safety) return true;
  const auto pages = safety_pages(visit, turn.rules);
  const auto* page = standing_page(visit, pages);
  if (page == nullptr || page->key.kind == SafetyPageKind::Parts) return true;
  take_back(visit, *page);
  set_said(visit, page->key, SafetySaid::Told);
  next_safety_page(turn);
  return true;
}

// From the page that stands to the one after it, however many its answer added.
void leave_page(Turn& turn) {
  ++turn.visit.safety.page;
  if (turn.visit.safety.page >= safety_pages(turn.visit, turn.rules).size()) return go_to_review(turn);
  go_to_safety_page(turn);
}

// The stop screen comes once for a tier, and again for a higher one.
bool stop(Turn& turn) {
  Visit& visit = turn.visit;
  const Tier tier = highest_yes(visit, turn.rules);
  if (tier < Tier::S || tier <= visit.safety.stopped) return false;
  visit.safety.stopped = tier;
  turn.effects.emplace_back(effect::RaiseAlert{tier});
  visit.showing = intake::QuestionId();
  go(turn, Screen::Alert);
  return true;
}

// After E nothing more is asked.
void leave_alert(Turn& turn) {
  if (turn.visit.safety.stopped == Tier::E) return go_to_review(turn);
  leave_page(turn);
}

bool on(Turn& turn, const ev::ToDesk&) {
  if (turn.visit.screen == Screen::Alert) leave_alert(turn);
  return true;
}

// --- Review

bool on(Turn& turn, const ev::EditAnswers& edit) {
  Visit& visit = turn.visit;
  const bool ours = asks_questions(edit.screen) || edit.screen == Screen::Safety;
  if (visit.screen != Screen::Review || visit.storing || !ours) return true;
  if (asks_questions(edit.screen)) {
    const auto of = edit.screen == Screen::Running ? Of::Running : Of::Today;
    if (asked(visit, turn.rules, of).empty()) return true;
    visit.question = 0;
    go(turn, edit.screen);
  } else {
    if (safety_pages(visit, turn.rules).empty()) return true;
    visit.safety.page = 0;
    go_to_safety_page(turn);
  }
  visit.editing_from_review = true;
  return true;
}

}  // namespace

std::vector<const Question*> asked(const Visit& visit, const Rules& rules, Of screen) {
  std::vector<const Question*> questions;
  if (rules.asks == nullptr) return questions;
  for (const auto& question : rules.asks->questions) {
    if (question.screen == screen && asked_with(visit, question)) questions.push_back(&question);
  }
  return questions;
}

const Question* standing_question(const Visit& visit, const Rules& rules) {
  if (!asks_questions(visit.screen)) return nullptr;
  const auto all = asked(visit, rules, visit.screen == Screen::Running ? Of::Running : Of::Today);
  return visit.question < all.size() ? all[visit.question] : nullptr;
}

bool chosen(const Visit& visit, const Question& question, std::string_view choice) {
  return std::any_of(visit.answers.begin(), visit.answers.end(), [&](const auto& answer) {
    return answer.question.view() == question.id && answer.choice.view() == choice;
  });
}

void next_question(Turn& turn) {
  Visit& visit = turn.visit;
  const Screen screen = visit.screen;
  const auto all = asked(visit, turn.rules, screen == Screen::Running ? Of::Running : Of::Today);
  if (++visit.question < all.size()) return go(turn, screen);
  if (visit.editing_from_review) return go_to_review(turn);
  go_on_from(turn, screen == Screen::Running ? Screen::Today : Screen::Safety);
}

void previous_question(Turn& turn) {
  Visit& visit = turn.visit;
  if (visit.question > 0) {
    --visit.question;
    return go(turn, visit.screen);
  }
  if (visit.editing_from_review) return go_to_review(turn);
  go_back_from(turn, visit.screen == Screen::Running ? Screen::Rank : Screen::Running);
}

void next_safety_page(Turn& turn) {
  Visit& visit = turn.visit;
  auto pages = safety_pages(visit, turn.rules);
  const auto* page = standing_page(visit, pages);
  if (page == nullptr) return go_to_review(turn);
  const auto* answer = answer_of(visit, page->key);
  if (answer == nullptr) set_said(visit, page->key, SafetySaid::Some);
  const auto after = visit.safety.page + 1;
  const bool more_of_this = after < pages.size() && (pages[after].key.kind == SafetyPageKind::Parts ||
                                                     pages[after].key.kind == SafetyPageKind::Where);
  if (!more_of_this && stop(turn)) return;
  leave_page(turn);
}

void previous_safety_page(Turn& turn) {
  Visit& visit = turn.visit;
  visit.showing = intake::QuestionId();
  if (visit.safety.page > 0) {
    --visit.safety.page;
    return go_to_safety_page(turn);
  }
  if (visit.editing_from_review) return go_to_review(turn);
  go_back_from(turn, Screen::Today);
}

bool asking(Turn& turn, const What& what) {
  return std::visit(
      [&](const auto& each) {
        if constexpr (requires { on(turn, each); }) return on(turn, each);
        return false;
      },
      what);
}

}  // namespace visit
