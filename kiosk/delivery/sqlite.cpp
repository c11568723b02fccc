#include "delivery/sqlite.h"

#include <cerrno>

#include "base/check.h"

namespace delivery {

base::Result<Database> Database::open_as(const char* name, int flags) {
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(name, &handle, flags, nullptr);
  // Even a failed open gives a handle, to be closed and to say what was wrong.
  Database database(handle);
  if (handle == nullptr) return base::fail(base::Code::Io, "no memory for a database");
  sqlite3_extended_result_codes(handle, 1);
  if (result != SQLITE_OK) return tl::make_unexpected(database.error(result));
  return database;
}

base::Result<Database> Database::open(const std::filesystem::path& path) {
  // No mutex of its own: one thread at a time is the owner's promise.
  return open_as(path.c_str(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
}

base::Result<Database> Database::in_memory() {
  return open_as(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY);
}

base::Error Database::error(int result) const {
  const std::string what = sqlite3_errmsg(handle_.get());
  const int number = sqlite3_system_errno(handle_.get());
  switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {base::Code::Busy, what};
    case SQLITE_FULL: return {base::Code::Full, what};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return {base::Code::Parse, what};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      // A full disk shows itself as a failed write where SQLite has no better word for it.
      return {number == ENOSPC || number == EDQUOT ? base::Code::Full : base::Code::Io, what};
    default: return {base::Code::Io, what};
  }
}

base::Result<void> Database::run(const char* sql) {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return tl::make_unexpected(error(result));
  return {};
}

base::Result<std::string> Database::text_of(const char* sql) {
  BODYMAP_TRY(statement, Statement::prepare(*this, sql));
  BODYMAP_TRY(row, statement.step());
  return row ? std::string(statement.text(0)) : std::string();
}

base::Result<std::int64_t> Database::number_of(const char* sql) {
  BODYMAP_TRY(statement, Statement::prepare(*this, sql));
  BODYMAP_TRY(row, statement.step());
  return row ? statement.number(0) : 0;
}

base::Result<std::string> Database::bytes() {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> data(
      sqlite3_serialize(handle_.get(), "main", &size, 0), &sqlite3_free);
  if (!data) return base::fail(base::Code::Io, "no memory for a database");
  return std::string(reinterpret_cast<const char*>(data.get()), static_cast<std::size_t>(size));
}

base::Result<Transaction> Transaction::begin(Database& database) {
  BODYMAP_TRY_VOID(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite has already rolled back by itself after some errors; then there is nothing left to undo.
  if (database_ != nullptr && database_->in_transaction()) static_cast<void>(database_->run("ROLLBACK"));
}

base::Result<void> Transaction::commit() {
  BODYMAP_TRY_VOID(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

base::Result<Statement> Statement::prepare(Database& database, const char* sql) {
  sqlite3_stmt* handle = nullptr;
  const int result = sqlite3_prepare_v2(database.handle(), sql, -1, &handle, nullptr);
  if (result != SQLITE_OK) return tl::make_unexpected(database.error(result));
  return Statement(database, handle);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  BODYMAP_CHECK(sqlite3_bind_int64(handle_.get(), parameter, value) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  BODYMAP_CHECK(sqlite3_bind_text(handle_.get(), parameter, text.data(), static_cast<int>(text.size()),
                                  SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::uint8_t> bytes) {
  BODYMAP_CHECK(sqlite3_bind_blob(handle_.get(), parameter, bytes.data(), static_cast<int>(bytes.size()),
                                  SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

base::Result<bool> Statement::step() {
  const int result = sqlite3_step(handle_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return tl::make_unexpected(database_->error(result));
}

base::Result<void> Statement::finish() {
  BODYMAP_TRY_VOID(step().map([](bool) {}));
  return {};
}

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  return {data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::span<const std::uint8_t> Statement::bytes(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

}  // namespace delivery
