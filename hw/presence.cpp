#include "hw/presence.h"

#include <algorithm>

namespace hw {
namespace {

bool same(const CardRead& one, const CardRead& other) {
  if (one.refused || other.refused) return one.refused == other.refused;
  return one.card == other.card;
}

}  // namespace

bool Presence::seen(const CardRead& read, base::Millis now) {
  forget_old(now);
  const auto known = std::ranges::find_if(
      remembered_, [&](const Remembered& each) { return !each.free() && same(each.read, read); });
  if (known != remembered_.end()) {
    known->last_seen = now;
    return false;
  }
  const bool first = !in_field(now);
  // A free place, or the one whose card has been away the longest.
  const auto place = std::ranges::min_element(remembered_, {}, [](const Remembered& each) {
    return each.free() ? base::Millis::min() : each.last_seen;
  });
  *place = {read, now};
  if (read.refused) base::forget(place->read.card.bytes);
  return first;
}

bool Presence::in_field(base::Millis now) const {
  return std::ranges::any_of(remembered_, [&](const Remembered& each) {
    return !each.read.card.bytes.empty() && now - each.last_seen < kTogether;
  });
}

std::optional<base::Millis> Presence::due() const {
  std::optional<base::Millis> first;
  for (const auto& each : remembered_) {
    const auto at = each.last_seen + rearm_;
    if (!each.free() && (!first || at < *first)) first = at;
  }
  return first;
}

void Presence::forget_old(base::Millis now) {
  for (auto& each : remembered_) {
    if (!each.free() && now - each.last_seen >= rearm_) each = {};
  }
}

}  // namespace hw
