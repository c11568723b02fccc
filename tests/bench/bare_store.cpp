#include "bench/bare_store.h"

#include <algorithm>
#include <span>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t kShortBytes = 400;

// Parameters from ?1 in the order given.
class Use {
 public:
  explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
  ~Use() { sqlite3_reset(statement_); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  Use& number(std::int64_t value) { return sqlite3_bind_int64(statement_, ++at_, value), *this; }
  Use& text(const std::string& value) {
    sqlite3_bind_text(statement_, ++at_, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    return *this;
  }
  Use& bytes(std::span<const std::uint8_t> value) {
    sqlite3_bind_blob(statement_, ++at_, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    return *this;
  }
  // True while there are rows.
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
      throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement_)));
    return code == SQLITE_ROW;
  }
  void run() {
    while (step()) continue;
  }

 private:
  sqlite3_stmt* statement_;
  int at_ = 0;
};

}  // namespace

Sqlite::Sqlite(const std::filesystem::path& file) {
  if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) throw std::runtime_error(file.string());
}

Sqlite::~Sqlite() {
  for (auto* statement : statements_) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void Sqlite::run(const char* sql) {
  if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database_));
}

sqlite3_stmt* Sqlite::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database_));
  return statements_.emplace_back(statement);
}

BareStore::BareStore(const std::filesystem::path& file) : database_(file) {
  database_.run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  begin_ = database_.prepare("BEGIN IMMEDIATE");
  commit_ = database_.prepare("COMMIT");
  insert_ = database_.prepare(
      "INSERT INTO intakes (id, kiosk, sequence, seal_key, sealed, signature, received, waiting_since, "
      "wanted, "
      "tier, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
  count_ = database_.prepare("UPDATE kiosks SET last_sequence = max(last_sequence, ?) WHERE id = ?");
  note_ = database_.prepare("INSERT INTO audit (at, who, origin, what, about) VALUES (?, ?, ?, ?, ?)");
  next_ = database_.prepare(
      "UPDATE intakes SET state = 1, holder = ?1, token = token + 1, lease_until = ?2, pulled_at = ?3 "
      "WHERE id = (SELECT id FROM intakes WHERE state = 0 AND stop = 0 AND wanted = '' "
      "ORDER BY waiting_since, id LIMIT 1) RETURNING id, sealed");
}

void BareStore::take_in(const queue::NewIntake& intake) {
  const auto& envelope = intake.envelope;
  Use(begin_).run();
  Use(insert_)
      .bytes(envelope.id.bytes)
      .text(envelope.kiosk)
      .number(envelope.sequence)
      .text(envelope.seal_key)
      .bytes(envelope.sealed)
      .bytes(envelope.signature)
      .number(intake.received.ms)
      .number(intake.waiting_since.ms)
      .text(intake.wanted)
      .number(static_cast<std::int64_t>(intake.tier))
      .number(0)
      .run();
  Use(count_).number(envelope.sequence).text(envelope.kiosk).run();
  const auto id = base::to_text(envelope.id);
  Use(note_).number(intake.received.ms).text("kiosk:lobby").text("10.0.0.7").text("received").text(id).run();
  Use(commit_).run();
}

void BareStore::pull(const std::string& who, base::Utc now) {
  Use(begin_).run();
  base::Uuid id;
  std::vector<std::uint8_t> sealed;
  {
    Use next(next_);
    next.text(who).number(now.ms + 60'000).number(now.ms);
    if (!next.step()) throw std::runtime_error("nothing waits");
    const auto* id_bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(next_, 0));
    std::copy_n(id_bytes, id.bytes.size(), id.bytes.begin());
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(next_, 1));
    sealed.assign(bytes, bytes + sqlite3_column_bytes(next_, 1));
    next.run();
  }
  const auto about = base::to_text(id);
  Use(note_).number(now.ms).text(who).text("10.0.0.8").text("pulled").text(about).run();
  Use(commit_).run();
}

void fill(const std::filesystem::path& file, int count, base::Utc before) {
  Sqlite database(file);
  database.run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN");
  Use(database.prepare("INSERT INTO kiosks (id, name, sign_key, created) VALUES (?, ?, ?, ?)"))
      .text(kKiosk)
      .text(kKiosk)
      .bytes(std::vector<std::uint8_t>(32))
      .number(before.ms)
      .run();
  auto* insert = database.prepare(
      "INSERT INTO intakes (id, kiosk, sequence, seal_key, sealed, signature, received, waiting_since, "
      "wanted, "
      "tier, stop, state, token, ended_at) "
      "VALUES (?, ?, ?, '0123456789abcdef', ?, zeroblob(64), ?5, ?5, '', 0, 0, ?6, ?7, iif(?6 >= 3, ?5, "
      "NULL))");
  auto* note = database.prepare(
      "INSERT INTO audit (at, who, origin, what, about) VALUES (?1, 'kiosk:lobby', '10.0.0.7', 'received', "
      "?2), "
      "(?1, 'maya', '10.0.0.8', 'pulled', ?2), (?1, 'maya', '10.0.0.8', 'done', ?2)");
  const std::vector<std::uint8_t> sealed(kShortBytes, 0x5A);
  for (int i = 1; i <= count; ++i) {
    const base::Utc at{before.ms - count + i};
    const auto id = base::make_uuid7(at);
    const bool waits = i % 10 == 0;
    Use(insert)
        .bytes(id.bytes)
        .text(kKiosk)
        .number(i)
        .bytes(sealed)
        .number(at.ms)
        .number(static_cast<int>(waits ? queue::State::Waiting : queue::State::Done))
        .number(waits ? 0 : 1)
        .run();
    Use(note).number(at.ms).text(base::to_text(id)).run();
  }
  database.run("COMMIT");
}

}  // namespace bench
