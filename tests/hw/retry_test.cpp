#include "hw/retry.h"

#include <doctest/doctest.h>

using base::Millis;
using hw::Retry;

TEST_CASE("a device that is not there is looked for less and less often, up to a limit") {
  Retry retry({Millis{100}, Millis{700}, Millis{2000}});
  CHECK(retry.wait() == Millis{100});
  for (const int expected : {200, 400, 700, 700}) {
    retry.missed();
    CHECK(retry.wait() == Millis{expected});
  }
  retry.begin_anew();
  CHECK(retry.wait() == Millis{100});
}

TEST_CASE("a device that opens and fails at once is looked for less and less often") {
  Retry retry({Millis{100}, Millis{700}, Millis{2000}});
  Millis now{50'000};
  for (const int expected : {200, 400, 700, 700}) {
    retry.opened(now);
    retry.lost(now + Millis{1999}, false);
    CHECK(retry.wait() == Millis{expected});
    now += Millis{3000};
  }
  // What stayed, or worked, is looked for soon.
  retry.opened(now);
  retry.lost(now + Millis{2000}, false);
  CHECK(retry.wait() == Millis{100});
  retry.missed();
  retry.opened(now);
  retry.lost(now + Millis{10}, true);
  CHECK(retry.wait() == Millis{100});
}
