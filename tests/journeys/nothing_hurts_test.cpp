#include <doctest/doctest.h>

#include "support/clinic.h"

TEST_CASE("nothing hurts today arrives as such") {
  support::Clinic clinic;
  clinic.open();
  clinic.anna_to_map();
  clinic.kiosk().tap("nothing");
  clinic.kiosk().wait_for("review");
  clinic.kiosk().tap("send");
  clinic.kiosk().wait_for("sent");
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["nothing_hurts"] == true);
  CHECK((*pulled)["intake"]["areas"].empty());
}
