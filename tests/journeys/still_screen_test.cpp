#include <doctest/doctest.h>

#include <thread>

#include "support/clinic.h"

namespace {

void check_still(support::Clinic& clinic, std::chrono::seconds how_long) {
  const auto before = clinic.kiosk().stats();
  std::this_thread::sleep_for(how_long);
  const auto after = clinic.kiosk().stats();
  CHECK(after["frames_drawn"] == before["frames_drawn"]);
  CHECK(after["frames_presented"] == before["frames_presented"]);
}

}  // namespace

TEST_CASE("a still screen draws no frame for 30 s") {
  support::Clinic clinic;
  clinic.open();
  // The start's own frames, the forced one of a minute apart from it, and the courier's first report.
  clinic.kiosk().screenshot((clinic.folder() / "attract.png").string());
  std::this_thread::sleep_for(std::chrono::seconds(1));
  check_still(clinic, std::chrono::seconds(30));
  clinic.anna_to_map();
  check_still(clinic, std::chrono::seconds(5));
}
