#include <doctest/doctest.h>

#include "support/clinic.h"

namespace {

support::Clinic::Options manual_clock() {
  support::Clinic::Options options;
  options.manual_clock = true;
  return options;
}

}  // namespace

TEST_CASE("a client who leaves: warned, passed on as incomplete, and nothing stays on the screen") {
  support::Clinic clinic(manual_clock());
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  auto& kiosk = clinic.kiosk();
  kiosk.advance(119'000);
  CHECK(kiosk.screen() == "map");
  kiosk.advance(1'000);
  CHECK(kiosk.screen() == "idle");
  kiosk.tap("stay");
  CHECK(kiosk.screen() == "map");
  kiosk.advance(120'000);
  kiosk.advance(45'000);
  CHECK(kiosk.screen() == "attract");
  CHECK(kiosk.outline().dump().find("calf") == std::string::npos);
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["status"] == "incomplete");
  CHECK((*pulled)["intake"]["ended_by"] == "idle");
  CHECK((*pulled)["intake"]["areas"][0]["region"] == "calf_outer.L");
}

TEST_CASE("thrown away, or nameless: nothing is passed on") {
  support::Clinic clinic(manual_clock());
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.kiosk().advance(120'000);
  clinic.kiosk().tap("discard");
  CHECK(clinic.kiosk().screen() == "attract");
  clinic.guest_to_map();
  clinic.mark("back", "calf_outer.R", 6);
  clinic.kiosk().advance(165'000);
  CHECK(clinic.kiosk().screen() == "attract");
  const auto outbox = clinic.kiosk().stats()["outbox"];
  CHECK(outbox["waiting"] == 0);
  CHECK(clinic.list().empty());
}
