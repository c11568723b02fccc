#include <doctest/doctest.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// Anna marks a place; then a card nobody knows is held up.
void interrupt(support::Clinic& clinic) {
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.reader(std::string("tap ") + support::kUnknownCard);
  clinic.kiosk().wait_for("switch");
}

}  // namespace

TEST_CASE(
    "another card during a visit: it is covered at once, and whoever was first goes on where they were") {
  support::Clinic clinic;
  clinic.open();
  interrupt(clinic);
  const auto shown = clinic.kiosk().outline().dump();
  for (const char* word : {"calf", "Hello", "Anna", "region.", "level."}) {
    CAPTURE(word);
    CHECK(shown.find(word) == std::string::npos);
  }
  clinic.kiosk().tap("stay");
  clinic.kiosk().wait_for("map");
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["status"] == "complete");
  CHECK((*pulled)["intake"]["areas"].size() == 1);
}

TEST_CASE(
    "another card takes its turn: the first visit is passed on as incomplete, and nothing of it stays") {
  support::Clinic clinic;
  clinic.open();
  interrupt(clinic);
  clinic.kiosk().tap("start");
  clinic.kiosk().wait_for("guest");  // nobody's card: a name is asked
  CHECK(clinic.kiosk().outline().dump().find("calf") == std::string::npos);
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["status"] == "incomplete");
  CHECK((*pulled)["intake"]["ended_by"] == "other_card");
  CHECK((*pulled)["intake"]["areas"][0]["region"] == "calf_outer.L");
  CHECK((*pulled)["member"]["initials"] == "A. K.");
}
