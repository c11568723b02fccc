#pragma once
// The one place where a visit changes. Pure functions; any thread.
#include <optional>
#include <string_view>
#include <vector>

#include "visit/visit.h"

namespace visit {

// What the event makes of the visit, and what it asks the app to do. Events that mean nothing on the
// screen that stands change nothing (a finger may land just as the screen changes).
Step step(Visit visit, const Event& event, const Rules& rules);

// When the next Tick is due; none while nothing waits for time to pass.
std::optional<base::Millis> next_wake(const Visit& visit, const Rules& rules);

// Whole seconds left of the idle warning or the question whose turn it is, rounded up; 0 when neither stands.
int idle_seconds_left(const Visit& visit, base::Millis now, const Rules& rules);

// Whether what is shown moves on by itself, once in Timings::countdown_step.
bool counts_down(const Visit& visit);

// Whether `next` (or `send`) does something now.
bool can_go_on(const Visit& visit, const Rules& rules);

// Running and Today: the questions of the screen that this visit is asked, and the one that stands; nullptr
// on any other screen.
std::vector<const intake::Question*> asked(const Visit& visit, const Rules& rules,
                                           intake::Question::Screen screen);
const intake::Question* standing_question(const Visit& visit, const Rules& rules);
bool chosen(const Visit& visit, const intake::Question& question, std::string_view choice);

// Where this screen stands on the way: 1-based step and how many there are; 0 of 0 outside the way.
struct Progress {
  int step = 0;
  int count = 0;
};
Progress progress(const Visit& visit, const Rules& rules);

// Nothing of the visit depends on the rules now, so they may change: Attract, and Help over it. On Sent the
// therapist's place in the list still counts.
bool between_visits(const Visit& visit);

// Leaving now would pass the marks on as incomplete (a card or a name, and at least one mark).
bool would_pass_on(const Visit& visit);

}  // namespace visit
