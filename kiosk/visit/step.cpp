#include "visit/step.h"

#include <algorithm>

#include "base/utf8.h"
#include "visit/marking.h"

namespace visit {
namespace {

using base::Millis;
namespace ev = event;
namespace ef = effect;

// One event on its way through: the visit it changes, the effects it collects.
struct Turn {
  Visit visit;
  std::vector<Effect> effects;
  Millis now;
  const Rules& rules;
};

void go(Turn& turn, Screen screen) {
  turn.visit.screen = screen;
  turn.visit.screen_since = turn.now;
}

// Back to Attract with nothing left of who was here. The reader's state is the machine's, not the visit's.
void end_visit(Turn& turn) {
  Visit empty;
  empty.number = turn.visit.number;
  empty.reader_working = turn.visit.reader_working;
  empty.touched_at = turn.now;
  turn.visit = std::move(empty);
  go(turn, Screen::Attract);
  turn.effects.emplace_back(ef::VisitEnded{});
}

void begin_visit(Turn& turn) {
  const bool reader_working = turn.visit.reader_working;
  const auto number = turn.visit.number + 1;
  turn.visit = Visit{};
  turn.visit.number = number;
  turn.visit.reader_working = reader_working;
  turn.visit.started_at = turn.now;
  turn.visit.touched_at = turn.now;
  turn.effects.emplace_back(ef::VisitBegan{});
}

intake::Intake what_was_said(const Turn& turn, intake::Status status, intake::EndedBy ended_by) {
  const Visit& visit = turn.visit;
  intake::Intake said;
  said.status = status;
  said.ended_by = ended_by;
  said.client.tokens = visit.tokens;
  said.client.given = visit.given;
  said.client.initial = visit.last_initial;
  said.client.member = visit.member;
  said.client.member_confirmed = visit.card == CardState::Known;
  if (visit.therapist) said.therapist = turn.rules.therapists.at(*visit.therapist).id;
  said.nothing_hurts = visit.marks.nothing_hurts;
  said.areas = visit.marks.areas;
  said.avoid = visit.marks.avoid;
  return said;
}

void send(Turn& turn) {
  if (turn.visit.storing) return;
  turn.visit.storing = true;
  turn.effects.emplace_back(
      ef::StoreIntake{turn.visit.number, turn.visit.started_at,
                      what_was_said(turn, intake::Status::Complete, intake::EndedBy::Sent)});
}

// The client left: what a named visit marked is passed on as incomplete, then everything is cleared.
void left_alone(Turn& turn) {
  if (would_pass_on(turn.visit) && !turn.visit.storing) {
    turn.effects.emplace_back(
        ef::StoreIntake{turn.visit.number, turn.visit.started_at,
                        what_was_said(turn, intake::Status::Incomplete, intake::EndedBy::Idle)});
  }
  end_visit(turn);
}

void drop_card(Visit& visit) {
  visit.card = CardState::None;
  visit.tokens.clear();
  visit.tokens.shrink_to_fit();
  visit.member.clear();
  visit.initial.clear();
}

void after_who(Turn& turn) {
  const bool ask = !turn.rules.therapists.empty() && !turn.visit.therapist_answered;
  go(turn, ask ? Screen::Therapist : Screen::Map);
}

void next(Turn& turn) {
  if (!can_go_on(turn.visit, turn.rules)) return;
  switch (turn.visit.screen) {
    case Screen::Hello: go(turn, Screen::Map); break;
    case Screen::Guest: after_who(turn); break;
    case Screen::Therapist: go(turn, Screen::Map); break;
    case Screen::Map:
      if (!turn.visit.panel_open()) {
        go(turn, Screen::Review);
      } else {
        close_panel(turn.visit);
        if (turn.visit.editing_from_review) go(turn, Screen::Review);
      }
      turn.visit.editing_from_review = false;
      break;
    case Screen::Sent: end_visit(turn); break;
    case Screen::Fault:
      turn.visit.trouble = Trouble::None;
      go(turn, Screen::Review);
      send(turn);
      break;
    default: break;
  }
}

Screen screen_before_map(const Visit& visit, const Rules& rules) {
  const bool greeted = visit.card == CardState::Known || visit.card == CardState::Unasked;
  if (greeted) return Screen::Hello;
  return rules.therapists.empty() ? Screen::Guest : Screen::Therapist;
}

void back(Turn& turn) {
  Visit& visit = turn.visit;
  switch (visit.screen) {
    case Screen::Help: go(turn, visit.behind); break;
    case Screen::Hello:
    case Screen::Guest: end_visit(turn); break;
    case Screen::Therapist: go(turn, Screen::Guest); break;
    case Screen::Map:
      if (!visit.panel_open()) {
        go(turn, visit.editing_from_review ? Screen::Review : screen_before_map(visit, turn.rules));
      } else {
        close_panel(visit);
        if (visit.editing_from_review) go(turn, Screen::Review);
      }
      visit.editing_from_review = false;
      break;
    case Screen::Review:
      if (!visit.storing) go(turn, Screen::Map);
      break;
    case Screen::Fault:
      visit.trouble = Trouble::None;
      go(turn, Screen::Review);
      break;
    default: break;
  }
}

void type(Visit& visit, char32_t code_point) {
  if (visit.field == NameField::LastInitial) {
    visit.last_initial = base::SecretString(base::to_utf8(code_point));
    return;
  }
  const auto typed = base::count_code_points(visit.given.view());
  const bool leading_space = typed == 0 && code_point == U' ';
  if (typed >= kLongestGiven || leading_space) return;
  visit.given.append(base::to_utf8(code_point));
}

void rub_out(Visit& visit) {
  auto& text = visit.field == NameField::Given ? visit.given : visit.last_initial;
  text.truncate(base::without_last_code_point(text.view()).size());
}

// ---- the world

void on(Turn& turn, const ev::CardTapped& card) {
  const bool free = turn.visit.screen == Screen::Attract || turn.visit.screen == Screen::Sent;
  // Another card during a visit changes nothing: nobody ever sees somebody else's marks by tapping a card.
  if (!free || turn.visit.card == CardState::LookingUp) return;
  if (turn.visit.screen == Screen::Sent) end_visit(turn);
  begin_visit(turn);
  turn.visit.card = CardState::LookingUp;
  turn.visit.tokens = card.tokens;
  go(turn, Screen::Attract);
  turn.effects.emplace_back(ef::LookUpCard{turn.visit.number, card.tokens});
}

void on(Turn& turn, const ev::LookupDone& done) {
  Visit& visit = turn.visit;
  if (visit.card != CardState::LookingUp || done.number != visit.number) return;
  if (done.reached && !done.known) {
    visit.card = CardState::Unknown;
    go(turn, Screen::Guest);
    return;
  }
  visit.card = done.reached ? CardState::Known : CardState::Unasked;
  if (done.reached) {
    visit.initial = done.initial;
    visit.member = done.member;
  }
  go(turn, Screen::Hello);
}

void on(Turn& turn, const ev::Tick&) {
  Visit& visit = turn.visit;
  if (visit.card == CardState::LookingUp && turn.now >= visit.screen_since + turn.rules.timings.lookup_gives_up) {
    on(turn, ev::LookupDone{visit.number, false, false, {}, {}});
    return;
  }
  if (visit.screen == Screen::Attract) return;
  if (visit.screen == Screen::Sent) {
    if (turn.now >= visit.screen_since + turn.rules.timings.sent_stays) end_visit(turn);
    return;
  }
  if (visit.screen == Screen::Idle) {
    if (turn.now >= visit.screen_since + turn.rules.timings.idle_reset) left_alone(turn);
    return;
  }
  if (turn.now >= visit.touched_at + turn.rules.timings.idle_warning && !visit.storing) {
    visit.behind = visit.screen == Screen::Help ? visit.behind : visit.screen;
    if (visit.behind == Screen::Attract) {
      end_visit(turn);  // Help over Attract: nothing to lose
      return;
    }
    go(turn, Screen::Idle);
  }
}

void on(Turn& turn, const ev::ReaderLost&) { turn.visit.reader_working = false; }
void on(Turn& turn, const ev::ReaderFound&) { turn.visit.reader_working = true; }

void on(Turn& turn, const ev::Stored& stored) {
  if (!turn.visit.storing || stored.number != turn.visit.number) return;
  // Only who it was sent to is still needed; what was said goes now, not when the screen closes.
  const auto therapist = turn.visit.therapist;
  end_visit(turn);
  turn.visit.therapist = therapist;
  go(turn, Screen::Sent);
}

void on(Turn& turn, const ev::StoreFailed& failed) {
  if (!turn.visit.storing || failed.number != turn.visit.number) return;
  turn.visit.storing = false;
  turn.visit.trouble = Trouble::NotSaved;
  go(turn, Screen::Fault);
}

// ---- a person

void on(Turn&, const ev::Touch&) {}

void on(Turn& turn, const ev::Start&) {
  const bool here = turn.visit.screen == Screen::Attract ||
                    (turn.visit.screen == Screen::Help && turn.visit.behind == Screen::Attract);
  if (!here || turn.visit.card == CardState::LookingUp) return;
  begin_visit(turn);
  go(turn, Screen::Guest);
}

void on(Turn& turn, const ev::NotMe&) {
  if (turn.visit.screen != Screen::Hello) return;
  drop_card(turn.visit);
  turn.visit.therapist.reset();
  turn.visit.therapist_answered = false;
  turn.visit.marks = {};
  turn.visit.past.clear();
  turn.visit.future.clear();
  go(turn, Screen::Guest);
}

void on(Turn& turn, const ev::PickTherapist& pick) {
  const bool here = turn.visit.screen == Screen::Hello || turn.visit.screen == Screen::Therapist;
  if (!here || (pick.index && *pick.index >= turn.rules.therapists.size())) return;
  turn.visit.therapist = pick.index;
  turn.visit.therapist_answered = true;
}

void on(Turn& turn, const ev::PickField& pick) { turn.visit.field = pick.field; }

void on(Turn& turn, const ev::Key& key) {
  if (turn.visit.screen == Screen::Guest) type(turn.visit, key.code_point);
}

void on(Turn& turn, const ev::Backspace&) {
  if (turn.visit.screen == Screen::Guest) rub_out(turn.visit);
}

void on(Turn& turn, const ev::WithoutName&) {
  if (turn.visit.screen != Screen::Guest) return;
  turn.visit.given.clear();
  turn.visit.last_initial.clear();
  after_who(turn);
}

void on(Turn& turn, const ev::Next&) { next(turn); }
void on(Turn& turn, const ev::Back&) { back(turn); }

void on(Turn& turn, const ev::Help&) {
  if (turn.visit.screen == Screen::Help || turn.visit.screen == Screen::Idle || turn.visit.storing) return;
  turn.visit.behind = turn.visit.screen;
  go(turn, Screen::Help);
}

bool on_map(const Turn& turn) { return turn.visit.screen == Screen::Map; }

void on(Turn& turn, const ev::ShowView& show) {
  if (!on_map(turn)) return;
  turn.visit.view = show.view;
}

void on(Turn& turn, const ev::TouchRegion& touch) {
  if (on_map(turn)) choose(turn.visit, touch.region, touch.at);
}

void on(Turn& turn, const ev::SetLevel& set) {
  if (on_map(turn)) set_level(turn.visit, set.level);
}
void on(Turn& turn, const ev::ToggleKind& toggle) {
  if (on_map(turn)) toggle_kind(turn.visit, toggle.kind);
}
void on(Turn& turn, const ev::ToggleSince& toggle) {
  if (on_map(turn)) toggle_since(turn.visit, toggle.since);
}
void on(Turn& turn, const ev::ToggleWhen& toggle) {
  if (on_map(turn)) toggle_when(turn.visit, toggle.when);
}
void on(Turn& turn, const ev::ToggleBothSides&) {
  if (on_map(turn)) toggle_both_sides(turn.visit);
}
void on(Turn& turn, const ev::ToggleAvoid&) {
  if (on_map(turn)) toggle_avoid(turn.visit);
}
void on(Turn& turn, const ev::SetAvoidWhy& set) {
  if (on_map(turn)) set_avoid_why(turn.visit, set.why);
}
void on(Turn& turn, const ev::RemoveMark&) {
  if (on_map(turn)) remove_mark(turn.visit);
}
void on(Turn& turn, const ev::ClearMarks&) {
  if (on_map(turn)) clear_marks(turn.visit);
}
void on(Turn& turn, const ev::Undo&) {
  if (on_map(turn)) undo(turn.visit);
}
void on(Turn& turn, const ev::Redo&) {
  if (on_map(turn)) redo(turn.visit);
}

void on(Turn& turn, const ev::NothingHurts&) {
  if (!on_map(turn)) return;
  nothing_hurts(turn.visit);
  if (turn.visit.marks.nothing_hurts) go(turn, Screen::Review);
}

void on(Turn& turn, const ev::EditRegion& edit) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Review || visit.storing) return;
  const auto* area = visit.marks.area(edit.region);
  if (area == nullptr && visit.marks.avoided(edit.region) == nullptr) return;
  if (area != nullptr) visit.view = figure::view_from_name(area->at.view.view()).value_or(visit.view);
  choose(visit, edit.region, area != nullptr ? area->at : intake::TouchedAt{});
  visit.editing_from_review = true;
  go(turn, Screen::Map);
}

