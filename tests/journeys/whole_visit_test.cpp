#include <doctest/doctest.h>

#include "support/clinic.h"

using nlohmann::json;

namespace {

support::Clinic::Options asking() {
  support::Clinic::Options options;
  options.asks = true;
  options.touch_rest_ms = 0;
  return options;
}

json said(const json& intake, const std::string& id) {
  for (const auto& each : intake["screening"]) {
    if (each["id"] == id) return each;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("everything asked arrives: order, running, today, what the map called for, and a stop for staff") {
  support::Clinic clinic(asking());
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 8, {"throbbing"});
  clinic.mark("back", "back_low.R", 4, {"tight"});
  clinic.mark("soles", "arch.R", 3, {"sore"});
  auto& kiosk = clinic.kiosk();
  kiosk.tap("next");
  kiosk.tap("rank.1");
  kiosk.tap("rank.0");
  kiosk.tap("next");
  kiosk.tap("answer.last_run.today");
  CHECK_MESSAGE(!kiosk.item("answer.longer_run.yes").is_null(), "one answer goes on by itself");
  while (kiosk.screen() != "safety") kiosk.tap("next");

  CHECK(kiosk.item("next")["enabled"] == false);
  kiosk.tap("none");
  kiosk.tap("none");
  REQUIRE_MESSAGE(!kiosk.item("answer.dvt.yes").is_null(), "the calf asked by itself");
  kiosk.tap("answer.dvt.yes");
  kiosk.tap("next");
  CHECK(kiosk.screen() == "alert");
  const auto words = kiosk.outline().dump();
  CHECK(words.find("Please talk to our staff before your session.") != std::string::npos);
  CHECK_MESSAGE(words.find("leg") == std::string::npos, "no answer stands on it");
  kiosk.tap("help.desk");
  kiosk.tap("tell_therapist");
  kiosk.tap("none");
  CHECK(kiosk.screen() == "review");
  kiosk.tap("send");
  kiosk.wait_for("sent");
  CHECK(kiosk.outline().dump().find("Please talk to our staff") != std::string::npos);

  REQUIRE(clinic.wait_until_listed(1));
  CHECK(clinic.list()[0]["flags"] == json({"S", "C"}));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  const auto& intake = (*pulled)["intake"];
  CHECK(intake["areas"][0]["rank"] == 2);
  CHECK(intake["areas"][1]["rank"] == 1);
  CHECK(intake["areas"][2]["rank"].is_null());
  CHECK(intake["answers"] == json::array({{{"question", "last_run"}, {"choice", "today"}}}));
  CHECK(said(intake, "dvt")["answer"] == "yes");
  CHECK(said(intake, "dvt")["triggered_by"] == "calf.calf_outer.L");
  CHECK(said(intake, "tell_therapist")["tier"] == "C");
  CHECK(said(intake, "fever")["answer"] == "no");
  CHECK_MESSAGE(said(intake, "skin").is_null(), "what will be told is not answered");
}

TEST_CASE("broken skin is shown on the body, and each place arrives") {
  support::Clinic clinic(asking());
  clinic.open();
  clinic.guest_to_map();
  clinic.kiosk().tap("nothing");
  auto& kiosk = clinic.kiosk();
  while (kiosk.screen() != "safety") kiosk.tap("next");
  while (kiosk.item("answer.skin.yes").is_null()) kiosk.tap("none");
  kiosk.tap("answer.skin.yes");
  kiosk.tap("next");
  CHECK(kiosk.screen() == "map");
  CHECK_MESSAGE(kiosk.item("nothing").is_null(), "the map asks where, and no more");
  kiosk.tap("view.front");
  kiosk.tap("region.knee_cap.L");
  if (kiosk.item("region.knee_cap.L")["value"] != "avoid") kiosk.tap("region.knee_cap.L");
  CHECK(kiosk.item("region.knee_cap.L")["value"] == "avoid");
  kiosk.tap("next");
  while (kiosk.screen() == "safety") kiosk.tap("none");
  CHECK(kiosk.screen() == "review");
  kiosk.tap("send");
  kiosk.wait_for("sent");
  REQUIRE(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK(said((*pulled)["intake"], "skin")["triggered_by"] == "shown.knee_cap.L");
  CHECK((*pulled)["intake"]["nothing_hurts"] == true);
}
