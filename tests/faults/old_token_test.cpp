// A tablet slept, and acts on what it held before somebody else took it over.
#include "faults/tablets.h"

TEST_CASE("an old token: refused with who holds it now, and nothing changes") {
  faults::Tablets tablets(1);
  const auto pulled = tablets.pull("maya");
  REQUIRE(pulled.has_value());
  const auto id = tablets.id_of(*pulled);
  const auto old_token = std::to_string(pulled->at("token").get<long long>());
  REQUIRE(tablets.run("tom", {"takeover", id}).exit_code == 0);
  for (const char* act : {"start", "release", "done"}) {
    CAPTURE(act);
    CHECK(tablets.run("maya", {act, id, "--token", old_token}).exit_code == 3);
  }
  CHECK(tablets.errors("maya").find("tom") != std::string::npos);
  CHECK_MESSAGE(tablets.run("tom", {"start", id}).exit_code == 0, "tom's token is still the newest");

  // Not even on her own intake does an older token count: it was given back and pulled again meanwhile.
  REQUIRE(tablets.run("tom", {"release", id}).exit_code == 0);
  REQUIRE(tablets.pull("maya").has_value());
  CHECK(tablets.run("maya", {"start", id, "--token", old_token}).exit_code == 3);
  CHECK(tablets.run("maya", {"start", id}).exit_code == 0);
}
