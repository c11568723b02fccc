#include <doctest/doctest.h>

#include <filesystem>

#include "support/clinic.h"

namespace {

// Debian's libfaketime, wherever this architecture keeps it.
std::string faketime_library() {
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib")) {
    const auto library = entry.path() / "faketime" / "libfaketimeMT.so.1";
    if (std::filesystem::exists(library)) return library.string();
  }
  return {};
}

void play_with_clock(const std::string& offset) {
  const auto library = faketime_library();
  REQUIRE_MESSAGE(!library.empty(), "the package faketime is missing");
  support::Clinic::Options options;
  // It moves the wall clock of the kiosk alone; the kiosk's steady clocks stay true.
  options.kiosk_environment = {
      {"LD_PRELOAD", library}, {"FAKETIME", offset}, {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}};
  support::Clinic clinic(options);
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK_MESSAGE((*pulled)["waiting_s"] < 3600, "waiting time goes by the queue's clock");
  CHECK((*pulled)["intake"]["clock_trusted"] == false);
}

}  // namespace

TEST_CASE("the kiosk's clock is a day behind: cards are greeted and records arrive") {
  play_with_clock("-1d");
}
TEST_CASE("the kiosk's clock is a day ahead: cards are greeted and records arrive") {
  play_with_clock("+1d");
}
