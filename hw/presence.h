#pragma once
// One tap per presentation: readers repeat a card's frame every 50 to 65 ms while it is held. Pure; time is
// handed in.
//
// A card is present from its first frame until 600 ms without one. It taps again 2 s after it was last
// present; a frame before that extends the wait, so that a card held at the edge of the field, flickering,
// stays one tap. Another card taps at once. The few last cards are remembered, not only the last one: two
// cards held together would otherwise tap in turns.
#include <array>
#include <cstddef>

#include "base/card_id.h"
#include "base/clock.h"

namespace hw {

class Presence {
 public:
  static constexpr base::Millis kAbsentAfter{600};  // nine frame periods of an RDM6300
  static constexpr base::Millis kRearmAfter{2000};  // counted from absence

  // A card's frame arrived at steady time `now`, which never goes back. True when it is a new tap.
  bool seen(const base::CardId& card, base::Millis now);
  // Forgets every card: the line was lost, and what was held then says nothing now.
  void clear() { remembered_ = {}; }

 private:
  struct Remembered {
    base::CardId card;  // no bytes: a free place
    base::Millis last_seen{0};
  };
  std::array<Remembered, 4> remembered_;
};

}  // namespace hw
