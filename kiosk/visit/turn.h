#pragma once
// One event on its way through the visit: what step()'s parts share. Used by step.cpp, turn.cpp, world.cpp
// and person.cpp alone.
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
// What the client said, without what the app adds.
intake::Intake what_was_said(const Turn& turn, intake::Status status, intake::EndedBy ended_by);

// Takes what happened without a person's touch: time, card, queue, disk, reader. False: a person's event.
bool world(Turn& turn, const What& what);
// Takes what a person touched.
void person(Turn& turn, const What& what);

}  // namespace visit
