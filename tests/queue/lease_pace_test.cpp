#include "queue/lease_pace.h"

#include <doctest/doctest.h>

using base::Millis;
using queue::LeasePace;

TEST_CASE("a lease is renewed well before it ends, however short, and no oftener than it needs") {
  CHECK(LeasePace(Millis{0}, Millis{60'000}).wait() == Millis{20'000});
  CHECK(LeasePace(Millis{0}, Millis{600'000}).wait() == Millis{20'000});
  CHECK(LeasePace(Millis{0}, Millis{30'000}).wait() == Millis{10'000});
  CHECK(LeasePace(Millis{0}, Millis{9'000}).wait() == Millis{3'000});
  for (const std::int64_t odd : {1'000, 0, -5'000})
    CHECK(LeasePace(Millis{0}, Millis{odd}).wait() > Millis{0});
}

TEST_CASE("a queue that does not answer is asked again for as long as the lease runs") {
  LeasePace pace(Millis{1'000}, Millis{60'000});
  pace.failed();
  CHECK(pace.wait() == Millis{1'000});
  CHECK(pace.runs(Millis{60'999}));
  CHECK_FALSE(pace.runs(Millis{61'000}));
  pace.renewed(Millis{50'000}, Millis{60'000});
  CHECK(pace.wait() == Millis{20'000});
  CHECK(pace.runs(Millis{109'999}));
}
