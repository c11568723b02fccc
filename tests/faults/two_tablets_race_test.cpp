// Two tablets ask for the same intake in the same moment.
#include "faults/tablets.h"

TEST_CASE("two tablets race for one intake: one gets it, the other is told that nothing waits") {
  faults::Tablets tablets(1);
  for (int round = 0; round < 5; ++round) {
    CAPTURE(round);
    const auto mayas = tablets.start("maya", {"next", "--json"});
    const auto toms = tablets.start("tom", {"next", "--json"});
    const auto maya = mayas->wait();
    const auto tom = toms->wait();
    REQUIRE(maya.exit_code + tom.exit_code == 1);
    const bool mayas_it_is = maya.exit_code == 0;
    const auto pulled = nlohmann::json::parse(mayas_it_is ? maya.out : tom.out);
    CHECK(pulled.at("state") == "pulled");
    CHECK(tablets.run(mayas_it_is ? "maya" : "tom", {"release", tablets.id_of(pulled)}).exit_code == 0);
  }
}

TEST_CASE("two tablets race to take one over: both are told who holds it in the end") {
  faults::Tablets tablets(1);
  const auto pulled = tablets.pull("maya");
  REQUIRE(pulled.has_value());
  const auto id = tablets.id_of(*pulled);
  const auto toms = tablets.start("tom", {"takeover", id, "--json"});
  const auto mayas = tablets.start("maya", {"start", id, "--json"});
  const int tom = toms->wait().exit_code;
  const int maya = mayas->wait().exit_code;
  CHECK(tom == 0);
  CHECK((maya == 0 || maya == 3));
  CHECK_MESSAGE(tablets.run("maya", {"done", id}).exit_code == 3, "tom holds it now");
  CHECK(tablets.run("tom", {"release", id}).exit_code == 0);
}
