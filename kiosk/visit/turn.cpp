#include "visit/turn.h"

#include "visit/safety.h"

namespace visit {
namespace {

// An untouched visit on the same machine.
Visit fresh(const Turn& turn, std::uint64_t number) {
  Visit visit;
  visit.number = number;
  visit.reader_working = turn.visit.reader_working;
  visit.touched_at = turn.now;
  return visit;
}

}  // namespace

void go(Turn& turn, Screen screen) {
  turn.visit.screen = screen;
  turn.visit.screen_since = turn.now;
  turn.visit.leaving = false;
}

void end_visit(Turn& turn) {
  turn.visit = fresh(turn, turn.visit.number);
  go(turn, Screen::Attract);
  turn.effects.emplace_back(effect::VisitEnded{});
}

void begin_visit(Turn& turn) {
  turn.visit = fresh(turn, turn.visit.number + 1);
  turn.visit.started_at = turn.now;
  turn.effects.emplace_back(effect::VisitBegan{});
}

void leave_visit(Turn& turn, intake::EndedBy ended_by) {
  if (would_pass_on(turn.visit) && !turn.visit.storing) {
    turn.effects.emplace_back(effect::StoreIntake{turn.visit.number, turn.visit.started_at,
                                                  what_was_said(turn, intake::Status::Incomplete, ended_by)});
  }
  end_visit(turn);
}

void begin_with_card(Turn& turn, const base::SecretVector<intake::CardToken>& tokens) {
  begin_visit(turn);
  turn.visit.card = CardState::LookingUp;
  turn.visit.tokens = tokens;
  go(turn, Screen::Attract);
  turn.effects.emplace_back(effect::LookUpCard{turn.visit.number, tokens});
}

// Where the client went on before the answer came, nobody was asked as far as anyone knows.
intake::CardAsked asked(const Visit& visit) {
  switch (visit.card) {
    case CardState::None: return intake::CardAsked::Unsaid;
    case CardState::Known: return intake::CardAsked::Known;
    case CardState::Unknown: return intake::CardAsked::Unknown;
    case CardState::LookingUp:
    case CardState::Unasked: return intake::CardAsked::Unasked;
  }
  return intake::CardAsked::Unsaid;
}

intake::Intake what_was_said(const Turn& turn, intake::Status status, intake::EndedBy ended_by) {
  const Visit& visit = turn.visit;
  intake::Intake said;
  said.status = status;
  said.ended_by = ended_by;
  said.client.tokens = visit.tokens;
  said.client.card = asked(visit);
  said.client.given = visit.given;
  said.client.initial = visit.last_initial;
  said.client.member = visit.member;
  said.client.member_confirmed = visit.card == CardState::Known;
  if (visit.therapist) said.therapist = turn.rules.therapists.at(*visit.therapist).id;
  said.nothing_hurts = visit.marks.nothing_hurts;
  said.areas = visit.marks.areas;
  said.avoid = visit.marks.avoid;
  said.answers = visit.answers;
  said.screening = screened(visit, turn.rules);
  return said;
}

}  // namespace visit