void on(Turn& turn, const ev::Send&) {
  if (turn.visit.screen == Screen::Review && can_go_on(turn.visit, turn.rules)) send(turn);
}

void on(Turn& turn, const ev::Stay&) {
  if (turn.visit.screen == Screen::Idle) go(turn, turn.visit.behind);
}

void on(Turn& turn, const ev::Discard&) {
  if (turn.visit.screen == Screen::Idle) end_visit(turn);
}

bool from_a_person(const What& what) {
  const bool world =
      std::holds_alternative<ev::Tick>(what) || std::holds_alternative<ev::LookupDone>(what) ||
      std::holds_alternative<ev::ReaderLost>(what) || std::holds_alternative<ev::ReaderFound>(what) ||
      std::holds_alternative<ev::Stored>(what) || std::holds_alternative<ev::StoreFailed>(what) ||
      std::holds_alternative<ev::CardTapped>(what);
  return !world;
}

}  // namespace

Step step(Visit visit, const Event& event, const Rules& rules) {
  Turn turn{std::move(visit), {}, event.at, rules};
  if (from_a_person(event.what)) {
    turn.visit.touched_at = event.at;
    turn.visit.notice = Notice::None;
  }
  std::visit([&](const auto& what) { on(turn, what); }, event.what);
  return {std::move(turn.visit), std::move(turn.effects)};
}

