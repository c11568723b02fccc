#include <doctest/doctest.h>

#include "support/clinic.h"

TEST_CASE("no card and no reader: touch to start, both sides, undo and redo, in landscape") {
  support::Clinic::Options options;
  options.with_reader = false;
  options.window = "1920x1080";
  support::Clinic clinic(options);
  clinic.open();
  clinic.guest_to_map();
  auto& kiosk = clinic.kiosk();
  kiosk.tap("view.back");
  clinic.touch_region("ham_outer.L");
  CHECK(kiosk.outline()["panel"] == "level");
  CHECK_FALSE(kiosk.item("next")["enabled"].get<bool>());
  kiosk.tap("level.4");
  kiosk.tap("both_sides");
  kiosk.tap("since.days");
  kiosk.tap("when.at_rest");
  kiosk.tap("next");
  clinic.touch_region("sacrum.M");
  kiosk.tap("level.9");
  kiosk.tap("next");
  kiosk.tap("undo");
  kiosk.tap("redo");
  clinic.touch_region("knee_back.R");
  kiosk.tap("avoid");
  kiosk.tap("next");
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  const auto& intake = (*pulled)["intake"];
  REQUIRE(intake["areas"].size() == 3);
  CHECK(intake["areas"][1]["region"] == "ham_outer.R");
  CHECK(intake["areas"][1]["since"] == "days");
  CHECK(intake["areas"][1]["when"] == nlohmann::json({"at_rest"}));
  CHECK(intake["areas"][2]["region"] == "sacrum.M");
  REQUIRE(intake["avoid"].size() == 1);
  CHECK(intake["avoid"][0]["region"] == "knee_back.R");
}
