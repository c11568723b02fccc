// Opening, kiosks, members, users and the audit trail; the intakes are in sqlite_intakes.cpp.
#include "queue/sqlite_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "queue/sqlite_schema.h"

namespace queue {
namespace {

std::filesystem::path database_in(const std::filesystem::path& folder) { return folder / "queue.db"; }

base::Result<int> lock_folder(const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::create_directories(folder, code))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, code);
  if (code) return base::fail(base::Code::Io, folder.string() + ": " + code.message());
  const int file = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return base::fail(base::Code::Io, folder.string() + ": cannot be written to");
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  ::close(file);
  return base::fail(base::Code::Busy, folder.string() + ": in use by another bodymap-queue");
}

Kiosk kiosk_of(const Statement& row) {
  Kiosk kiosk;
  kiosk.id = row.text(0);
  kiosk.name = row.text(1);
  const auto key = row.bytes(2);
  std::copy_n(key.begin(), std::min(key.size(), kiosk.sign_key.size()), kiosk.sign_key.begin());
  kiosk.created = {row.number(3)};
  kiosk.revoked = row.time_or_none(4);
  kiosk.seen = row.time_or_none(5);
  kiosk.status = {row.number(6), row.number(7), row.text(8), row.text(9)};
  return kiosk;
}

User user_of(const Statement& row) { return {row.text(0), row.text(1), row.text(2), row.text(3)}; }

}  // namespace

base::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& folder) {
  BODYMAP_TRY(lock, lock_folder(folder));
  auto db = Db::open(database_in(folder));
  auto ready = db ? migrate(*db) : base::Result<void>(tl::make_unexpected(db.error()));
  if (!ready) {
    ::close(lock);
    return tl::make_unexpected(ready.error());
  }
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(*db), lock));
}

SqliteStore::~SqliteStore() {
  // The database closes before the folder is let go.
  { const Db closing = std::move(db_); }
  ::close(lock_);
}

base::Result<void> SqliteStore::note(base::Utc at, const Actor& actor, std::string_view what,
                                     std::string_view about) {
  return db_
      .query("INSERT INTO audit (at, who, origin, what, about) VALUES (?, ?, ?, ?, ?)", at.ms, actor.name,
             actor.from, what, about)
      .run();
}

base::Result<std::string> SqliteStore::meta(std::string_view name) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT value FROM meta WHERE name = ?", name);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Absent, "not set");
  return row.text(0);
}

base::Result<void> SqliteStore::set_meta(std::string_view name, std::string_view value) {
  const std::lock_guard guard(mutex_);
  return db_
      .query(
          "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = "
          "excluded.value",
          name, value)
      .run();
}

base::Result<void> SqliteStore::add_code(const CodeOffer& code, const Actor& actor, base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(db_.query("DELETE FROM enrol_codes WHERE expires <= ? OR tries < 1", now.ms).run());
  BODYMAP_TRY_VOID(
      db_.query("INSERT INTO enrol_codes (digest, kiosk_name, expires, tries) VALUES (?, ?, ?, ?)",
                code.digest, code.kiosk_name, code.expires.ms, std::int64_t{code.tries})
          .run());
  BODYMAP_TRY_VOID(note(now, actor, "enrolment code made", code.kiosk_name));
  return transaction.commit();
}

base::Result<void> SqliteStore::spend_code(const base::Bytes& digest, const Kiosk& kiosk, base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(
      db_.query(
             "INSERT INTO kiosks (id, name, sign_key, created) SELECT ?, kiosk_name, ?, ? FROM enrol_codes "
             "WHERE digest = ? AND expires > ? AND tries > 0",
             kiosk.id, kiosk.sign_key, now.ms, digest, now.ms)
          .run());
  const bool fits = db_.changes() == 1;
  if (fits) {
    BODYMAP_TRY_VOID(db_.query("DELETE FROM enrol_codes WHERE digest = ?", digest).run());
    BODYMAP_TRY_VOID(note(now, {"kiosk:" + kiosk.id, ""}, "enrolled", kiosk.id));
  } else {
    BODYMAP_TRY_VOID(db_.query("UPDATE enrol_codes SET tries = tries - 1 WHERE tries > 0").run());
    BODYMAP_TRY_VOID(note(now, {"", ""}, "enrolment refused", ""));
  }
  BODYMAP_TRY_VOID(transaction.commit());
  if (!fits) return base::fail(base::Code::Refused, "no open enrolment code has this secret");
  return {};
}

base::Result<Kiosk> SqliteStore::kiosk(const std::string& id) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query(
      "SELECT id, name, sign_key, created, revoked, seen, waiting, refused, reader, version FROM kiosks "
      "WHERE id = ?",
      id);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Absent, "no such kiosk");
  return kiosk_of(row);
}

base::Result<std::vector<Kiosk>> SqliteStore::kiosks() {
  const std::lock_guard guard(mutex_);
  auto row = db_.query(
      "SELECT id, name, sign_key, created, revoked, seen, waiting, refused, reader, version FROM kiosks "
      "ORDER BY created, id");
  std::vector<Kiosk> kiosks;
  for (;;) {
    BODYMAP_TRY(found, row.step());
    if (!found) return kiosks;
    kiosks.push_back(kiosk_of(row));
  }
}

