#pragma once
// One event on its way through the visit: what step()'s parts share, and nobody else.
#include <vector>

#include "visit/step.h"

namespace visit {

// The visit an event changes and the effects it collects.
struct Turn {
  Visit visit;
  std::vector<Effect> effects;
  base::Millis now;
  const Rules& rules;
};

void go(Turn& turn, Screen screen);
// A new visit of this number with nothing of the last one; the reader's state is the machine's and stays.
void begin_visit(Turn& turn);
// Back to Attract with nothing left of who was here.
void end_visit(Turn& turn);
// The client is gone: what a named visit marked is passed on as incomplete, then everything is cleared.
void leave_visit(Turn& turn, intake::EndedBy ended_by);
// A new visit that begins with this card.
void begin_with_card(Turn& turn, const base::SecretVector<intake::CardToken>& tokens);

// Another card during somebody's visit (whose_turn.cpp): covers what stands at once and asks. Then it is the
// card's turn, or the visit goes on where it was.
void ask_whose_turn(Turn& turn, const base::SecretVector<intake::CardToken>& tokens);
void take_turn(Turn& turn);
void keep_turn(Turn& turn);

// What the client said, without what the app adds.
intake::Intake what_was_said(const Turn& turn, intake::Status status, intake::EndedBy ended_by);

// The way of a visit after Who: Map, Rank, Running, Today, Safety, Review. Goes to `first`, or to the next
// after it that has something to ask.
void go_on_from(Turn& turn, Screen first);
// The same, the way back, to the last thing that was asked there.
void go_back_from(Turn& turn, Screen first);
// To Review, or to what of Safety is still open.
void go_to_review(Turn& turn);
// Back to Safety's page that stands, or to the map if that is where it is answered.
void go_to_safety_page(Turn& turn);

// Takes a person's answers: Rank, Running, Today, Safety, Alert. False: not one of those events.
bool asking(Turn& turn, const What& what);
void next_question(Turn& turn);     // Running, Today
void next_safety_page(Turn& turn);  // also from the map, when it shows where
void previous_question(Turn& turn);
void previous_safety_page(Turn& turn);

// Takes what happened without a person's touch: time, card, queue, disk, reader. False: a person's event.
bool world(Turn& turn, const What& what);
// Takes what a person touched.
void person(Turn& turn, const What& what);

}  // namespace visit
