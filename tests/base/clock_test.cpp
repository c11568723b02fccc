#include "base/clock.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("a manual clock moves only when told") {
  base::ManualClock clock({1'000'000});
  CHECK(clock.steady() == 0ms);
  clock.advance(1500ms);
  CHECK(clock.steady() == 1500ms);
  CHECK(clock.utc().ms == 1'001'500);
}

TEST_CASE("UTC as text, there and back") {
  const base::Utc time{1'795'258'320'123};
  const auto text = base::to_iso8601(time);
  CHECK(text == "2026-11-21T10:52:00.123Z");
  bool ok = false;
  CHECK(base::from_iso8601(text, ok) == time);
  CHECK(ok);
  base::from_iso8601("2026-11-21", ok);
  CHECK_FALSE(ok);
  base::from_iso8601(text + "x", ok);
  CHECK_FALSE(ok);
}

TEST_CASE("the clinic's local time follows its zone, summer and winter") {
  REQUIRE(base::known_time_zone("Europe/Berlin"));
  CHECK_FALSE(base::known_time_zone("Europe/Nowhere"));
  CHECK_FALSE(base::known_time_zone("../../etc/passwd"));
  base::set_local_zone("Europe/Berlin");
  CHECK(base::local_hour_minute({1'795'258'320'000}) == "11:52");
  CHECK(base::local_hour_minute({1'782'907'200'000}) == "14:00");
  CHECK(base::local_date({1'782'943'200'000}) == "2026-07-02");
}
