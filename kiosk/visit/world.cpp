// What happens to a visit by itself: time, a card on the reader, answers of the queue and the disk.
#include "visit/facts.h"
#include "visit/turn.h"

namespace visit {
namespace {

namespace ev = event;

// Nobody's visit stands: nothing was typed, tapped or marked that another person's card could take over.
bool free_for_a_card(const Visit& visit) {
  if (visit.card == CardState::LookingUp) return false;
  const Screen screen = visit.screen == Screen::Help ? visit.behind : visit.screen;
  if (screen == Screen::Attract || screen == Screen::Sent) return true;
  const bool untouched = visit.card == CardState::None && visit.given.empty() && visit.last_initial.empty() &&
                         !visit.marks.any() && !visit.marks.nothing_hurts;
  return screen == Screen::Guest && untouched;
}

void on(Turn& turn, const ev::CardTapped& card) {
  if (!free_for_a_card(turn.visit)) return ask_whose_turn(turn, card.tokens);
  if (turn.visit.screen != Screen::Attract) end_visit(turn);
  begin_with_card(turn, card.tokens);
}

// The next words on the screen that takes cards say why. During somebody's visit it changes nothing.
void on(Turn& turn, const ev::CardRefused& card) {
  if (!free_for_a_card(turn.visit)) return;
  if (turn.visit.screen == Screen::Sent) end_visit(turn);
  turn.visit.refused = card.why;
  turn.visit.refused_at = turn.now;
}

// Where the card leads; Help is not taken away from somebody who reads it.
void arrive(Turn& turn, Screen screen) {
  if (turn.visit.screen == Screen::Help)
    turn.visit.behind = screen;
  else
    go(turn, screen);
}

void on(Turn& turn, const ev::LookupDone& done) {
  Visit& visit = turn.visit;
  if (visit.card != CardState::LookingUp || done.number != visit.number) return;
  if (done.reached && !done.known) {
    visit.card = CardState::Unknown;
    arrive(turn, Screen::Guest);
    return;
  }
  visit.card = done.reached ? CardState::Known : CardState::Unasked;
  if (done.reached) {
    visit.initial = done.initial;
    visit.member = done.member;
  }
  arrive(turn, Screen::Hello);
}

void on(Turn& turn, const ev::Tick&) {
  const Visit& visit = turn.visit;
  const Timings& timings = turn.rules.timings;
  if (visit.refused && turn.now >= visit.refused_at + timings.refusal_stays) turn.visit.refused.reset();
  if (visit.card == CardState::LookingUp) {
    if (turn.now >= visit.started_at + timings.lookup_gives_up)
      on(turn, ev::LookupDone{visit.number, false, false, {}, {}});
    return;
  }
  if (visit.screen == Screen::Attract || visit.storing) return;
  if (visit.screen == Screen::Sent) {
    if (turn.now >= visit.screen_since + timings.sent_stays) end_visit(turn);
    return;
  }
  if (visit.screen == Screen::Idle || visit.screen == Screen::Switch) {
    if (turn.now >= visit.screen_since + timings.idle_reset) leave_visit(turn, intake::EndedBy::Idle);
    return;
  }
  if (turn.now < visit.touched_at + timings.idle_warning) return;
  const Screen behind = visit.screen == Screen::Help ? visit.behind : visit.screen;
  if (behind == Screen::Attract || behind == Screen::Sent) {
    end_visit(turn);  // Help with nothing to lose behind it
    return;
  }
  // Nobody answered whose turn it is, and read the help instead: the question has a countdown of its own.
  if (behind == Screen::Switch) return go(turn, Screen::Switch);
  turn.visit.behind = behind;
  go(turn, Screen::Idle);
}

void on(Turn& turn, const ev::ReaderLost&) { turn.visit.reader_working = false; }
void on(Turn& turn, const ev::ReaderFound&) { turn.visit.reader_working = true; }

void on(Turn& turn, const ev::Stored& stored) {
  if (!turn.visit.storing || stored.number != turn.visit.number) return;
  // Only who it was sent to is still needed, and a card that fits; what was said goes now, not when the screen
  // closes.
  const auto card = card_worth_reading(turn.visit, turn.rules);
  const auto therapist = turn.visit.therapist;
  const auto stopped = turn.visit.safety.stopped;
  end_visit(turn);
  turn.visit.therapist = therapist;
  turn.visit.safety.stopped = stopped;  // and whether staff come first
  turn.visit.card_shown = card;
  go(turn, Screen::Sent);
}

void on(Turn& turn, const ev::StoreFailed& failed) {
  if (!turn.visit.storing || failed.number != turn.visit.number) return;
  turn.visit.storing = false;
  go(turn, Screen::Fault);
}

}  // namespace

bool world(Turn& turn, const What& what) {
  return std::visit(
      [&](const auto& each) {
        constexpr bool kOurs = requires { on(turn, each); };
        if constexpr (kOurs) on(turn, each);
        return kOurs;
      },
      what);
}

}  // namespace visit
