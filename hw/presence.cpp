#include "hw/presence.h"

#include <algorithm>

namespace hw {

bool Presence::seen(const base::CardId& card, base::Millis now) {
  const auto same = std::ranges::find(remembered_, card, &Remembered::card);
  if (same != remembered_.end()) {
    const bool rearmed = now - same->last_seen >= kAbsentAfter + kRearmAfter;
    same->last_seen = now;
    return rearmed;
  }
  // A free place, or the one whose card has been away the longest.
  const auto place = std::ranges::min_element(remembered_, {}, [](const Remembered& each) {
    return each.card.bytes.empty() ? base::Millis::min() : each.last_seen;
  });
  *place = {card, now};
  return true;
}

}  // namespace hw
