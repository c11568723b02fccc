// Another card during somebody's visit. Nobody ever sees somebody else's marks by holding up a card, and no
// card uncovers them again: only a touch does.
#include "visit/turn.h"

namespace visit {
namespace {

// "Get help now" is not taken away from somebody in need by a card; no answer stands there.
bool help_is_needed_now(const Visit& visit, Screen screen) {
  return screen == Screen::Alert && visit.safety.stopped == intake::Tier::E;
}

}  // namespace

void ask_whose_turn(Turn& turn, const base::SecretVector<intake::CardToken>& tokens) {
  Visit& visit = turn.visit;
  const Screen screen = visit.screen == Screen::Help ? visit.behind : visit.screen;
  // While a card is looked up or a record goes to the disk, which is short, the next card comes too early.
  if (visit.card == CardState::LookingUp || visit.storing || help_is_needed_now(visit, screen)) return;
  if (tokens == visit.tokens) return;  // the client's own, once more
  // The card held up last is the one of who stands there. It gives the question no more time.
  visit.other.tokens = tokens;
  if (screen == Screen::Switch) return;
  // Over the idle warning, what that covered: who says "I was here first" is there.
  visit.other.covers = visit.screen == Screen::Idle ? visit.behind : visit.screen;
  visit.other.behind = visit.behind;
  go(turn, Screen::Switch);
}

void take_turn(Turn& turn) {
  const auto tokens = std::move(turn.visit.other.tokens);
  leave_visit(turn, intake::EndedBy::OtherCard);
  begin_with_card(turn, tokens);
}

void keep_turn(Turn& turn) {
  Visit& visit = turn.visit;
  const auto other = std::move(visit.other);
  visit.other = {};
  visit.behind = other.behind;
  go(turn, other.covers);
}

}  // namespace visit
