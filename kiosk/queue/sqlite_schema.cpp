#include "queue/sqlite_schema.h"

#include <iterator>

namespace queue {
namespace {

// 1: the first tables. Times are UTC ms. `stop` is 1 for tiers E and S, so that the pull is a seek.
constexpr const char* kFirst = R"(
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
)";

// 2: until when a person may take back that something ended; and the lists of today and of a member.
constexpr const char* kSecond = R"(
ALTER TABLE intakes ADD COLUMN undo_until INTEGER;
CREATE INDEX intakes_ended ON intakes (ended_at) WHERE state >= 3;
DROP INDEX intakes_of_member;
CREATE INDEX intakes_of_member ON intakes (member, waiting_since) WHERE member IS NOT NULL;
PRAGMA user_version = 2;
)";

// 3: no letter of a name stands in the clear; what was received when, for the time of keeping.
constexpr const char* kThird = R"(
ALTER TABLE members DROP COLUMN initial;
CREATE INDEX intakes_kept ON intakes (received) WHERE length(sealed) > 0;
PRAGMA user_version = 3;
)";

constexpr const char* kMigrations[] = {kFirst, kSecond, kThird};

}  // namespace

base::Result<void> migrate(Db& db) {
  std::int64_t version = 0;
  {
    auto statement = db.query("PRAGMA user_version");
    BODYMAP_TRY(row, statement.step());
    if (row) version = statement.number(0);
  }
  const auto newest = static_cast<std::int64_t>(std::size(kMigrations));
  if (version > newest)
    return base::fail(base::Code::Invalid, "the data is of version " + std::to_string(version) +
                                               ", newer than this program knows (" + std::to_string(newest) +
                                               ")");
  for (; version < newest; ++version) {
    BODYMAP_TRY(transaction, Transaction::begin(db));
    BODYMAP_TRY_VOID(db.run(kMigrations[version]));
    BODYMAP_TRY_VOID(transaction.commit());
  }
  return {};
}

}  // namespace queue
