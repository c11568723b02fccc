// What Send waits for: the commit of a sealed intake, in turns with a bare SQLite commit of the same sealed
// bytes on the same disk, with the same durability (WAL, synchronous FULL, one connection).
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "base/clock.h"
#include "bench/report.h"
#include "delivery/outbox.h"
#include "support/temp_dir.h"

namespace {

constexpr int kCommits = 1000;
constexpr std::size_t kSealedBytes = 4096 + 48;  // a padded visit of a few areas

class BareSqlite {
 public:
  explicit BareSqlite(const std::filesystem::path& file) {
    check(sqlite3_open(file.c_str(), &database_));
    for (const char* sql : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
                            "PRAGMA synchronous = FULL", "CREATE TABLE records(bytes BLOB NOT NULL) STRICT"})
      check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr));
    check(sqlite3_prepare_v2(database_, "INSERT INTO records VALUES (?)", -1, &insert_, nullptr));
  }
  ~BareSqlite() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  void commit(const base::Bytes& bytes) {
    check(sqlite3_bind_blob(insert_, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC));
    if (sqlite3_step(insert_) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    sqlite3_reset(insert_);
  }

 private:
  void check(int result) {
    if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
  }
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

template <class Work>
double ms_of(Work work) {
  const auto before = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

}  // namespace

int main() {
  const support::TempDir dir;
  const base::SystemClock clock;
  auto outbox = delivery::Outbox::open(dir.path() / "outbox.db", clock);
  if (!outbox) return std::fprintf(stderr, "%s\n", outbox.error().what.c_str()), 1;
  BareSqlite bare(dir.path() / "bare.db");
  intake::Envelope envelope;
  envelope.seal_key = "0123456789abcdef";
  envelope.kiosk = "kiosk";
  envelope.sealed.resize(kSealedBytes, 0x5A);
  std::vector<double> kept, bare_ms;
  for (int i = 0; i < kCommits; ++i) {
    envelope.id = base::make_uuid7(clock.utc());
    kept.push_back(ms_of([&] {
      const auto sequence = (*outbox)->keep(envelope.id, [&](std::int64_t number) {
        envelope.sequence = number;
        return envelope;
      });
      if (!sequence) throw std::runtime_error(sequence.error().what);
    }));
    bare_ms.push_back(ms_of([&] { bare.commit(envelope.sealed); }));
  }
  bench::Report report;
  report.against("commit of an intake, median of 1000", bench::at_share(kept, 0.5),
                 bench::at_share(bare_ms, 0.5), 1.3, "ms");
  return report.finish();
}