base::Result<void> SqliteStore::revoke_kiosk(const std::string& id, const Actor& actor, base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(
      db_.query("UPDATE kiosks SET revoked = coalesce(revoked, ?) WHERE id = ?", now.ms, id).run());
  if (db_.changes() == 0) return base::fail(base::Code::Absent, "no such kiosk");
  BODYMAP_TRY_VOID(note(now, actor, "kiosk revoked", id));
  return transaction.commit();
}

base::Result<void> SqliteStore::set_status(const std::string& id, const intake::KioskStatus& status,
                                           base::Utc now) {
  const std::lock_guard guard(mutex_);
  return db_
      .query("UPDATE kiosks SET seen = ?, waiting = ?, refused = ?, reader = ?, version = ? WHERE id = ?",
             now.ms, status.waiting, status.refused, status.reader, status.version, id)
      .run();
}

base::Result<bool> SqliteStore::remember_nonce(const std::string& kiosk, const std::string& nonce,
                                               base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(
      db_.query("DELETE FROM nonces WHERE seen < ?", now.ms - std::int64_t{intake::kNonceMemory.count()})
          .run());
  BODYMAP_TRY_VOID(
      db_.query("INSERT INTO nonces (kiosk, nonce, seen) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", kiosk,
                nonce, now.ms)
          .run());
  const bool fresh = db_.changes() == 1;
  BODYMAP_TRY_VOID(transaction.commit());
  return fresh;
}

base::Result<void> SqliteStore::add_member(const Member& member,
                                           const base::SecretVector<intake::CardToken>& card,
                                           const Actor& actor) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  auto added = db_.query(
                      "INSERT INTO members (reference, number_digest, number, given, family, added) "
                      "VALUES (?, ?, ?, ?, ?, ?)",
                      member.reference, member.number_digest, member.number, member.given, member.family,
                      member.added.ms)
                   .run();
  if (!added && added.error().code == base::Code::Invalid)
    return base::fail(base::Code::Invalid, "a member of this number is there already");
  if (!added) return added;
  bool widest = true;
  for (const auto& token : card) {
    auto kept = db_.query("INSERT INTO cards (width, token, member, widest) VALUES (?, ?, ?, ?)",
                          token.width.view(), token.token.view(), member.reference, std::int64_t{widest})
                    .run();
    if (!kept && kept.error().code == base::Code::Invalid)
      return base::fail(base::Code::Invalid, "this card belongs to a member already");
    if (!kept) return kept;
    widest = false;
  }
  BODYMAP_TRY_VOID(note(member.added, actor, "member added", member.reference));
  return transaction.commit();
}

base::Result<Member> SqliteStore::member(const std::string& reference) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query(
      "SELECT reference, number_digest, number, given, family, added FROM members WHERE reference = ?",
      reference);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Absent, "no such member");
  return Member{row.text(0), row.bytes(1), row.bytes(2), row.bytes(3), row.bytes(4), {row.number(5)}};
}

base::Result<std::vector<CardHit>> SqliteStore::card_hits(const intake::CardToken& token) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT member, widest FROM cards WHERE width = ? AND token = ?", token.width.view(),
                       token.token.view());
  std::vector<CardHit> hits;
  for (;;) {
    BODYMAP_TRY(found, row.step());
    if (!found) return hits;
    hits.push_back({row.text(0), row.number(1) == 1});
  }
}

base::Result<void> SqliteStore::add_user(const User& user, const Actor& actor, base::Utc now) {
  const std::lock_guard guard(mutex_);
  BODYMAP_TRY(transaction, Transaction::begin(db_));
  BODYMAP_TRY_VOID(
      db_.query("INSERT INTO users (name, display, role, password_hash, added) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                user.name, user.display, user.role, user.password_hash, now.ms)
          .run());
  if (db_.changes() == 0) return base::fail(base::Code::Invalid, "a user of this name is there already");
  BODYMAP_TRY_VOID(note(now, actor, "user added", user.name));
  return transaction.commit();
}

base::Result<User> SqliteStore::user(const std::string& name) {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT name, display, role, password_hash FROM users WHERE name = ?", name);
  BODYMAP_TRY(found, row.step());
  if (!found) return base::fail(base::Code::Absent, "no such user");
  return user_of(row);
}

base::Result<std::vector<User>> SqliteStore::users() {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT name, display, role, password_hash FROM users ORDER BY name");
  std::vector<User> users;
  for (;;) {
    BODYMAP_TRY(found, row.step());
    if (!found) return users;
    users.push_back(user_of(row));
  }
}

base::Result<void> SqliteStore::audit(const AuditEntry& entry) {
  const std::lock_guard guard(mutex_);
  return note(entry.at, entry.actor, entry.what, entry.about);
}

base::Result<std::vector<AuditEntry>> SqliteStore::audit_trail() {
  const std::lock_guard guard(mutex_);
  auto row = db_.query("SELECT at, who, origin, what, about FROM audit ORDER BY number");
  std::vector<AuditEntry> entries;
  for (;;) {
    BODYMAP_TRY(found, row.step());
    if (!found) return entries;
    entries.push_back({{row.number(0)}, {row.text(1), row.text(2)}, row.text(3), row.text(4)});
  }
}

}  // namespace queue
