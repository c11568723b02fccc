// The first user's way in, from outside: the set-up code's life and its five tries.
#include "http_rig.h"

using nlohmann::json;

namespace {

struct Fresh : rig::HttpQueue {
  std::string code = service().make_setup_code(rig::kAdmin).value();

  int set_up(const std::string& with) {
    rig::Http page(server->url());
    const json asked{{"code", with}, {"name", "maya"}, {"display", "Maya R."}, {"password", "a long walk"}};
    const auto answer = page.Post("/api/v1/setup", asked.dump(), rig::kJson);
    REQUIRE(answer);
    return answer->status;
  }
};

}  // namespace

TEST_CASE("a set-up code makes one admin, once") {
  Fresh q;
  CHECK(q.set_up(q.code) == 200);
  CHECK(q.service().users().value().front().role == "admin");
  CHECK(q.set_up(q.code) == 403);
  CHECK(q.service().users().value().size() == 1);
}

TEST_CASE("a set-up code ends after fifteen minutes, and a new one works") {
  Fresh q;
  SUBCASE("just before") {
    q.clock.advance(queue::Service::kCodeLife - base::Millis{1});
    CHECK(q.set_up(q.code) == 200);
  }
  SUBCASE("then") {
    q.clock.advance(queue::Service::kCodeLife);
    CHECK(q.set_up(q.code) == 403);
    CHECK(q.service().users().value().empty());
    q.code = q.service().make_setup_code(rig::kAdmin).value();
    CHECK(q.set_up(q.code) == 200);
  }
}

TEST_CASE("a set-up code stands four wrong tries, not five, and a bad name uses none up") {
  Fresh q;
  int wrong = 0;
  SUBCASE("four") { wrong = 4; }
  SUBCASE("five") { wrong = 5; }
  for (int i = 0; i < wrong; ++i) CHECK(q.set_up("00000-0000" + std::to_string(i)) == 403);
  for (int i = 0; i < 10; ++i) {
    rig::Http page(q.server->url());
    const json bad{{"code", q.code}, {"name", "No Such Name"}, {"display", ""}, {"password", "a long walk"}};
    CHECK(page.Post("/api/v1/setup", bad.dump(), rig::kJson)->status == 422);
  }
  CHECK(q.set_up(q.code) == (wrong == 4 ? 200 : 403));
}
