#include <doctest/doctest.h>
#include <signal.h>

#include "support/clinic.h"

TEST_CASE(
    "the queue is down for a whole visit: it is sent all the same, and arrives when the queue is back") {
  support::Clinic clinic;
  clinic.open();
  clinic.stop_queue(SIGKILL);
  clinic.reader(std::string("tap ") + support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
  CHECK_MESSAGE(clinic.kiosk().outline().dump().find("Hello A.") == std::string::npos,
                "nobody could be asked whose card it is");
  clinic.go_on_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.send();
  CHECK(clinic.kiosk().stats()["outbox"]["waiting"] == 1);
  clinic.start_queue();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK_MESSAGE((*pulled)["member"]["initials"] == "A. K.", "the queue finds the member by the tokens");
  CHECK(clinic.kiosk().stats()["outbox"]["waiting"] == 0);
}
