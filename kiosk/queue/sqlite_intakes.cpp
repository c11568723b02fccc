// The intakes of the SQLite store: taking in, listing, and every change of who holds one.
#include <algorithm>

#include "queue/sqlite_store.h"

namespace queue {
namespace {

// The columns row_of() reads, in its order.
#define BODYMAP_INTAKE_COLUMNS                                                                         \
  "id, kiosk, sequence, sealed, received, waiting_since, member, wanted, tier, state, holder, token, " \
  "lease_until, worked, note, replaced_by, undo_until, pulled_at, started_at, ended_at"

base::Uuid uuid_of(const base::Bytes& bytes) {
  base::Uuid id;
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

IntakeRow row_of(const Statement& row) {
  IntakeRow intake;
  intake.id = uuid_of(row.bytes(0));
  intake.kiosk = row.text(1);
  intake.sequence = row.number(2);
  intake.sealed = row.bytes(3);
  intake.received = {row.number(4)};
  intake.member = row.text(6);
  intake.standing = {static_cast<Tier>(row.number(8)), row.text(7), {row.number(5)}};
  intake.hold = {static_cast<State>(row.number(9)), row.text(10), row.number(11), row.time_or_none(12),
                 row.time_or_none(16)};
  intake.worked = row.bytes(13);
  intake.note = row.bytes(14);
  if (!row.null(15)) intake.replaced_by = uuid_of(row.bytes(15));
  intake.pulled = row.time_or_none(17);
  intake.started = row.time_or_none(18);
  intake.ended = row.time_or_none(19);
  return intake;
}

base::Result<std::vector<IntakeRow>> all_of(Statement& row) {
  std::vector<IntakeRow> rows;
  for (;;) {
    BODYMAP_TRY(found, row.step());
    if (!found) return rows;
    rows.push_back(row_of(row));
  }
}

}  // namespace

base::Result<Taken> SqliteStore::taken_before(const NewIntake& intake) {
  auto row = db_.query("SELECT received, kiosk, sealed FROM intakes WHERE id = ?", intake.envelope.id.bytes);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Io, "an intake was neither kept nor there");
  // One whose time of keeping is over has no bytes left to be compared with.
  const auto sealed = row.bytes(2);
  if (row.text(1) != intake.envelope.kiosk || (!sealed.empty() && sealed != intake.envelope.sealed))
    return base::fail(base::Code::Refused, "this id came before with other bytes");
  return Taken{{row.number(0)}, false, intake.envelope.sequence};
}

// One member, two visits waiting: the later leaves the earlier linked to it. An earlier one that was
// delivered late leaves at once, and one that was held does when it is given back.
base::Result<void> SqliteStore::link_visits(const NewIntake& intake, const Actor& actor) {
  if (intake.member.empty()) return {};
  const auto& id = intake.envelope.id;
  BODYMAP_TRY_VOID(db_.query("UPDATE intakes SET state = 4, ended_at = ?1, replaced_by = ?2 "
                             "WHERE member = ?3 AND state = 0 AND id <> ?2 AND waiting_since <= ?4",
                             intake.received.ms, id.bytes, intake.member, intake.waiting_since.ms)
                       .run());
  if (db_.changes() > 0)
    BODYMAP_TRY_VOID(note(intake.received, actor, "replaces an older", base::to_text(id)));
  return yield_to_newer(id, intake.received, actor);
}

// One that begins to wait while its member has a newer visit that has not left: the newer stands for both.
base::Result<void> SqliteStore::yield_to_newer(const base::Uuid& id, base::Utc now, const Actor& actor) {
  BODYMAP_TRY_VOID(db_.query("UPDATE intakes SET state = 4, ended_at = ?1, replaced_by = newer.id FROM "
                             "(SELECT n.id FROM intakes AS o JOIN intakes AS n ON n.member = o.member "
                             "AND n.waiting_since > o.waiting_since AND n.state < 4 WHERE o.id = ?2 "
                             "ORDER BY n.waiting_since DESC LIMIT 1) AS newer "
                             "WHERE intakes.id = ?2 AND intakes.state = 0",
                             now.ms, id.bytes)
                       .run());
  return db_.changes() > 0 ? note(now, actor, "replaced by a newer", base::to_text(id))
                           : base::Result<void>();
}

base::Result<Taken> SqliteStore::take_in(const NewIntake& intake, const Actor& actor) {
  const std::lock_guard guard(mutex_);
  const auto& envelope = intake.envelope;
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(give_back_expired(intake.received));
  BODYMAP_TRY_VOID(
      db_.query("INSERT INTO intakes (id, kiosk, sequence, seal_key, sealed, signature, received, "
                "waiting_since, "
                "member, wanted, tier, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                envelope.id.bytes, envelope.kiosk, envelope.sequence, envelope.seal_key, envelope.sealed,
                envelope.signature, intake.received.ms, intake.waiting_since.ms, intake.member, intake.wanted,
                static_cast<std::int64_t>(intake.tier), std::int64_t{stops(intake.tier)})
          .run());
  if (db_.changes() == 0) return taken_before(intake);
  Taken taken{intake.received, true, 0};
  {
    // The first of a kiosk sets where it counts from: one that was enrolled again counts on under its new id.
    auto row = db_.query("SELECT iif(last_sequence = 0, ?, last_sequence + 1) FROM kiosks WHERE id = ?",
                         envelope.sequence, envelope.kiosk);
    BODYMAP_TRY(found, row.step());
    if (found) taken.expected_sequence = row.number(0);
  }
  BODYMAP_TRY_VOID(db_.query("UPDATE kiosks SET last_sequence = max(last_sequence, ?) WHERE id = ?",
                             envelope.sequence, envelope.kiosk)
                       .run());
  BODYMAP_TRY_VOID(link_visits(intake, actor));
  BODYMAP_TRY_VOID(note(intake.received, actor, "received", base::to_text(envelope.id)));
  BODYMAP_TRY_VOID(transaction.commit());
  return taken;
}

base::Result<IntakeRow> SqliteStore::read_intake(const base::Uuid& id) {
  auto row = db_.query("SELECT " BODYMAP_INTAKE_COLUMNS " FROM intakes WHERE id = ?", id.bytes);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Absent, "no such intake");
  return row_of(row);
}

