#pragma once
// The safety screen as pages, made from the visit each time: the lists everybody sees, then what the map
// calls for, each page followed by what its yeses ask further. Pure; any thread.
#include "intake/safety.h"
#include "visit/visit.h"

namespace visit {

// A place-by-place question is asked of so many places at most, the strongest first.
inline constexpr std::size_t kMostSpots = 12;

struct SafetyPage {
  SafetyPageKey key;
  base::SecretVector<SafetyLine> lines;  // empty for Where: the map is touched
  intake::RegionCode because;            // the place that called for it; empty = no place
};

// In the order asked. None without a questionnaire.
base::SecretVector<SafetyPage> safety_pages(const Visit& visit, const Rules& rules);
// The page that stands; nullptr when there is none.
const SafetyPage* standing_page(const Visit& visit, const base::SecretVector<SafetyPage>& pages);

bool said_yes(const Visit& visit, const SafetyLine& line);
const SafetyAnswers::Page* answer_of(const Visit& visit, const SafetyPageKey& key);  // nullptr: not answered
// A page of lines may be left: a line is yes, or none is, or the therapist shall be told.
bool page_answered(const Visit& visit, const Rules& rules);
// Review may be reached: every page is answered, or help is on its way (tier E).
bool safety_done(const Visit& visit, const Rules& rules);

// The highest tier of a yes on the pages there are; of a question whose parts are not told yet, its own.
intake::Tier highest_yes(const Visit& visit, const Rules& rules);

// What the record says: every question that was answered, by part and place, with what called for it. A
// question that is not there was not answered.
base::SecretVector<intake::Screened> screened(const Visit& visit, const Rules& rules);

}  // namespace visit
