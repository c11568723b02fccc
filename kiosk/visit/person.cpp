// What a person's touches make of a visit.
#include "base/utf8.h"
#include "visit/marking.h"
#include "visit/turn.h"

namespace visit {
namespace {

namespace ev = event;
namespace ef = effect;

void send(Turn& turn) {
  if (turn.visit.storing) return;
  turn.visit.storing = true;
  turn.effects.emplace_back(
      ef::StoreIntake{turn.visit.number, turn.visit.started_at,
                      what_was_said(turn, intake::Status::Complete, intake::EndedBy::Sent)});
}

void drop_card(Visit& visit) {
  visit.card = CardState::None;
  base::forget(visit.tokens);
  visit.member.clear();
  visit.initial.clear();
}

void after_who(Turn& turn) {
  const bool ask = !turn.rules.therapists.empty() && !turn.visit.therapist_answered;
  go(turn, ask ? Screen::Therapist : Screen::Map);
}

void next_on_map(Turn& turn) {
  if (!turn.visit.showing.empty()) return next_safety_page(turn);
  const bool back_to_review = turn.visit.editing_from_review;
  if (turn.visit.panel_open()) {
    close_panel(turn.visit);
    if (!back_to_review) return;
  }
  turn.visit.editing_from_review = false;
  if (back_to_review)
    go_to_review(turn);
  else
    go_on_from(turn, Screen::Rank);
}

void next(Turn& turn) {
  if (!can_go_on(turn.visit, turn.rules)) return;
  switch (turn.visit.screen) {
    case Screen::Hello: go(turn, Screen::Map); break;
    case Screen::Guest: after_who(turn); break;
    case Screen::Therapist: go(turn, Screen::Map); break;
    case Screen::Map: next_on_map(turn); break;
    case Screen::Rank: go_on_from(turn, Screen::Running); break;
    case Screen::Running:
    case Screen::Today: next_question(turn); break;
    case Screen::Safety: next_safety_page(turn); break;
    case Screen::Sent: end_visit(turn); break;
    case Screen::Fault:
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

// Out of the visit. Marks are not lost unasked: the idle warning's question stands first.
void leave(Turn& turn) {
  if (!turn.visit.marks.any()) {
    end_visit(turn);
    return;
  }
  turn.visit.behind = turn.visit.screen;
  go(turn, Screen::Idle);
  turn.visit.leaving = true;
}

void back_on_map(Turn& turn) {
  Visit& visit = turn.visit;
  if (visit.lens_open()) return close_lens(visit);
  if (!visit.showing.empty()) return previous_safety_page(turn);
  const bool to_review = visit.editing_from_review;
  visit.editing_from_review = false;
  if (visit.panel_open()) {
    close_panel(visit);
    if (!to_review) return;
  }
  if (to_review)
    go_to_review(turn);
  else
    go(turn, screen_before_map(visit, turn.rules));
}

void back(Turn& turn) {
  Visit& visit = turn.visit;
  switch (visit.screen) {
    case Screen::Help: go(turn, visit.behind); break;
    case Screen::Hello:
    case Screen::Guest: leave(turn); break;
    case Screen::Therapist: go(turn, Screen::Guest); break;
    case Screen::Map: back_on_map(turn); break;
    case Screen::Rank: go(turn, Screen::Map); break;
    case Screen::Running:
    case Screen::Today: previous_question(turn); break;
    case Screen::Safety: previous_safety_page(turn); break;
    case Screen::Alert: go_to_safety_page(turn); break;
    case Screen::Review:
      if (!visit.storing) go_back_from(turn, Screen::Safety);
      break;
    case Screen::Fault: go(turn, Screen::Review); break;
    default: break;
  }
}

// Of the letters the screen's keyboards have: plain and accented Latin ones.
bool is_letter(char32_t code_point) {
  const bool plain = (code_point >= U'a' && code_point <= U'z') || (code_point >= U'A' && code_point <= U'Z');
  const bool accented = code_point >= U'\u00C0' && code_point != U'\u00D7' && code_point != U'\u00F7';
  return plain || accented;
}

void type(Visit& visit, char32_t code_point) {
  if (visit.field == NameField::LastInitial) {
    if (!is_letter(code_point)) return;
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

void on(Turn&, const ev::Touch&) {}

void on(Turn& turn, const ev::Start&) {
  if (turn.visit.screen == Screen::Switch) return take_turn(turn);
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
  base::forget(turn.visit.past);
  base::forget(turn.visit.future);
  go(turn, Screen::Guest);
}

void on(Turn& turn, const ev::PickTherapist& pick) {
  const bool here = turn.visit.screen == Screen::Hello || turn.visit.screen == Screen::Therapist;
  if (!here || (pick.index && *pick.index >= turn.rules.therapists.size())) return;
  turn.visit.therapist = pick.index;
  turn.visit.therapist_answered = true;
}

void on(Turn& turn, const ev::PickField& pick) {
  if (turn.visit.screen == Screen::Guest) turn.visit.field = pick.field;
}

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
  if (turn.visit.screen == Screen::Help || turn.visit.storing) return;
  // Over the idle warning it covers what that covered: who asks for help is there.
  if (turn.visit.screen != Screen::Idle) turn.visit.behind = turn.visit.screen;
  go(turn, Screen::Help);
}

bool on_map(const Turn& turn) { return turn.visit.screen == Screen::Map && !turn.visit.lens_open(); }
bool in_lens(const Turn& turn) { return turn.visit.screen == Screen::Map && turn.visit.lens_open(); }

void on(Turn& turn, const ev::ShowView& show) {
  if (!on_map(turn)) return;
  turn.visit.view = show.view;
}

void on(Turn& turn, const ev::TouchRegion& touch) {
  if (on_map(turn)) choose(turn.visit, touch.region, touch.at);
}

void on(Turn& turn, const ev::TouchDoubtful& touch) {
  if (on_map(turn)) doubt(turn.visit, touch.candidates, touch.at);
}

void on(Turn& turn, const ev::ComeCloser& closer) {
  if (!on_map(turn)) return;
  close_panel(turn.visit);
  turn.visit.view = closer.view;
}

void on(Turn& turn, const ev::PickCandidate& pick) {
  if (!in_lens(turn) || pick.index >= turn.visit.candidates.size()) return;
  const auto region = turn.visit.candidates[pick.index];
  const intake::TouchedAt at = turn.visit.touched;
  close_lens(turn.visit);
  choose(turn.visit, region, at);
}

void on(Turn& turn, const ev::NoCandidate&) {
  if (in_lens(turn)) close_lens(turn.visit);
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
  if (on_map(turn) && turn.visit.showing.empty()) undo(turn.visit);
}
void on(Turn& turn, const ev::Redo&) {
  if (on_map(turn) && turn.visit.showing.empty()) redo(turn.visit);
}

void on(Turn& turn, const ev::NothingHurts&) {
  if (!on_map(turn) || !turn.visit.showing.empty()) return;
  nothing_hurts(turn.visit);
  if (turn.visit.marks.nothing_hurts) go_on_from(turn, Screen::Rank);
}

void on(Turn& turn, const ev::EditRegion& edit) {
  Visit& visit = turn.visit;
  if (visit.screen != Screen::Review || visit.storing) return;
  const auto* area = visit.marks.area(edit.region);
  if (area == nullptr && visit.marks.avoided(edit.region) == nullptr) return;
  const auto touched = area != nullptr ? area->at : intake::TouchedAt{};
  visit.view = figure::view_from_name(touched.view.view()).value_or(edit.view);
  choose(visit, edit.region, touched);
  visit.editing_from_review = true;
  go(turn, Screen::Map);
}

void on(Turn& turn, const ev::Send&) {
  if (turn.visit.screen == Screen::Review && can_go_on(turn.visit, turn.rules)) send(turn);
}

void on(Turn& turn, const ev::Stay&) {
  if (turn.visit.screen == Screen::Idle) go(turn, turn.visit.behind);
  if (turn.visit.screen == Screen::Switch) keep_turn(turn);
}

void on(Turn& turn, const ev::Discard&) {
  if (turn.visit.screen == Screen::Idle) end_visit(turn);
}

}  // namespace

void person(Turn& turn, const What& what) {
  turn.visit.touched_at = turn.now;
  turn.visit.notice = Notice::None;
  if (turn.visit.screen != Screen::Help) turn.visit.refused.reset();  // which hides it
  if (asking(turn, what)) return;
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { on(turn, each); }) on(turn, each);
      },
      what);
}

}  // namespace visit
