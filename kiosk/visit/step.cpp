#include "visit/step.h"

#include <algorithm>

#include "visit/safety.h"
#include "visit/turn.h"

namespace visit {

using base::Millis;

Step step(Visit visit, const Event& event, const Rules& rules) {
  Turn turn{std::move(visit), {}, event.at, rules};
  if (!world(turn, event.what)) person(turn, event.what);
  return {std::move(turn.visit), std::move(turn.effects)};
}

namespace {

// When the screen that stands ends by itself.
std::optional<Millis> screen_ends(const Visit& visit, const Rules& rules) {
  if (visit.card == CardState::LookingUp) return visit.started_at + rules.timings.lookup_gives_up;
  if (visit.screen == Screen::Attract || visit.storing) return std::nullopt;
  if (visit.screen == Screen::Idle || visit.screen == Screen::Switch)
    return visit.screen_since + rules.timings.idle_reset;
  if (visit.screen == Screen::Sent) return visit.screen_since + rules.timings.sent_stays;
  return visit.touched_at + rules.timings.idle_warning;
}

}  // namespace

std::optional<Millis> next_wake(const Visit& visit, const Rules& rules) {
  const auto ends = screen_ends(visit, rules);
  if (!visit.refused) return ends;
  const auto words_end = visit.refused_at + rules.timings.refusal_stays;
  return ends ? std::min(*ends, words_end) : words_end;
}

int idle_seconds_left(const Visit& visit, Millis now, const Rules& rules) {
  if (visit.screen != Screen::Idle && visit.screen != Screen::Switch) return 0;
  const auto left = visit.screen_since + rules.timings.idle_reset - now;
  return static_cast<int>(std::max<std::int64_t>(0, (left.count() + 999) / 1000));
}

bool can_go_on(const Visit& visit, const Rules& rules) {
  if (visit.storing) return false;
  switch (visit.screen) {
    case Screen::Hello: return rules.therapists.empty() || visit.therapist_answered;
    case Screen::Guest: return !visit.given.empty();
    case Screen::Therapist: return visit.therapist_answered;
    case Screen::Rank:
    case Screen::Running:
    case Screen::Today: return true;
    case Screen::Safety: return page_answered(visit, rules);
    case Screen::Map:
      if (visit.lens_open()) return false;
      if (!visit.showing.empty()) return true;
      if (visit.panel_open())
        return visit.marks.area(visit.chosen) != nullptr || visit.marks.avoided(visit.chosen) != nullptr;
      return visit.marks.any() || visit.marks.nothing_hurts;
    case Screen::Review: return visit.marks.any() || visit.marks.nothing_hurts;
    case Screen::Sent:
    case Screen::Fault: return true;
    default: return false;
  }
}

bool counts_down(const Visit& visit) {
  return visit.screen == Screen::Idle || visit.screen == Screen::Switch || visit.screen == Screen::Sent;
}

Progress progress(const Visit& visit, const Rules& rules) {
  const bool asks = rules.asks != nullptr;
  const int count = asks ? 6 : 3;
  switch (visit.screen) {
    case Screen::Hello:
    case Screen::Guest:
    case Screen::Therapist: return {1, count};
    case Screen::Map: return {visit.showing.empty() ? 2 : 5, count};
    case Screen::Rank: return {3, count};
    case Screen::Running: return {4, count};
    case Screen::Today:
    case Screen::Safety: return {5, count};
    case Screen::Review: return {count, count};
    default: return {};
  }
}

bool between_visits(const Visit& visit) {
  return visit.screen == Screen::Attract || (visit.screen == Screen::Help && visit.behind == Screen::Attract);
}

bool would_pass_on(const Visit& visit) { return visit.named() && visit.marks.any(); }

}  // namespace visit
