#include <doctest/doctest.h>

#include "support/clinic.h"

namespace {

void finger(support::RemoteClient& kiosk, const char* what, double x, double y, int finger) {
  kiosk.call({{"do", what}, {"x", x}, {"y", y}, {"finger", finger}});
}

// Looks closer at the body with two fingers, moves it with one, and puts it back.
void look_closer(support::RemoteClient& kiosk) {
  const auto whole = kiosk.item("figure")["rect"];
  const double x = whole[0].get<double>() + whole[2].get<double>() / 2;
  const double y = whole[1].get<double>() + whole[3].get<double>() / 2;
  const double spread = whole[3].get<double>() / 10;
  const double calf = kiosk.item("region.calf_outer.L")["rect"][2];
  finger(kiosk, "press", x, y - spread, 1);
  finger(kiosk, "press", x, y + spread, 2);
  for (const double wider : {1.3, 1.6, 2.0}) {
    finger(kiosk, "move", x, y - spread * wider, 1);
    finger(kiosk, "move", x, y + spread * wider, 2);
  }
  finger(kiosk, "release", x, y - spread * 2, 1);
  finger(kiosk, "release", x, y + spread * 2, 2);
  CHECK(kiosk.item("zoom")["value"] == "on");
  const auto large = kiosk.item("region.glute.L")["rect"];
  finger(kiosk, "press", x, y, 1);
  finger(kiosk, "move", x + spread / 2, y, 1);
  finger(kiosk, "move", x + spread, y, 1);
  finger(kiosk, "release", x + spread, y, 1);
  CHECK(kiosk.item("region.glute.L")["rect"][0] > large[0]);
  kiosk.tap("zoom");
  CHECK(kiosk.item("region.calf_outer.L")["rect"][2] == calf);
}

}  // namespace

TEST_CASE("nothing hurts today arrives as such, and looking closer on the way marks nothing") {
  support::Clinic clinic;
  clinic.open();
  clinic.anna_to_map();
  look_closer(clinic.kiosk());
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
