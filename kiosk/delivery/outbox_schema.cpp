#include "delivery/outbox_schema.h"

#include <array>

#include "delivery/sqlite.h"
#include "intake/envelope.h"

namespace delivery {
namespace {

constexpr auto kVersion1 = R"sql(
  CREATE TABLE outbox(
    sequence INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    envelope TEXT NOT NULL,
    kept_utc_ms INTEGER NOT NULL,
    kept_steady_ms INTEGER NOT NULL,
    boot TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'refused')),
    why TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE TABLE last_sequence(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value INTEGER NOT NULL
  ) STRICT;
  INSERT INTO last_sequence(one, value) VALUES (1, 0);
)sql";

constexpr auto kVersion2 = R"sql(
  CREATE TABLE enrolled(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    kiosk TEXT NOT NULL
  ) STRICT;
  INSERT INTO enrolled(one, kiosk) VALUES (1, '');
)sql";

// The long column is last, so that the others are read without it.
constexpr auto kVersion3 = R"sql(
  ALTER TABLE outbox RENAME TO outbox_2;
  CREATE TABLE outbox(
    sequence INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'delivered')),
    why TEXT NOT NULL DEFAULT '',
    kept_utc_ms INTEGER NOT NULL,
    kept_steady_ms INTEGER NOT NULL,
    boot TEXT NOT NULL,
    seal_key TEXT NOT NULL DEFAULT '',
    kiosk TEXT NOT NULL DEFAULT '',
    signature BLOB NOT NULL DEFAULT x'',
    sealed BLOB NOT NULL DEFAULT x''
  ) STRICT;
  INSERT INTO outbox(sequence, id, state, why, kept_utc_ms, kept_steady_ms, boot)
    SELECT sequence, id, state, why, kept_utc_ms, kept_steady_ms, boot FROM outbox_2;
  INSERT INTO outbox(sequence, id, state, kept_utc_ms, kept_steady_ms, boot)
    SELECT value, zeroblob(16), 'delivered', 0, 0, '' FROM last_sequence
    WHERE value > (SELECT coalesce(max(sequence), 0) FROM outbox);
  DROP TABLE last_sequence;
)sql";

// The envelopes, which had been kept as their JSON. One that cannot be read leaves its row without a
// signature, and the outbox sets that aside.
base::Result<void> unpack_envelopes(Database& database) {
  {
    BODYMAP_TRY(old, Statement::prepare(database, "SELECT sequence, envelope FROM outbox_2"));
    for (;;) {
      BODYMAP_TRY(row, old.step());
      if (!row) break;
      const auto envelope = intake::envelope_from_json(old.text(1));
      if (!envelope) continue;
      BODYMAP_TRY(fill, Statement::prepare(database,
                                           "UPDATE outbox SET seal_key = ?2, kiosk = ?3, signature = ?4, "
                                           "sealed = ?5 WHERE sequence = ?1"));
      fill.bind(1, old.number(0)).bind(2, envelope->seal_key).bind(3, envelope->kiosk);
      BODYMAP_TRY_VOID(fill.bind(4, envelope->signature).bind(5, envelope->sealed).finish());
    }
  }
  return database.run("DROP TABLE outbox_2");
}

// What takes the file from schema i to i + 1. Only ever added to.
struct Step {
  const char* sql;
  base::Result<void> (*then)(Database& database) = nullptr;
};
constexpr std::array<Step, kOutboxSchema> kSteps{{{kVersion1}, {kVersion2}, {kVersion3, unpack_envelopes}}};

}  // namespace

base::Result<void> migrate_outbox(Database& database) {
  BODYMAP_TRY(version, database.number_of("PRAGMA user_version"));
  if (version > kOutboxSchema) {
    return base::fail(base::Code::Invalid, "written by a newer program (schema " + std::to_string(version) +
                                               ", this one knows " + std::to_string(kOutboxSchema) + ")");
  }
  if (version == kOutboxSchema) return {};
  BODYMAP_TRY(transaction, Transaction::begin(database));
  for (auto at = static_cast<std::size_t>(version); at < kSteps.size(); ++at) {
    BODYMAP_TRY_VOID(database.run(kSteps[at].sql));
    if (kSteps[at].then != nullptr) BODYMAP_TRY_VOID(kSteps[at].then(database));
  }
  BODYMAP_TRY_VOID(database.run(("PRAGMA user_version = " + std::to_string(kOutboxSchema)).c_str()));
  return transaction.commit();
}

}  // namespace delivery
