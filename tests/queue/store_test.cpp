// The contract of queue/store.h, on the engine that is built in.
#include "queue/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>

#include "queue/keys.h"
#include "rig.h"

using base::Code;
using queue::Act;
using queue::State;

namespace {

constexpr base::Utc kNow{1'700'000'000'000};
const queue::Actor kActor{"maya", "test"};

struct Fixture {
  support::TempDir temp;
  std::unique_ptr<queue::Store> store = queue::SqliteStore::open(temp.path()).value();

  Fixture() { add_kiosk("k1"); }
  void add_kiosk(const std::string& id) {
    const base::Bytes digest(32, static_cast<std::uint8_t>(id.size()));
    REQUIRE(store->add_code({digest, "lobby", {kNow.ms + 1000}, 5}, kActor, kNow));
    queue::Kiosk kiosk;
    kiosk.id = id;
    REQUIRE(store->spend_code(digest, kiosk, kNow));
  }
  void add_member(const std::string& reference) {
    queue::Member member;
    member.reference = reference;
    member.number_digest = base::Bytes(reference.begin(), reference.end());
    REQUIRE(store->add_member(member, {}, kActor));
  }
};

queue::NewIntake arriving(std::int64_t sequence, std::int64_t waited_ms = 0) {
  queue::NewIntake made;
  made.envelope = {"0011223344556677", "k1", sequence, base::make_uuid7(kNow), base::Bytes(64, 7), {}};
  made.received = kNow;
  made.waiting_since = {kNow.ms - waited_ms};
  return made;
}

queue::Change asks(Act act, const std::string& who, std::int64_t token = 0, base::Utc now = kNow) {
  const queue::Request request{act, who, token, now, base::Millis{60'000}};
  return [request](const queue::Hold& hold, const queue::Standing& standing) {
    return queue::after(hold, standing, request);
  };
}

std::optional<queue::IntakeRow> pull(queue::Store& store, const std::string& who, base::Utc now = kNow) {
  return store.pull(who, now, asks(Act::Pull, who, 0, now), {who, "test"}).value();
}

}  // namespace

TEST_CASE("an intake that comes twice is kept once, with the same receipt") {
  Fixture f;
  auto made = arriving(1);
  const auto first = f.store->take_in(made, kActor).value();
  CHECK(first.fresh);
  CHECK(first.received == kNow);
  made.received = {kNow.ms + 5000};
  const auto second = f.store->take_in(made, kActor).value();
  CHECK_FALSE(second.fresh);
  CHECK(second.received == kNow);
  CHECK(f.store->open_intakes(kNow, 10).value().size() == 1);
}

TEST_CASE("an id that comes again with other bytes is refused and changes nothing") {
  Fixture f;
  auto made = arriving(1);
  REQUIRE(f.store->take_in(made, kActor));
  made.envelope.sealed.push_back(1);
  CHECK(f.store->take_in(made, kActor).error().code == Code::Refused);
  CHECK(f.store->intake(made.envelope.id).value().sealed.size() == 64);
}

TEST_CASE("a gap in a kiosk's sequence is seen") {
  Fixture f;
  CHECK(f.store->take_in(arriving(1), kActor).value().expected_sequence == 1);
  CHECK(f.store->take_in(arriving(2), kActor).value().expected_sequence == 2);
  CHECK(f.store->take_in(arriving(5), kActor).value().expected_sequence == 3);
  CHECK(f.store->take_in(arriving(3), kActor).value().expected_sequence == 6);
}

TEST_CASE("a pull gives the first in the order of the rules, with its bytes") {
  Fixture f;
  auto oldest = arriving(1, 9000);
  auto mine = arriving(2, 100);
  mine.wanted = "maya";
  auto toms = arriving(3, 20'000);
  toms.wanted = "tom";
  auto stop = arriving(4, 5);
  stop.tier = queue::Tier::E;
  for (const auto& made : {oldest, mine, toms, stop}) REQUIRE(f.store->take_in(made, kActor));
  for (const auto& expected : {stop, mine, oldest}) {
    const auto row = pull(*f.store, "maya");
    REQUIRE(row);
    CHECK(row->id == expected.envelope.id);
    CHECK(row->sealed == expected.envelope.sealed);
    CHECK(row->hold.token == 1);
  }
  CHECK_FALSE(pull(*f.store, "maya"));
  CHECK(pull(*f.store, "tom")->id == toms.envelope.id);
}

TEST_CASE("a lease that ran out is given back and noted; the old token is refused") {
  Fixture f;
  const auto made = arriving(1);
  REQUIRE(f.store->take_in(made, kActor));
  REQUIRE(pull(*f.store, "maya"));
  CHECK_FALSE(pull(*f.store, "tom", {kNow.ms + 59'999}));
  CHECK(f.store->waiting({kNow.ms + 59'999}).value() == 0);
  CHECK(f.store->waiting({kNow.ms + 60'000}).value() == 1);
  const auto toms = pull(*f.store, "tom", {kNow.ms + 60'000});
  REQUIRE(toms);
  CHECK(toms->hold.token == 2);
  const auto late = f.store->change(made.envelope.id, {kNow.ms + 60'001},
                                    asks(Act::Start, "maya", 1, {kNow.ms + 60'001}), {}, "started", kActor);
  CHECK(late.error().code == Code::Refused);
  CHECK(late.error().what == "an older token; held by tom");
  CHECK(f.store->intake(made.envelope.id).value().hold.holder == "tom");
  bool noted = false;
  const auto trail = f.store->audit_trail().value();
  for (const auto& entry : trail)
    noted = noted || (entry.what == "lease ran out" && entry.actor.name == "maya" &&
                      entry.about == base::to_text(made.envelope.id));
  CHECK(noted);
}

TEST_CASE("what is done keeps what was worked, and is not listed any more") {
  Fixture f;
  const auto made = arriving(1);
  REQUIRE(f.store->take_in(made, kActor));
  REQUIRE(pull(*f.store, "maya"));
  REQUIRE(f.store->change(made.envelope.id, kNow, asks(Act::Start, "maya", 1), {}, "started", kActor));
  CHECK(f.store->open_intakes(kNow, 10).value().front().hold.state == State::InSession);
  REQUIRE(
      f.store->change(made.envelope.id, kNow, asks(Act::Finish, "maya", 1), {{1, 2}, {3}}, "done", kActor));
  const auto row = f.store->intake(made.envelope.id).value();
  CHECK(row.hold.state == State::Done);
  CHECK(row.worked == base::Bytes{1, 2});
  CHECK(row.note == base::Bytes{3});
  CHECK(f.store->open_intakes(kNow, 10).value().empty());
}

TEST_CASE("a newer visit of a member replaces the one that waits, whichever is delivered first") {
  Fixture f;
  f.add_member("m1");
  auto older = arriving(1, 9000);
  auto newer = arriving(2, 100);
  older.member = newer.member = "m1";
  SUBCASE("in order") {
    REQUIRE(f.store->take_in(older, kActor));
    REQUIRE(f.store->take_in(newer, kActor));
  }
  SUBCASE("the older late") {
    REQUIRE(f.store->take_in(newer, kActor));
    REQUIRE(f.store->take_in(older, kActor));
  }
  const auto row = f.store->intake(older.envelope.id).value();
  CHECK(row.hold.state == State::Left);
  CHECK(row.replaced_by == newer.envelope.id);
  const auto open = f.store->open_intakes(kNow, 10).value();
  REQUIRE(open.size() == 1);
  CHECK(open.front().id == newer.envelope.id);
}

TEST_CASE("a member's visit that is held already is not replaced") {
  Fixture f;
  f.add_member("m1");
  auto older = arriving(1, 9000);
  auto newer = arriving(2, 100);
  older.member = newer.member = "m1";
  REQUIRE(f.store->take_in(older, kActor));
  REQUIRE(pull(*f.store, "maya"));
  REQUIRE(f.store->take_in(newer, kActor));
  CHECK(f.store->open_intakes(kNow, 10).value().size() == 2);
}

TEST_CASE("a nonce is new once in ten minutes, for each kiosk") {
  Fixture f;
  CHECK(f.store->remember_nonce("k1", "n", kNow).value());
  CHECK_FALSE(f.store->remember_nonce("k1", "n", {kNow.ms + 599'000}).value());
  CHECK(f.store->remember_nonce("k2", "n", kNow).value());
  CHECK(f.store->remember_nonce("k1", "n", {kNow.ms + 600'001}).value());
}

TEST_CASE("what is not there is absent") {
  Fixture f;
  CHECK(f.store->intake(base::make_uuid7(kNow)).error().code == Code::Absent);
  CHECK(f.store->member("x").error().code == Code::Absent);
  CHECK(f.store->user("x").error().code == Code::Absent);
  CHECK(f.store->kiosk("x").error().code == Code::Absent);
  CHECK(f.store->revoke_kiosk("x", kActor, kNow).error().code == Code::Absent);
  CHECK(f.store->meta("x").error().code == Code::Absent);
  CHECK(f.store->change(base::make_uuid7(kNow), kNow, asks(Act::Pull, "maya"), {}, "pulled", kActor)
            .error()
            .code == Code::Absent);
}

TEST_CASE("two stores never hold one folder, and what was kept is there after opening again") {
  Fixture f;
  REQUIRE(f.store->take_in(arriving(1), kActor));
  CHECK(queue::SqliteStore::open(f.temp.path()).error().code == Code::Busy);
  f.store.reset();
  f.store = queue::SqliteStore::open(f.temp.path()).value();
  CHECK(f.store->open_intakes(kNow, 10).value().size() == 1);
}

TEST_CASE("data newer than the program is refused and left as it is") {
  const support::TempDir temp;
  REQUIRE(queue::SqliteStore::open(temp.path()));
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((temp.path() / "queue.db").c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, "PRAGMA user_version = 99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
  const auto store = queue::SqliteStore::open(temp.path());
  CHECK(store.error().code == Code::Invalid);
  CHECK(store.error().what.find("version 99") != std::string::npos);
}

TEST_CASE("a file that is no database is refused") {
  const support::TempDir temp;
  REQUIRE(base::write_file_durably(temp.path() / "queue.db", std::string(4096, 'x'), 0600));
  CHECK_FALSE(queue::SqliteStore::open(temp.path()));
}

TEST_CASE("the audit trail cannot be changed") {
  Fixture f;
  f.store.reset();
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((f.temp.path() / "queue.db").c_str(), &db) == SQLITE_OK);
  CHECK(sqlite3_exec(db, "DELETE FROM audit", nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  CHECK(sqlite3_exec(db, "UPDATE audit SET who = 'x'", nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  sqlite3_close(db);
}

TEST_CASE("done a second time changes nothing: not what was kept, and not the trail") {
  Fixture f;
  const auto made = arriving(1);
  REQUIRE(f.store->take_in(made, kActor));
  REQUIRE(pull(*f.store, "maya"));
  REQUIRE(f.store->change(made.envelope.id, kNow, asks(Act::Start, "maya", 1), {}, "started", kActor));
  REQUIRE(
      f.store->change(made.envelope.id, kNow, asks(Act::Finish, "maya", 1), {{1, 2}, {3}}, "done", kActor));
  const auto noted = f.store->audit_trail().value().size();
  const auto again =
      f.store->change(made.envelope.id, kNow, asks(Act::Finish, "maya", 1), {{9}, {9}}, "done", kActor);
  REQUIRE(again);
  CHECK(again->worked == base::Bytes{1, 2});
  CHECK(f.store->intake(made.envelope.id).value().note == base::Bytes{3});
  CHECK(f.store->audit_trail().value().size() == noted);
}

TEST_CASE("a visit given back after its member sent a newer one leaves, linked to it") {
  Fixture f;
  f.add_member("m1");
  auto older = arriving(1, 9000);
  auto newer = arriving(2, 100);
  older.member = newer.member = "m1";
  REQUIRE(f.store->take_in(older, kActor));
  REQUIRE(pull(*f.store, "maya"));
  REQUIRE(f.store->take_in(newer, kActor));
  SUBCASE("released") {
    const auto row =
        f.store->change(older.envelope.id, kNow, asks(Act::Release, "maya", 1), {}, "released", kActor);
    CHECK(row.value().hold.state == State::Left);
  }
  SUBCASE("its lease ran out") { CHECK(f.store->give_back({kNow.ms + 60'000}).value() == 1); }
  const auto row = f.store->intake(older.envelope.id).value();
  CHECK(row.hold.state == State::Left);
  CHECK(row.replaced_by == newer.envelope.id);
  CHECK(f.store->intake(newer.envelope.id).value().hold.state == State::Waiting);
}

TEST_CASE("a lease that ran out is over for whatever comes next") {
  Fixture f;
  f.add_member("m1");
  auto older = arriving(1, 9000);
  older.member = "m1";
  REQUIRE(f.store->take_in(older, kActor));
  REQUIRE(pull(*f.store, "maya"));
  const base::Utc later{kNow.ms + 60'000};
  const auto noted = [&f] {
    const auto trail = f.store->audit_trail().value();
    return std::count_if(trail.begin(), trail.end(),
                         [](const auto& entry) { return entry.what == "lease ran out"; });
  };
  SUBCASE("a newer visit of the member replaces it") {
    auto newer = arriving(2);
    newer.member = "m1";
    newer.received = newer.waiting_since = later;
    REQUIRE(f.store->take_in(newer, kActor));
    CHECK(f.store->intake(older.envelope.id).value().replaced_by == newer.envelope.id);
  }
  SUBCASE("somebody else pulls it by its name") {
    const auto row = f.store->change(older.envelope.id, later, asks(Act::Pull, "tom", 0, later), {}, "pulled",
                                     {"tom", "test"});
    CHECK(row.value().hold.holder == "tom");
  }
  CHECK(noted() == 1);
}

TEST_CASE("a kiosk enrolled again counts on under its new id, and a gap after that is seen") {
  Fixture f;
  CHECK(f.store->take_in(arriving(6), kActor).value().expected_sequence == 6);
  CHECK(f.store->take_in(arriving(9), kActor).value().expected_sequence == 7);
}

TEST_CASE("what was kept long enough is deleted, its row stands, and the trail says how many") {
  Fixture f;
  f.add_member("m1");
  auto old = arriving(1);
  old.member = "m1";
  old.envelope.sealed = base::Bytes(4096, 0xA5);
  REQUIRE(f.store->take_in(old, kActor));
  REQUIRE(pull(*f.store, "maya"));
  REQUIRE(f.store->change(old.envelope.id, kNow, asks(Act::Start, "maya", 1), {}, "started", kActor));
  REQUIRE(f.store->change(old.envelope.id, kNow, asks(Act::Finish, "maya", 1),
                          {base::Bytes(64, 0xA6), base::Bytes(64, 0xA7)}, "done", kActor));
  auto recent = arriving(2);
  recent.received = {kNow.ms + 1};
  REQUIRE(f.store->take_in(recent, kActor));

  CHECK(f.store->forget({kNow.ms + 1}, {kNow.ms + 5}).value() == 1);
  const auto row = f.store->intake(old.envelope.id).value();
  CHECK(row.sealed.empty());
  CHECK(row.worked.empty());
  CHECK(row.note.empty());
  CHECK(row.member.empty());
  CHECK(row.hold.state == State::Done);
  CHECK(f.store->intake(recent.envelope.id).value().sealed == recent.envelope.sealed);
  const auto last = f.store->audit_trail().value().back();
  CHECK(last.what == "kept long enough, deleted");
  CHECK(last.about == "1");
  CHECK_MESSAGE(f.store->forget({kNow.ms + 1}, {kNow.ms + 6}).value() == 0, "once is enough");
  CHECK_MESSAGE(f.store->take_in(old, kActor).value().received == kNow, "delivered again, it is known");

  for (const auto& entry : std::filesystem::directory_iterator(f.temp.path())) {
    const auto bytes = base::read_file(entry.path()).value();
    for (const char gone : {'\xA5', '\xA6', '\xA7'})
      CHECK_MESSAGE(bytes.find(std::string(32, gone)) == std::string::npos, entry.path());
  }
}

TEST_CASE("a folder that is reached by a link opens; a database that is a link does not") {
  const support::TempDir temp;
  std::filesystem::create_directories(temp.path() / "real/data");
  std::filesystem::create_directory_symlink(temp.path() / "real", temp.path() / "link");
  CHECK(queue::SqliteStore::open(temp.path() / "link/data"));
  CHECK(std::filesystem::exists(temp.path() / "real/data/queue.db"));
  std::filesystem::rename(temp.path() / "real/data/queue.db", temp.path() / "away.db");
  std::filesystem::create_symlink(temp.path() / "away.db", temp.path() / "real/data/queue.db");
  CHECK_FALSE(queue::SqliteStore::open(temp.path() / "real/data"));
}

TEST_CASE("a damaged page is told at the start, in plain words") {
  Fixture f;
  for (std::int64_t i = 1; i <= 200; ++i) {
    auto made = arriving(i);
    made.envelope.sealed = base::Bytes(2000, 7);
    REQUIRE(f.store->take_in(made, kActor));
  }
  f.store.reset();
  const auto file = f.temp.path() / "queue.db";
  auto bytes = base::read_file(file).value();
  REQUIRE(bytes.size() > std::size_t{40} * 4096);
  // A page of the middle, as a failing disk gives it back; opening alone does not read it.
  std::fill_n(bytes.begin() + std::ptrdiff_t{30} * 4096, 4096, '\xEE');
  REQUIRE(base::write_file_durably(file, bytes, 0600));
  const auto opened = queue::SqliteStore::open(f.temp.path());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Code::Parse);
  CHECK(opened.error().what.find("is damaged") != std::string::npos);
  CHECK_MESSAGE(base::read_file(file).value() == bytes, "nothing was mended or made anew");
}
