#include "queue/sqlite_db.h"

#include <sqlite3.h>

namespace queue {
namespace {

base::Error error_of(sqlite3* db) {
  const int code = sqlite3_errcode(db) & 0xff;
  const auto kind = code == SQLITE_FULL                            ? base::Code::Full
                    : code == SQLITE_BUSY || code == SQLITE_LOCKED ? base::Code::Busy
                    : code == SQLITE_CONSTRAINT                    ? base::Code::Invalid
                                                                   : base::Code::Io;
  return {kind, std::string("database: ") + sqlite3_errmsg(db)};
}

}  // namespace

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

base::Result<bool> Statement::step() {
  const int code = statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::make_unexpected(error_of(db_));
}

base::Result<void> Statement::run() {
  for (;;) {
    BODYMAP_TRY(more, step());
    if (!more) return {};
  }
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

base::Bytes Statement::bytes(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, bytes + sqlite3_column_bytes(statement_, column)};
}

bool Statement::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::optional<base::Utc> Statement::time_or_none(int column) const {
  if (null(column)) return std::nullopt;
  return base::Utc{number(column)};
}

void Statement::bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
void Statement::bind(int at, std::string_view value) {
  sqlite3_bind_text64(statement_, at, value.data() == nullptr ? "" : value.data(), value.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bind(int at, std::span<const std::uint8_t> value) {
  // An empty span is an empty blob; a null pointer would read as NULL.
  static constexpr std::uint8_t kNothing = 0;
  sqlite3_bind_blob64(statement_, at, value.empty() ? &kNothing : value.data(), value.size(),
                      SQLITE_TRANSIENT);
}
void Statement::bind(int at, std::nullptr_t) { sqlite3_bind_null(statement_, at); }

void Db::Closer::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void Db::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

base::Result<Db> Db::open(const std::filesystem::path& file) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  // SQLite refuses a link anywhere in the path; only the file itself must be none.
  std::error_code unresolved;
  const auto folder = std::filesystem::weakly_canonical(file.parent_path(), unresolved);
  if (unresolved)
    return base::fail(base::Code::Io, file.parent_path().string() + ": " + unresolved.message());
  const int code = sqlite3_open_v2((folder / file.filename()).c_str(), &raw, flags, nullptr);
  Db db(raw);
  if (raw == nullptr) return base::fail(base::Code::Io, "database: no memory");
  if (code != SQLITE_OK) return tl::make_unexpected(error_of(raw));
  auto ready = db.set_up();
  if (ready) ready = db.check_health();
  if (ready) return db;
  const int why = sqlite3_errcode(raw) & 0xff;
  if (ready.error().code == base::Code::Parse || why == SQLITE_CORRUPT || why == SQLITE_NOTADB)
    return base::fail(base::Code::Parse,
                      file.string() + " is damaged (" + ready.error().what + "); keep a copy and restore it");
  return tl::make_unexpected(ready.error());
}

base::Result<void> Db::set_up() {
  // Exclusive before WAL: the index of the log then lives in our memory, and no second connection can
  // ever write, which is what the WAL-reset fault of SQLite before 3.51.3 needs.
  BODYMAP_TRY_VOID(
      run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
          "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON;"
          "PRAGMA journal_size_limit=8388608;"));
  const struct {
    const char* sql;
    std::string_view wanted;
  } checks[] = {{"PRAGMA locking_mode", "exclusive"},
                {"PRAGMA journal_mode", "wal"},
                {"PRAGMA synchronous", "2"},
                {"PRAGMA foreign_keys", "1"}};
  for (const auto& check : checks) {
    auto statement = query(check.sql);
    BODYMAP_TRY(row, statement.step());
    if (!row || statement.text(0) != check.wanted)
      return base::fail(base::Code::Io, std::string("database: refused ") + check.sql);
  }
  return {};
}

base::Result<void> Db::check_health() {
  auto statement = query("PRAGMA quick_check(1)");
  BODYMAP_TRY(row, statement.step());
  if (row && statement.text(0) == "ok") return {};
  return base::fail(base::Code::Parse, "database: " + statement.text(0));
}

base::Result<void> Db::run(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return tl::make_unexpected(error_of(db_.get()));
}

std::int64_t Db::changes() const { return sqlite3_changes64(db_.get()); }

sqlite3_stmt* Db::prepared(const char* sql) {
  auto& kept = statements_[sql];
  if (!kept) {
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v3(db_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    kept.reset(raw);
  }
  return kept.get();
}

base::Result<Transaction> Transaction::begin(Db& db) {
  BODYMAP_TRY_VOID(db.run("BEGIN IMMEDIATE"));
  return Transaction(db);
}

Transaction::~Transaction() {
  // A failed rollback leaves nothing to do: SQLite has then rolled back by itself.
  if (db_ != nullptr) [[maybe_unused]]
    const auto rolled_back = db_->run("ROLLBACK");
}

base::Result<void> Transaction::commit() {
  BODYMAP_TRY_VOID(db_->run("COMMIT"));
  db_ = nullptr;
  return {};
}

}  // namespace queue