base::Result<IntakeRow> SqliteStore::intake(const base::Uuid& id) {
  const std::lock_guard guard(mutex_);
  return read_intake(id);
}

// The state in the table follows the leases before anything is decided by it. Writes only if one ran out.
base::Result<std::int64_t> SqliteStore::give_back_expired(base::Utc now) {
  std::vector<std::pair<base::Uuid, std::string>> over;
  {
    auto row = db_.query("SELECT id, holder FROM intakes WHERE state = 1 AND lease_until <= ?", now.ms);
    for (;;) {
      BODYMAP_TRY(found, row.step());
      if (!found) break;
      over.emplace_back(uuid_of(row.bytes(0)), row.text(1));
    }
  }
  for (const auto& [id, holder] : over) {
    BODYMAP_TRY_VOID(
        db_.query("UPDATE intakes SET state = 0, holder = '', lease_until = NULL WHERE id = ?", id.bytes)
            .run());
    BODYMAP_TRY_VOID(note(now, {holder, ""}, "lease ran out", base::to_text(id)));
    BODYMAP_TRY_VOID(yield_to_newer(id, now, {"queue", ""}));
  }
  return static_cast<std::int64_t>(over.size());
}

base::Result<std::vector<IntakeRow>> SqliteStore::open_intakes(base::Utc now, int most) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(give_back_expired(now));
  BODYMAP_TRY_VOID(transaction.commit());
  auto row = db_.query("SELECT " BODYMAP_INTAKE_COLUMNS
                       " FROM intakes WHERE state < 3 ORDER BY state, stop DESC, waiting_since, id LIMIT ?",
                       std::int64_t{most});
  return all_of(row);
}

base::Result<std::vector<IntakeRow>> SqliteStore::ended_intakes(base::Utc since, int most) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT " BODYMAP_INTAKE_COLUMNS
                       " FROM intakes WHERE state >= 3 AND ended_at >= ? AND (state = 3 OR undo_until IS NOT "
                       "NULL) ORDER BY ended_at DESC, id DESC LIMIT ?",
                       since.ms, std::int64_t{most});
  return all_of(row);
}

base::Result<std::vector<IntakeRow>> SqliteStore::visits_of(const std::string& member, int most) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT " BODYMAP_INTAKE_COLUMNS
                       " FROM intakes WHERE member = ? ORDER BY waiting_since DESC, id DESC LIMIT ?",
                       member, std::int64_t{most});
  return all_of(row);
}

base::Result<std::int64_t> SqliteStore::give_back(base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY(count, give_back_expired(now));
  BODYMAP_TRY_VOID(transaction.commit());
  return count;
}

base::Result<std::int64_t> SqliteStore::end_day(base::Utc boundary, base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(give_back_expired(now));
  std::vector<base::Uuid> over;
  {
    auto row = db_.query("SELECT id FROM intakes WHERE state = 0 AND waiting_since < ?", boundary.ms);
    for (;;) {
      BODYMAP_TRY(found, row.step());
      if (!found) break;
      over.push_back(uuid_of(row.bytes(0)));
    }
  }
  for (const auto& id : over) {
    BODYMAP_TRY_VOID(
        db_.query("UPDATE intakes SET state = 4, ended_at = ? WHERE id = ?", now.ms, id.bytes).run());
    BODYMAP_TRY_VOID(note(now, {"queue", ""}, "left at the day's end", base::to_text(id)));
  }
  BODYMAP_TRY_VOID(transaction.commit());
  return static_cast<std::int64_t>(over.size());
}

