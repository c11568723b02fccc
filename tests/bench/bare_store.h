#pragma once
// The least that a queue in SQLite can be: the statements that keep an intake and give out the next one, on
// the tables of the real store, and nothing that asks or decides. One thread; throws std::runtime_error.
#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "queue/store.h"

namespace bench {

inline constexpr const char* kKiosk = "lobby";

// A database handle that throws.
class Sqlite {
 public:
  explicit Sqlite(const std::filesystem::path& file);
  ~Sqlite();
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  void run(const char* sql);
  sqlite3_stmt* prepare(const char* sql);  // lives as long as this

 private:
  sqlite3* database_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

class BareStore {
 public:
  // As durable as the real one: WAL, synchronous FULL, one exclusive connection.
  explicit BareStore(const std::filesystem::path& file);
  void take_in(const queue::NewIntake& intake);
  void pull(const std::string& who, base::Utc now);

 private:
  Sqlite database_;
  sqlite3_stmt *begin_, *commit_, *insert_, *count_, *note_, *next_;
};

// So many intakes in a store's tables, and what the audit trail says of them; one in ten waits, the rest are
// done. Their sealed bytes are short: of a whole record, too, a row keeps no more in the table's own pages,
// so the tables are as deep as in life, without the gigabytes beside them.
void fill(const std::filesystem::path& file, int count, base::Utc before);

}  // namespace bench
