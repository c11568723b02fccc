#pragma once
// What a visit tells about itself in one word, and the card worth reading that fits it. Pure; any thread.
#include <optional>
#include <string_view>

#include "visit/visit.h"

namespace visit {

// Whether it holds of what was marked and answered:
//   a region's code without its side   that place is marked, on whichever side
//   "strong"                           a place of level 8 or more
//   "nothing"                          no place is marked
//   "since=ID"                         a place felt for so long (intake/record.h has the ids)
//   "QUESTION=CHOICE"                  so answered
// Anything else does not hold.
bool holds(const Visit& visit, std::string_view fact);

// Which of Rules::cards to show when it was sent. Of those a fact of which holds, the one whose turn it is by
// the visit's number; if there is none, of those that fit any visit. None if there is none of these either.
std::optional<std::size_t> card_worth_reading(const Visit& visit, const Rules& rules);

}  // namespace visit