// The skeleton of a row stays, so that one delivered again is still known and the trail has what it points
// at.
base::Result<std::int64_t> SqliteStore::forget(base::Utc before, base::Utc now) {
  const std::lock_guard guard(mutex_);
  std::int64_t count = 0;
  {
    BODYMAP_TRY(transaction, Transaction::begin(db_));
    BODYMAP_TRY_VOID(
        db_.query(
               "UPDATE intakes SET sealed = x'', signature = x'', worked = NULL, note = NULL, member = NULL, "
               "ended_at = iif(state < 3, ?1, ended_at), state = iif(state < 3, 4, state), "
               "lease_until = NULL, undo_until = NULL WHERE received < ?2 AND length(sealed) > 0",
               now.ms, before.ms)
            .run());
    count = db_.changes();
    if (count == 0) return count;
    BODYMAP_TRY_VOID(note(now, {"queue", ""}, "kept long enough, deleted", std::to_string(count)));
    BODYMAP_TRY_VOID(transaction.commit());
  }
  // The log still holds the pages as they were.
  BODYMAP_TRY_VOID(db_.run("PRAGMA wal_checkpoint(TRUNCATE)"));
  return count;
}

base::Result<std::int64_t> SqliteStore::waiting(base::Utc now) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query(
      "SELECT (SELECT count(*) FROM intakes WHERE state = 0) + "
      "(SELECT count(*) FROM intakes WHERE state = 1 AND lease_until <= ?)",
      now.ms);
  BODYMAP_TRY(found, row.step());
  return found ? row.number(0) : 0;
}

// The order of rules.h as four seeks in an index: stop-level asking for `who`, stop-level asking for
// anyone, then the same without a stop.
base::Result<std::optional<base::Uuid>> SqliteStore::first_for(const std::string& who) {
  for (const std::int64_t stop : {1, 0}) {
    for (const std::string& wanted : {who, std::string()}) {
      auto row = db_.query(
          "SELECT id FROM intakes WHERE state = 0 AND stop = ? AND wanted = ? ORDER BY waiting_since, id "
          "LIMIT 1",
          stop, wanted);
      BODYMAP_TRY(found, row.step());
      if (found) return uuid_of(row.bytes(0));
    }
  }
  return std::nullopt;
}

base::Result<IntakeRow> SqliteStore::apply(const base::Uuid& id, base::Utc now, const Change& change,
                                           const Kept& kept, std::string_view what, const Actor& actor) {
  BODYMAP_TRY(row, read_intake(id));
  BODYMAP_TRY(next, change(row.hold, row.standing));
  // Asked for twice: what the first one kept and noted stands.
  if (next == row.hold) return row;
  const auto state = static_cast<std::int64_t>(next.state);
  const std::int64_t lease = next.lease_until ? next.lease_until->ms : 0;
  const std::int64_t undo = next.undo_until ? next.undo_until->ms : 0;
  BODYMAP_TRY_VOID(
      db_.query("UPDATE intakes SET state = ?2, holder = ?3, token = ?4, lease_until = nullif(?5, 0), "
                "pulled_at = iif(?2 = 1 AND token <> ?4, ?6, pulled_at), "
                "started_at = iif(?2 = 2 AND state <> 2, ?6, started_at), "
                "ended_at = iif(?2 >= 3, iif(state < 3, ?6, ended_at), NULL), undo_until = nullif(?7, 0) "
                "WHERE id = ?1",
                id.bytes, state, next.holder, next.token, lease, now.ms, undo)
          .run());
  if (!kept.worked.empty()) {
    BODYMAP_TRY_VOID(
        db_.query("UPDATE intakes SET worked = ?, note = ? WHERE id = ?", kept.worked, kept.note, id.bytes)
            .run());
  }
  if (!what.empty()) BODYMAP_TRY_VOID(note(now, actor, what, base::to_text(id)));
  if (next.state == State::Waiting) BODYMAP_TRY_VOID(yield_to_newer(id, now, actor));
  return read_intake(id);
}

base::Result<std::optional<IntakeRow>> SqliteStore::pull(const std::string& who, base::Utc now,
                                                         const Change& change, const Actor& actor) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(give_back_expired(now));
  BODYMAP_TRY(first, first_for(who));
  std::optional<IntakeRow> pulled;
  if (first) {
    BODYMAP_TRY(row, apply(*first, now, change, {}, "pulled", actor));
    pulled = std::move(row);
  }
  BODYMAP_TRY_VOID(transaction.commit());
  return pulled;
}

base::Result<IntakeRow> SqliteStore::change(const base::Uuid& id, base::Utc now, const Change& change,
                                            const Kept& kept, const std::string& what, const Actor& actor) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(give_back_expired(now));
  BODYMAP_TRY(row, apply(id, now, change, kept, what, actor));
  BODYMAP_TRY_VOID(transaction.commit());
  return row;
}

}  // namespace queue
