// The API's side towards therapists, over a real socket.
#include "http_rig.h"

using nlohmann::json;

namespace {

struct PeopleQueue : rig::HttpQueue {
  PeopleQueue() {
    for (const char* name : {"maya", "tom"})
      REQUIRE(service().add_user(name, "", "therapist", "a long walk", rig::kAdmin));
  }
  rig::Kiosk kiosk = enrolled();
};

httplib::Result act(httplib::Client& http, const std::string& id, const char* what, const json& body) {
  return http.Post("/api/v1/intakes/" + id + "/" + what, body.dump(), rig::kJson);
}

}  // namespace

TEST_CASE("a therapist lists, pulls, shows, renews, starts and is done") {
  PeopleQueue q;
  const auto made = q.kiosk.next_intake(q.clock);
  q.take(q.kiosk, made);
  q.clock.advance(base::Millis{65'000});
  auto maya = q.logged_in("maya");

  const auto list = json::parse(maya.Get("/api/v1/queue")->body)["queue"];
  REQUIRE(list.size() == 1);
  CHECK(list[0]["position"] == 1);
  CHECK(list[0]["waiting_s"] == 65);
  CHECK(list[0]["areas"][0] == json{{"region", "spine_low.M"}, {"level", 5}});
  CHECK_FALSE(list[0].contains("intake"));

  const auto pulled = json::parse(maya.Post("/api/v1/queue/next", "", rig::kJson)->body);
  CHECK(pulled["state"] == "pulled");
  CHECK(pulled["holder"] == "maya");
  CHECK(pulled["lease_s"] == 60);
  CHECK(pulled["intake"] == json::parse(intake::to_json(made).view()));
  const auto id = pulled["id"].get<std::string>();
  const json token{{"token", pulled["token"]}};
  CHECK(maya.Post("/api/v1/queue/next", "", rig::kJson)->status == 204);

  q.clock.advance(base::Millis{30'000});
  CHECK(json::parse(act(maya, id, "renew", token)->body)["lease_s"] == 60);
  CHECK(json::parse(act(maya, id, "start", token)->body)["state"] == "in_session");
  auto done = token;
  done["worked"] = {"calf_outer.L"};
  done["note"] = "went well";
  CHECK(act(maya, id, "done", done)->status == 200);
  const auto shown = json::parse(maya.Get("/api/v1/intakes/" + id)->body);
  CHECK(shown["state"] == "done");
  CHECK(shown["worked"] == json{"calf_outer.L"});
  CHECK(shown["note"] == "went well");
  CHECK(json::parse(maya.Get("/api/v1/queue")->body)["queue"].empty());
}

TEST_CASE("take-over beats the older token, and says by whom") {
  PeopleQueue q;
  q.take(q.kiosk, q.kiosk.next_intake(q.clock));
  auto maya = q.logged_in("maya");
  auto tom = q.logged_in("tom");
  const auto pulled = json::parse(maya.Post("/api/v1/queue/next", R"({"start":true})", rig::kJson)->body);
  const auto id = pulled["id"].get<std::string>();
  CHECK(pulled["state"] == "in_session");
  const auto refused = tom.Post("/api/v1/queue/next", json{{"id", id}}.dump(), rig::kJson);
  CHECK(refused->status == 409);
  CHECK(json::parse(refused->body)["title"] == "held by maya");
  const auto taken = json::parse(act(tom, id, "takeover", json::object())->body);
  CHECK(taken["holder"] == "tom");
  const auto late = act(maya, id, "done", {{"token", pulled["token"]}});
  CHECK(late->status == 409);
  CHECK(json::parse(late->body)["title"] == "an older token; held by tom");
  CHECK(act(tom, id, "release", {{"token", taken["token"]}})->status == 200);
}

TEST_CASE("nothing is told to somebody not logged in") {
  PeopleQueue q;
  const auto made = q.kiosk.next_intake(q.clock);
  q.take(q.kiosk, made);
  const auto path = "/api/v1/intakes/" + base::to_text(made.id);
  for (const char* header : {"", "Bearer ", "Bearer 00", "Basic bWF5YQ=="}) {
    q.http.set_default_headers({{"Authorization", header}});
    CHECK(q.http.Get("/api/v1/queue")->status == 401);
    CHECK(q.http.Get(path)->status == 401);
    CHECK(q.http.Post("/api/v1/queue/next", "{}", rig::kJson)->status == 401);
    CHECK(q.http.Post(path + "/start", "{}", rig::kJson)->status == 401);
  }
  CHECK(q.service().waiting().value() == 1);
}

TEST_CASE("a wrong password is refused, and after five the name waits") {
  PeopleQueue q;
  const auto log_in = [&](const char* password) {
    return q.http.Post("/api/v1/login", json{{"name", "maya"}, {"password", password}}.dump(), rig::kJson);
  };
  for (int i = 0; i < 5; ++i) CHECK(log_in("wrong")->status == 401);
  CHECK(log_in("a long walk")->status == 429);
  q.clock.advance(queue::TryCounter::kFirstWait);
  CHECK(log_in("a long walk")->status == 200);
}

TEST_CASE("a session ends when it is idle") {
  PeopleQueue q;
  auto maya = q.logged_in("maya");
  q.clock.advance(queue::Sessions::kIdle);
  CHECK(maya.Get("/api/v1/queue")->status == 401);
}

TEST_CASE("bad input from a person is told, and changes nothing") {
  PeopleQueue q;
  const auto made = q.kiosk.next_intake(q.clock);
  q.take(q.kiosk, made);
  auto maya = q.logged_in("maya");
  const auto id = base::to_text(made.id);
  for (const char* junk : {"[]", "junk", "{"})
    CHECK(maya.Post("/api/v1/queue/next", junk, rig::kJson)->status == 400);
  CHECK(maya.Post("/api/v1/queue/next", R"({"id":"x"})", rig::kJson)->status == 404);
  CHECK(maya.Get("/api/v1/intakes/" + base::to_text(base::make_uuid7({1})))->status == 404);
  CHECK(maya.Get("/api/v1/intakes/x")->status == 404);
  CHECK(act(maya, id, "start", json::object())->status == 409);
  CHECK(act(maya, id, "done", {{"token", 0}, {"worked", "x"}})->status == 422);
  CHECK(act(maya, id, "done", {{"token", 0}, {"worked", {1}}})->status == 422);
  CHECK(act(maya, id, "done", {{"token", 0}, {"worked", {"nowhere"}}})->status == 422);
  CHECK(q.service().waiting().value() == 1);
}
