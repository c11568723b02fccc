#pragma once
// SQLite as two owning types and Results: the connection and the prepared statement. Private to this room.
// Neither is thread-safe; the outbox guards its one connection with its mutex.
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace delivery {

class Database {
 public:
  // An existing file, to read and write: Parse if it is no database, Busy, Full or Io otherwise.
  static base::Result<Database> open(const std::filesystem::path& path);
  // An empty one in memory.
  static base::Result<Database> in_memory();

  // One or more statements whose rows do not matter.
  base::Result<void> run(const char* sql);
  // The first column of the first row, as text; empty if there is no row.
  base::Result<std::string> text_of(const char* sql);
  base::Result<std::int64_t> number_of(const char* sql);
  // The whole database as the bytes of its file.
  base::Result<std::string> bytes();
  bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
  // What went wrong last: Busy (another process holds it), Full (the disk), Parse (damaged), Io.
  base::Error error(int result) const;
  sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  explicit Database(sqlite3* handle) : handle_(handle) {}
  static base::Result<Database> open_as(const char* name, int flags);
  std::unique_ptr<sqlite3, Close> handle_;
};

// Begins at once; rolls back when it goes unless committed.
class Transaction {
 public:
  static base::Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  base::Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

// Bound texts and bytes must live until the last step(). Columns count from 0, parameters from 1.
class Statement {
 public:
  static base::Result<Statement> prepare(Database& database, const char* sql);

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::span<const std::uint8_t> bytes);
  // True while there is a row to read.
  base::Result<bool> step();
  // step() for a statement without rows.
  base::Result<void> finish();

  std::int64_t number(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  // Valid until the next step().
  std::string_view text(int column) const;
  std::span<const std::uint8_t> bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  Statement(Database& database, sqlite3_stmt* handle) : database_(&database), handle_(handle) {}
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace delivery
