#pragma once
// Every delay of the client's journey, in one place. Settings may change those a clinic cares about.
#include "base/clock.h"

namespace visit {

struct Timings {
  // No touch for this long on a screen that holds something: the warning. (VVSG 2.0: 2 to 5 minutes.)
  base::Millis idle_warning{120'000};
  // The warning's countdown before everything is cleared, and that of the question whose turn it is.
  // (VVSG 2.0: 20 to 45 seconds.)
  base::Millis idle_reset{45'000};
  // How long Sent stays before Attract comes back by itself.
  base::Millis sent_stays{20'000};
  // A card's greeting is given up after this long; the visit goes on without one. The lookup's own limit
  // (delivery::Timings) is shorter; this one holds even if its answer is lost.
  base::Millis lookup_gives_up{1'500};
  // How long a screen says why a card was refused: two short sentences, read twice by a slow reader.
  base::Millis refusal_stays{12'000};
  // Countdown and bar move once in this time, so that a waiting screen costs a frame a second.
  base::Millis countdown_step{1'000};
};

}  // namespace visit
