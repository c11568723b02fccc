#include <doctest/doctest.h>

#include "support/clinic.h"

using nlohmann::json;

TEST_CASE("a known card, from the card's bytes to the therapist's pull") {
  support::Clinic clinic;
  clinic.open();
  clinic.greet_anna();
  const auto outline = clinic.kiosk().outline().dump();
  CHECK(outline.find("Hello A.") != std::string::npos);
  CHECK_MESSAGE(outline.find("Anna") == std::string::npos, "a card shows the initial, never more");
  CHECK(outline.find("Keller") == std::string::npos);
  clinic.go_on_to_map();
  clinic.mark("back", "calf_outer.L", 7, {"tight", "pulling"});
  clinic.mark("soles", "arch.R", 3, {"sore"});
  clinic.send();

  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["member"]["initials"] == "A. K.");
  CHECK((*pulled)["state"] == "pulled");
  const auto& intake = (*pulled)["intake"];
  CHECK(intake["format"] == "bodymap.intake/1");
  CHECK(intake["status"] == "complete");
  CHECK(intake["clock_trusted"] == true);
  CHECK(intake["time_zone"] == "Europe/Berlin");
  CHECK(intake["client"]["member_confirmed"] == true);
  CHECK(intake["client"]["tokens"].size() == 3);
  REQUIRE(intake["areas"].size() == 2);
  CHECK(intake["areas"][0]["region"] == "calf_outer.L");
  CHECK(intake["areas"][0]["level"] == 7);
  CHECK(intake["areas"][0]["scale"] == "nrs10");
  CHECK(intake["areas"][0]["kinds"] == json({"tight", "pulling"}));
  CHECK(intake["areas"][0]["view"] == "back");
  CHECK(intake["areas"][1]["region"] == "arch.R");
  CHECK_FALSE(clinic.pull_next());

  const std::string id = (*pulled)["id"];
  CHECK(clinic.queue_command({"start", id}).exit_code == 0);
  CHECK_MESSAGE(clinic.queue_command({"done", id, "--token", "1000000"}).exit_code == 3,
                "a token never given is refused");
  CHECK(clinic.queue_command({"done", id}).exit_code == 0);
}

TEST_CASE("a therapist's sheet at a shell names the places in words") {
  support::Clinic clinic;
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7, {"tight"});
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  const auto sheet = clinic.queue_command({"next"});
  CHECK(sheet.exit_code == 0);
  CHECK(sheet.out.find("outer calf") != std::string::npos);
  CHECK(sheet.out.find('7') != std::string::npos);
}