std::optional<Millis> next_wake(const Visit& visit, const Rules& rules) {
  if (visit.card == CardState::LookingUp) return visit.screen_since + rules.timings.lookup_gives_up;
  if (visit.screen == Screen::Attract || visit.storing) return std::nullopt;
  if (visit.screen == Screen::Idle) return visit.screen_since + rules.timings.idle_reset;
  if (visit.screen == Screen::Sent) return visit.screen_since + rules.timings.sent_stays;
  return visit.touched_at + rules.timings.idle_warning;
}

int idle_seconds_left(const Visit& visit, Millis now, const Rules& rules) {
  if (visit.screen != Screen::Idle) return 0;
  const auto left = visit.screen_since + rules.timings.idle_reset - now;
  return static_cast<int>(std::max<std::int64_t>(0, (left.count() + 999) / 1000));
}

bool can_go_on(const Visit& visit, const Rules& rules) {
  if (visit.storing) return false;
  switch (visit.screen) {
    case Screen::Hello: return rules.therapists.empty() || visit.therapist_answered;
    case Screen::Guest: return !visit.given.empty();
    case Screen::Therapist: return visit.therapist_answered;
    case Screen::Map:
      if (visit.panel_open())
        return visit.marks.area(visit.chosen) != nullptr || visit.marks.avoided(visit.chosen) != nullptr;
      return visit.marks.any() || visit.marks.nothing_hurts;
    case Screen::Review: return visit.marks.any() || visit.marks.nothing_hurts;
    case Screen::Sent:
    case Screen::Fault: return true;
    default: return false;
  }
}

bool counts_down(const Visit& visit) { return visit.screen == Screen::Idle || visit.screen == Screen::Sent; }

Progress progress(const Visit& visit) {
  switch (visit.screen) {
    case Screen::Hello:
    case Screen::Guest:
    case Screen::Therapist: return {1, 3};
    case Screen::Map: return {2, 3};
    case Screen::Review: return {3, 3};
    default: return {};
  }
}

bool would_pass_on(const Visit& visit) { return visit.named() && visit.marks.any(); }

}  // namespace visit
