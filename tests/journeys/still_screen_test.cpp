#include <doctest/doctest.h>

#include <thread>
#include <utility>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// What the start or a touch set in motion has come to rest.
void settle(support::Clinic& clinic) {
  auto drawn = clinic.kiosk().stats()["frames_drawn"].get<int>();
  CHECK(support::eventually([&] {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    return std::exchange(drawn, clinic.kiosk().stats()["frames_drawn"].get<int>()) == drawn;
  }));
}

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
  // The last thing to change the first screen is the queue's configuration. The picture is drawn for itself
  // and begins the minute after which a frame is forced.
  CHECK(support::eventually(
      [&] { return clinic.kiosk().outline().dump().find("Riverside Running Clinic") != std::string::npos; }));
  settle(clinic);
  clinic.kiosk().screenshot((clinic.folder() / "attract.png").string());
  settle(clinic);
  check_still(clinic, std::chrono::seconds(30));
  clinic.anna_to_map();
  settle(clinic);
  check_still(clinic, std::chrono::seconds(5));
}
