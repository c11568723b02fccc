// Files that earlier versions of the program wrote are opened and brought up to date.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "rig.h"

using queue::State;

namespace {

// What version 1 wrote, as it wrote it: never changed to follow the program.
constexpr const char* kVersion1 = R"(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kiosks (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, sign_key BLOB NOT NULL, created INTEGER NOT NULL,
  revoked INTEGER, last_sequence INTEGER NOT NULL DEFAULT 0,
  seen INTEGER, waiting INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
  reader TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE enrol_codes (
  digest BLOB PRIMARY KEY, kiosk_name TEXT NOT NULL, expires INTEGER NOT NULL,
  tries INTEGER NOT NULL) STRICT;
CREATE TABLE nonces (
  kiosk TEXT NOT NULL, nonce TEXT NOT NULL, seen INTEGER NOT NULL,
  PRIMARY KEY (kiosk, nonce)) STRICT, WITHOUT ROWID;
CREATE INDEX nonces_by_age ON nonces (seen);
CREATE TABLE members (
  reference TEXT PRIMARY KEY, number_digest BLOB NOT NULL UNIQUE, number BLOB NOT NULL,
  given BLOB NOT NULL, family BLOB NOT NULL, initial TEXT NOT NULL, added INTEGER NOT NULL) STRICT;
CREATE TABLE cards (
  width TEXT NOT NULL, token TEXT NOT NULL, member TEXT NOT NULL REFERENCES members (reference),
  widest INTEGER NOT NULL, PRIMARY KEY (width, token, member)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cards_whole ON cards (width, token) WHERE widest = 1;
CREATE TABLE users (
  name TEXT PRIMARY KEY, display TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL,
  added INTEGER NOT NULL) STRICT;
CREATE TABLE intakes (
  id BLOB PRIMARY KEY, kiosk TEXT NOT NULL REFERENCES kiosks (id), sequence INTEGER NOT NULL,
  seal_key TEXT NOT NULL, sealed BLOB NOT NULL, signature BLOB NOT NULL,
  received INTEGER NOT NULL, waiting_since INTEGER NOT NULL,
  member TEXT REFERENCES members (reference), wanted TEXT NOT NULL, tier INTEGER NOT NULL,
  stop INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0, holder TEXT NOT NULL DEFAULT '',
  token INTEGER NOT NULL DEFAULT 0, lease_until INTEGER,
  pulled_at INTEGER, started_at INTEGER, ended_at INTEGER,
  worked BLOB, note BLOB, replaced_by BLOB) STRICT;
CREATE INDEX intakes_waiting ON intakes (stop, wanted, waiting_since, id) WHERE state = 0;
CREATE INDEX intakes_leased ON intakes (lease_until) WHERE state = 1;
CREATE INDEX intakes_open ON intakes (state, waiting_since) WHERE state < 3;
CREATE INDEX intakes_of_member ON intakes (member, received) WHERE member IS NOT NULL;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL,
  origin TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_stands BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
PRAGMA user_version = 1;
INSERT INTO kiosks (id, name, sign_key, created, last_sequence) VALUES ('k1', 'lobby', x'01', 1000, 2);
INSERT INTO members VALUES ('m1', x'02', x'03', x'04', x'05', 'QZXJINITIAL', 1000);
INSERT INTO cards VALUES ('em40', 'aa', 'm1', 1);
INSERT INTO users VALUES ('maya', 'Maya R.', 'therapist', 'hash', 1000);
INSERT INTO intakes (id, kiosk, sequence, seal_key, sealed, signature, received, waiting_since, member, wanted,
  tier, stop) VALUES (x'00000000000000000000000000000001', 'k1', 1, 'key', x'0A', x'0B', 2000, 2000, 'm1',
  '', 0, 0);
INSERT INTO intakes (id, kiosk, sequence, seal_key, sealed, signature, received, waiting_since, member, wanted,
  tier, stop, state, holder, token, pulled_at, started_at, ended_at, worked, note) VALUES
  (x'00000000000000000000000000000002', 'k1', 2, 'key', x'0C', x'0D', 1500, 1500, 'm1', 'maya', 3, 1, 3,
  'maya', 1, 1600, 1700, 1800, x'0E', x'0F');
INSERT INTO audit (at, who, origin, what, about) VALUES (1000, 'admin', 'test', 'member added', 'm1');
)";

void write_version_1(const std::filesystem::path& folder) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((folder / "queue.db").c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, kVersion1, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
}

base::Uuid id_of(std::uint8_t last) {
  base::Uuid id;
  id.bytes[15] = last;
  return id;
}

}  // namespace

TEST_CASE("a file of version 1 opens with everything in it") {
  const support::TempDir temp;
  write_version_1(temp.path());
  const auto store = queue::SqliteStore::open(temp.path()).value();
  CHECK(store->kiosk("k1").value().name == "lobby");
  CHECK(store->user("maya").value().display == "Maya R.");
  const auto member = store->member("m1").value();
  CHECK(member.given == base::Bytes{4});
  CHECK(member.added.ms == 1000);
  const auto waiting = store->intake(id_of(1)).value();
  CHECK(waiting.hold.state == State::Waiting);
  CHECK_FALSE(waiting.hold.undo_until);
  const auto done = store->intake(id_of(2)).value();
  CHECK(done.hold.state == State::Done);
  CHECK(done.worked == base::Bytes{0x0E});
  CHECK(done.ended->ms == 1800);
  CHECK(store->visits_of("m1", 10).value().size() == 2);
  CHECK(store->ended_intakes({0}, 10).value().size() == 1);
  CHECK(store->audit_trail().value().front().what == "member added");
}

TEST_CASE("a file of version 1 keeps no letter of a name in the clear once it was opened and closed") {
  const support::TempDir temp;
  write_version_1(temp.path());
  REQUIRE(queue::SqliteStore::open(temp.path()));
  for (const auto& entry : std::filesystem::directory_iterator(temp.path()))
    CHECK(base::read_file(entry.path()).value().find("QZXJINITIAL") == std::string::npos);
  CHECK_MESSAGE(queue::SqliteStore::open(temp.path()), "a second time there is nothing left to do");
}
