#pragma once
// The clinic's day: it begins at 03:00 in the local zone of base/clock.h, when nobody is there. Any thread.
#include "base/clock.h"

namespace queue {

// The 03:00 at or before `now`. On a day whose clocks change at that hour it is the moment the zone calls so.
base::Utc day_start(base::Utc now);

// So many calendar months before, at the same local time; a day the earlier month lacks runs into the next.
base::Utc months_before(base::Utc now, int months);

}  // namespace queue
