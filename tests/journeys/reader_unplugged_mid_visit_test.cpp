#include <doctest/doctest.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// How soon has a test of its own, of the reader alone.
bool reader_becomes(support::Clinic& clinic, const std::string& state) {
  return support::eventually([&] { return clinic.kiosk().stats()["reader"]["state"] == state; });
}

}  // namespace

TEST_CASE("the reader is unplugged mid-visit: the visit goes on, and the reader comes back") {
  support::Clinic clinic;
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.reader("unplug");
  CHECK(reader_becomes(clinic, "absent"));
  CHECK(clinic.kiosk().screen() == "map");
  clinic.mark("back", "achilles.R", 4);
  clinic.reader("plug");
  CHECK(reader_becomes(clinic, "ready"));
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  CHECK((*clinic.pull_next())["intake"]["areas"].size() == 2);
  clinic.reader(std::string("tap ") + support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
}

TEST_CASE("without its reader the first screen says so, plainly, and still starts") {
  support::Clinic clinic;
  clinic.open();
  clinic.reader("unplug");
  CHECK(reader_becomes(clinic, "absent"));
  const auto outline = clinic.kiosk().outline().dump();
  CHECK(outline.find("card reader is not working") != std::string::npos);
  clinic.guest_to_map();
}
