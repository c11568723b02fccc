#pragma once
// One tap per presentation: most readers repeat a card's frame every 50 to 150 ms while it is held, others
// send it once. Pure; time is handed in; owned by one thread.
//
// A card taps when it comes, and again once its reader has said nothing of it for a while: 2.6 s with readers
// that repeat (600 ms without a frame is absence, 2 s later it is armed again), 3 s with those that send
// once. A frame before that extends the wait, so that a card held at the edge of the field, flickering, stays
// one tap.
//
// While a card is in the field, the first one counts: another that shows within 200 ms of it (two cards in
// one wallet) does not tap, now or later, until both were away. Afterwards another card taps at once. A
// refused number is known by the reason, not by the number, which a phone draws anew each time. It keeps no
// card from tapping: with a phone and a card in one hand, the card counts.
#include <array>
#include <cstddef>
#include <optional>

#include "base/clock.h"
#include "hw/card_parser.h"

namespace hw {

enum class Repeats { WhileHeld, Once };

class Presence {
 public:
  static constexpr base::Millis kAbsentAfter{600};  // nine frame periods of an RDM6300
  static constexpr base::Millis kRearmAfter{2000};  // counted from absence
  static constexpr base::Millis kOnceRearmAfter{3000};
  static constexpr base::Millis kTogether{200};

  explicit Presence(Repeats repeats)
      : rearm_(repeats == Repeats::Once ? kOnceRearmAfter : kAbsentAfter + kRearmAfter) {}

  // A card's frame arrived at steady time `now`, which never goes back. True when it is a new tap.
  bool seen(const CardRead& read, base::Millis now);
  // When something is to be forgotten; nothing while nothing is remembered.
  std::optional<base::Millis> due() const;
  // A number stays in memory no longer than it matters: forgets, wiped, the cards that are armed again.
  void forget_old(base::Millis now);
  // Forgets every card: the line was lost, and what was held then says nothing now.
  void clear() { remembered_ = {}; }

 private:
  struct Remembered {
    CardRead read;  // no bytes and not refused: a free place
    base::Millis last_seen{0};
    bool free() const { return read.card.bytes.empty() && !read.refused; }
  };
  bool in_field(base::Millis now) const;

  base::Millis rearm_;
  // Several, not only the last one: two cards held together would otherwise tap in turns.
  std::array<Remembered, 4> remembered_;
};

}  // namespace hw
