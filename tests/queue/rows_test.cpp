// What the list and the opened record tell beyond the record itself.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "queue/people_json.h"
#include "queue/sheet.h"
#include "rig.h"

using nlohmann::json;
using queue::Act;
using queue::State;
using rig::kMaya;
using rig::kTom;

namespace {

struct Clinic : rig::Queue {
  Clinic() {
    REQUIRE(open.store->add_user({"maya", "Maya R.", "therapist", ""}, rig::kAdmin, clock.utc()));
    REQUIRE(open.store->add_user({"tom", "Tom B.", "therapist", ""}, rig::kAdmin, clock.utc()));
    anna = service().add_member({"MB-104417", "Anna", "Berg", ""}, rig::kAdmin).value();
  }
  // Sends one and lets a minute pass.
  base::Uuid send(const std::function<void(intake::Intake&)>& change = {}) {
    auto made = kiosk.next_intake(clock);
    if (change) change(made);
    take(kiosk, made);
    clock.advance(base::Millis{60'000});
    return made.id;
  }
  base::Uuid send_anna() {
    return send([this](intake::Intake& made) {
      made.client.member = std::string_view(anna);
      made.client.member_confirmed = true;
    });
  }
  json list(const queue::Actor& actor) { return json::parse(queue::to_json(service().list(actor).value())); }
  json shown(const queue::Actor& actor, const base::Uuid& id) {
    return json::parse(queue::to_json(service().show(actor, id).value()));
  }
  rig::Kiosk kiosk = enrolled();
  std::string anna;
};

void guest(intake::Intake& made, const char* given, const char* initial) {
  made.client.given = given;
  made.client.initial = initial;
}

}  // namespace

TEST_CASE("a row tells who, whom they want, what hurts and what safety asked for") {
  Clinic q;
  q.send([](intake::Intake& made) {
    guest(made, "Anika", "K");
    made.therapist = "maya";
    for (const auto& [id, answer, tier] : {std::tuple("fever", "yes", "S"), std::tuple("saddle", "no", "E"),
                                           std::tuple("tell_therapist", "yes", "C")})
      made.screening.push_back({base::ShortText<32>(id), base::ShortText<16>(answer),
                                base::ShortText<2>(tier), base::ShortText<48>("")});
  });
  const auto row = q.list(kMaya)["queue"][0];
  CHECK(row["state"] == "waiting");
  CHECK(row["position"] == 1);
  CHECK(row["wants_me"] == true);
  CHECK(row["wanted_display"] == "Maya R.");
  CHECK(row["member"] ==
        json{{"kind", "guest"}, {"number_tail", ""}, {"initials", "A. K."}, {"given", "Anika"}});
  CHECK(row["flags"] == json{"S", "C"});
  CHECK(row["rather_tell"] == true);
  CHECK(row["avoid"] == json{"knee_cap.R"});
  CHECK(row["avoid_count"] == 1);
  CHECK(row["waiting_s"] == 60);
  CHECK_FALSE(row.contains("token"));
  CHECK(q.list(kTom)["queue"][0]["wants_me"] == false);
}

TEST_CASE("a token is told to its holder alone") {
  Clinic q;
  const auto id = q.send();
  REQUIRE(q.service().pull(kMaya, id, false));
  CHECK(q.list(kMaya)["queue"][0]["token"] == 1);
  CHECK(q.list(kMaya)["queue"][0]["mine"] == true);
  const auto toms = q.list(kTom)["queue"][0];
  CHECK_FALSE(toms.contains("token"));
  CHECK(toms["holder_display"] == "Maya R.");
  CHECK_FALSE(q.shown(kTom, id).contains("token"));
}

TEST_CASE("two waiting people with the same initials are told apart by place") {
  Clinic q;
  q.send([](intake::Intake& made) { guest(made, "Anika", "K"); });
  q.send([](intake::Intake& made) { guest(made, "Ben", "K"); });
  q.send([](intake::Intake& made) { guest(made, "Arno", "Kay"); });
  q.send();
  q.send();
  const auto rows = q.list(kMaya)["queue"];
  CHECK(rows[0]["same_initials"] == json{3});
  CHECK(rows[1]["same_initials"].empty());
  CHECK(rows[2]["same_initials"] == json{1});
  CHECK(rows[3]["same_initials"].empty());
}

TEST_CASE("the visit before stands beside a member's record, what was worked with it") {
  Clinic q;
  const auto first = q.send_anna();
  const auto token = q.service().pull(kMaya, first, true)->opened.row.hold.token;
  REQUIRE(q.service().finish(kMaya, first, token, {"calf_outer.L"}, ""));
  const auto second = q.send_anna();
  const auto third = q.send_anna();  // replaces the second, which was never seen
  const auto shown = q.shown(kMaya, third);
  CHECK(shown["previous"]["worked"] == json{"calf_outer.L"});
  CHECK(shown["previous"]["areas"].size() == 2);
  CHECK(shown["replaces"] == base::to_text(second));
  CHECK(shown["client"] == json{{"given", "Anna"}, {"initials", "A. B."}, {"title", "Anna B."}});
  CHECK(shown["member"]["number_tail"] == "4417");
  CHECK(q.shown(kMaya, second)["replaced_by"] == base::to_text(third));
  CHECK(q.shown(kMaya, first)["previous"].is_null());
}

TEST_CASE("a newer visit of somebody in session is told, and both stay") {
  Clinic q;
  const auto first = q.send_anna();
  REQUIRE(q.service().pull(kMaya, first, true));
  CHECK(q.shown(kMaya, first)["added_after_pull"].is_null());
  const auto sent = q.clock.utc().ms;
  q.send_anna();
  CHECK(q.shown(kMaya, first)["added_after_pull"] == sent);
  const auto rows = q.list(kMaya)["queue"];
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["state"] == "waiting");
  CHECK(rows[1]["added_after_pull"] == sent);
}

TEST_CASE("next-preview names whom next would give, and no one else") {
  Clinic q;
  CHECK_FALSE(q.service().peek(kMaya).value());
  const auto toms = q.send([](intake::Intake& made) { made.therapist = "tom"; });
  CHECK_FALSE(q.service().peek(kMaya).value());
  const auto any = q.send();
  CHECK(q.service().peek(kMaya).value() == any);
  CHECK(q.service().peek(kTom).value() == toms);
  CHECK(q.service().next(kTom, false).value()->opened.row.id == toms);
}

TEST_CASE("done today can be undone for ten minutes by whoever did it, left by anyone") {
  Clinic q;
  const auto id = q.send();
  const auto token = q.service().pull(kMaya, id, true)->opened.row.hold.token;
  REQUIRE(q.service().finish(kMaya, id, token, {}, ""));
  auto done = q.list(kMaya)["done"];
  REQUIRE(done.size() == 1);
  CHECK(done[0]["undo_s"] == 600);
  CHECK_FALSE(q.service().act(kTom, id, Act::Undo, 0));
  CHECK(q.service().act(kMaya, id, Act::Undo, 0).value().opened.row.hold.state == State::InSession);
  CHECK(q.list(kMaya)["done"].empty());
  REQUIRE(q.service().finish(kMaya, id, token, {}, ""));
  q.clock.advance(queue::kUndo);
  CHECK(q.list(kMaya)["done"][0]["undo_s"].is_null());
  CHECK(q.service().act(kMaya, id, Act::Undo, 0).error().what == "too late to undo");

  const auto away = q.send();
  CHECK(q.service().act(kTom, away, Act::Leave, -1).value().opened.row.hold.state == State::Left);
  CHECK(q.list(kMaya)["done"][0]["state"] == "left");
  CHECK_FALSE(q.service().pull(kMaya, away, false));
  CHECK(q.service().act(kMaya, away, Act::Undo, -1).value().opened.row.hold.state == State::Waiting);
}

TEST_CASE("where safety stops a session, a start needs somebody's check, and the trail says so") {
  Clinic q;
  const auto id = q.send([](intake::Intake& made) {
    made.screening.push_back({base::ShortText<32>("fever"), base::ShortText<16>("yes"),
                              base::ShortText<2>("S"), base::ShortText<48>("")});
  });
  const auto pulled = q.service().next(kMaya, true).value();
  CHECK(pulled->opened.row.hold.state == State::Pulled);  // although it was asked to start
  const auto token = pulled->opened.row.hold.token;
  CHECK(q.service().act(kMaya, id, Act::Start, token).error().what == queue::kCheckFirst);
  CHECK(q.service().act(kMaya, id, Act::Start, token, true).value().opened.row.hold.state ==
        State::InSession);
  CHECK(q.open.store->audit_trail().value().back().what == "started after a check");
}

TEST_CASE("at 03:00 what still waits has left, and the trail says of each that the day ended") {
  // The rig's clock starts at 22:13 UTC.
  Clinic q;
  const auto waiting = q.send();
  const auto held = q.send();
  REQUIRE(q.service().pull(kMaya, held, true));
  REQUIRE(q.service().tick());
  CHECK(q.list(kMaya)["queue"].size() == 2);
  q.clock.advance(base::Millis{5 * 3600 * 1000});
  const auto version = q.service().version();
  REQUIRE(q.service().tick());
  CHECK(q.service().version() > version);
  const auto rows = q.list(kMaya);
  REQUIRE(rows["queue"].size() == 1);
  CHECK(rows["queue"][0]["id"] == base::to_text(held));
  CHECK(rows["done"].empty());
  CHECK(q.open.store->intake(waiting).value().hold.state == State::Left);
  CHECK_FALSE(q.service().act(kMaya, waiting, Act::Undo, 0));
  const auto trail = q.open.store->audit_trail().value();
  CHECK(std::count_if(trail.begin(), trail.end(),
                      [](const auto& entry) { return entry.what == "left at the day's end"; }) == 1);
  // What a kiosk brings late is for the next night.
  q.clock.advance(base::Millis{60'000});
  auto late = q.kiosk.next_intake(q.clock);
  REQUIRE(q.service().take_in({q.kiosk.envelope(late), 8 * 3600 * 1000}, "test"));
  REQUIRE(q.service().tick());
  CHECK(q.service().waiting().value() == 1);
}

TEST_CASE("every change is a newer version, and somebody watching is told") {
  Clinic q;
  int told = 0;
  q.service().watch([&told] { ++told; });
  auto last = q.service().version();
  const auto newer = [&] { return q.service().version() > std::exchange(last, q.service().version()); };
  const auto id = q.send();
  CHECK(newer());
  const auto token = q.service().pull(kMaya, id, false)->opened.row.hold.token;
  CHECK(newer());
  REQUIRE(q.service().act(kMaya, id, Act::Renew, token));
  CHECK_FALSE(newer());
  q.clock.advance(base::Millis{60'000});
  REQUIRE(q.service().tick());
  CHECK(newer());
  REQUIRE(q.service().tick());
  CHECK_FALSE(newer());
  CHECK(told == 3);
  q.service().watch({});
}

TEST_CASE("looking at the list again and again is noted once in a while") {
  Clinic q;
  for (int i = 0; i < 20; ++i) {
    REQUIRE(q.service().list(kMaya));
    q.clock.advance(base::Millis{60'000});
  }
  const auto trail = q.open.store->audit_trail().value();
  CHECK(std::count_if(trail.begin(), trail.end(), [](const auto& e) { return e.what == "listed"; }) == 2);
}

TEST_CASE("one asked for without a log-in is offered to anyone, and is told by the name the client used") {
  Clinic clinic;
  clinic.send([](intake::Intake& made) { made.therapist = "robin"; });
  const auto sheet = clinic.service().next(kMaya, false).value();
  REQUIRE(sheet);
  const auto told = json::parse(queue::to_json(*sheet));
  CHECK(told["wanted"] == "");
  CHECK(told["wanted_unknown"] == "robin");
  const auto text = queue::sheet_text(queue::to_json(*sheet), [](auto code) { return std::string(code); });
  CHECK(text.value().find("asked for robin (no log-in here, so anyone)") != std::string::npos);
}

TEST_CASE("a record that does not open is listed, pulled and ended like any other, and blocks nobody") {
  Clinic clinic;
  const auto broken = clinic.send();
  const auto whole = clinic.send();
  clinic.open.service.reset();
  clinic.open.store.reset();
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((clinic.data / "queue.db").c_str(), &db) == SQLITE_OK);
  const auto damage = "UPDATE intakes SET sealed = zeroblob(2100) WHERE hex(id) = upper(replace('" +
                      base::to_text(broken) + "', '-', ''))";
  REQUIRE(sqlite3_exec(db, damage.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_changes(db) == 1);
  sqlite3_close(db);
  clinic.open = queue::open_queue(clinic.data, clinic.key, clinic.clock, {}).value();

  const auto listed = json::parse(queue::to_json(clinic.service().list(kMaya).value()))["queue"];
  REQUIRE(listed.size() == 2);
  CHECK(listed[0]["unreadable"] == true);
  CHECK(listed[1]["unreadable"] == false);
  const auto label = [](auto code) { return std::string(code); };
  const auto lines = queue::list_text(queue::to_json(clinic.service().list(kMaya).value()), label).value();
  CHECK(lines.find("CANNOT BE READ") != std::string::npos);

  const auto first = clinic.service().next(kMaya, false).value();
  REQUIRE(first);
  CHECK(first->opened.row.id == broken);
  CHECK(first->opened.unreadable);
  const auto text = queue::sheet_text(queue::to_json(*first), label).value();
  CHECK(text.find("THIS VISIT CANNOT BE READ") == 0);
  CHECK(text.find(base::to_text(broken)) != std::string::npos);
  CHECK(clinic.service().next(kTom, false).value()->opened.row.id == whole);
  const auto token = first->opened.row.hold.token;
  REQUIRE(clinic.service().act(kMaya, broken, Act::Start, token));
  CHECK(clinic.service().finish(kMaya, broken, token, {}, "").value().opened.row.hold.state == State::Done);
}

TEST_CASE("what was kept for the months of the settings is deleted at a day's end, not before") {
  Clinic clinic;
  const auto id = clinic.send([&clinic](intake::Intake& made) { made.client.member = clinic.anna; });
  REQUIRE(clinic.service().tick());
  static constexpr std::int64_t kDay = 24LL * 3600 * 1000;
  const auto pass_days = [&clinic](int days) {
    for (int i = 0; i < days; ++i) {
      clinic.clock.advance(base::Millis{kDay});
      REQUIRE(clinic.service().tick());
    }
  };
  pass_days(360);
  CHECK_FALSE(clinic.open.store->intake(id).value().sealed.empty());
  SUBCASE("day after day") {
    pass_days(8);
    CHECK(clinic.open.store->intake(id).value().sealed.empty());
    CHECK(clinic.service().show(kMaya, id).error().code == base::Code::Absent);
    CHECK(clinic.service().list(kMaya).value().ended.empty());
  }
  SUBCASE("a clock that jumps deletes nothing on that day") {
    clinic.clock.advance(base::Millis{700 * kDay});
    REQUIRE(clinic.service().tick());
    CHECK_FALSE(clinic.open.store->intake(id).value().sealed.empty());
    pass_days(1);
    CHECK(clinic.open.store->intake(id).value().sealed.empty());
  }
}
