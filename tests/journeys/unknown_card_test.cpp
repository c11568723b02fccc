#include <doctest/doctest.h>

#include "support/clinic.h"

TEST_CASE("an unknown card asks for a name, and its tokens travel with the visit") {
  support::Clinic clinic;
  clinic.open();
  clinic.unknown_card_to_name();
  clinic.kiosk().call({{"do", "text"}, {"text", "zoe"}});
  clinic.go_on_to_map();
  clinic.mark("front", "knee_cap.R", 5);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  const auto& client = (*pulled)["intake"]["client"];
  CHECK(client["tokens"].size() == 3);
  CHECK(client["member_confirmed"] == false);
  std::string given = client["given"];
  CHECK((given == "Zoe" || given == "zoe"));
}

TEST_CASE("not you? goes on as a guest without the card") {
  support::Clinic clinic;
  clinic.open();
  clinic.reader(std::string("tap ") + support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
  clinic.kiosk().tap("guest");
  clinic.kiosk().wait_for("guest");
  clinic.kiosk().tap("without_name");
  clinic.go_on_to_map();
  clinic.mark("front", "knee_cap.R", 5);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["client"]["tokens"].empty());
  CHECK((*pulled)["intake"]["client"]["member"] == "");
}
