#pragma once
// SQLite as values that clean up after themselves. One connection, owned by one SqliteStore and used
// under its mutex; nothing here may be shared between threads.
// Errors: Full when the disk is, Busy when the file is locked, Invalid for a constraint, Io for the rest.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/hex.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace queue {

// A prepared statement, lent by its Db; reset when it goes. Parameters count from ?1 in the order bound,
// columns from 0 in the order read by number() and so on.
class Statement {
 public:
  template <class... T>
  Statement(sqlite3* db, sqlite3_stmt* statement, const T&... values) : db_(db), statement_(statement) {
    [[maybe_unused]] int at = 0;
    if (statement_ != nullptr) (bind(++at, values), ...);
  }
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // True: a row stands there. False: there are no more.
  base::Result<bool> step();
  // For statements that give no rows, or whose rows are of no interest.
  base::Result<void> run();

  std::int64_t number(int column) const;
  std::string text(int column) const;
  base::Bytes bytes(int column) const;
  bool null(int column) const;
  std::optional<base::Utc> time_or_none(int column) const;

 private:
  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view value);
  void bind(int at, std::span<const std::uint8_t> value);
  void bind(int at, std::nullptr_t);
  sqlite3* db_;
  sqlite3_stmt* statement_;  // null when preparing failed; step() then gives the error
};

class Db {
 public:
  // WAL, synchronous=FULL, one exclusive connection, foreign keys on; each read back and checked. A folder of
  // the path may be a link, the file not. Parse if it is damaged, fit for a terminal.
  static base::Result<Db> open(const std::filesystem::path& file);
  Db(Db&&) noexcept = default;

  // Several statements of ours, without parameters.
  base::Result<void> run(const char* sql);
  // `sql` must be a literal: statements are kept and found again by its address.
  template <class... T>
  Statement query(const char* sql, const T&... values) {
    return Statement(db_.get(), prepared(sql), values...);
  }
  std::int64_t changes() const;

 private:
  struct Closer {
    void operator()(sqlite3* db) const;
  };
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Db(sqlite3* db) : db_(db) {}
  base::Result<void> set_up();
  base::Result<void> check_health();
  sqlite3_stmt* prepared(const char* sql);
  std::unique_ptr<sqlite3, Closer> db_;
  std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalizer>> statements_;
};

// Begins at once; rolls back unless committed.
class Transaction {
 public:
  static base::Result<Transaction> begin(Db& db);
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  ~Transaction();
  base::Result<void> commit();

 private:
  explicit Transaction(Db& db) : db_(&db) {}
  Db* db_;
};

}  // namespace queue
