// The queue's store against the same work in bare statements on the same engine, in turns in one run (design:
// product.md, "Numbers to reach"): an intake taken in, and the next one pulled; and both again with a million
// intakes kept. On the disk, with the same durability on either side, and in memory, where no disk hides what
// the store itself costs.
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "bench/bare_store.h"
#include "bench/report.h"
#include "queue/sqlite_store.h"
#include "support/temp_dir.h"

namespace {

constexpr int kRounds = 600;
constexpr int kFew = 1'000;
constexpr int kMany = 1'000'000;
constexpr std::size_t kSealedBytes = 4096 + 48;  // a padded visit of a few areas
constexpr double kLeastShare = 0.8;
constexpr double kFlat = 1.3;
const base::Utc kNow{1'790'000'000'000};

template <class Work>
double ms_of(Work work) {
  const auto before = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

queue::NewIntake next_intake() {
  static std::int64_t sequence = 0;
  queue::NewIntake made;
  made.envelope.seal_key = "0123456789abcdef";
  made.envelope.kiosk = bench::kKiosk;
  made.envelope.sequence = ++sequence;
  made.envelope.id = base::make_uuid7({kNow.ms + sequence});
  made.envelope.sealed.resize(kSealedBytes, 0x5A);
  made.received = made.waiting_since = {kNow.ms + sequence};
  return made;
}

// What the service asks of a pull.
base::Result<queue::Hold> pulled(const queue::Hold& hold, const queue::Standing& standing) {
  return queue::after(hold, standing, {queue::Act::Pull, "maya", 0, kNow, base::Millis{60'000}});
}

class Measured {
 public:
  // A store with so many intakes in it, one in ten of them waiting.
  Measured(const std::filesystem::path& folder, int kept) {
    { const auto made = open(folder); }  // the tables
    bench::fill(folder / "queue.db", kept, kNow);
    store_ = open(folder);
  }
  void take_in(const queue::NewIntake& intake) {
    taken.push_back(ms_of([&] {
      if (!store_->take_in(intake, {"kiosk:lobby", "10.0.0.7"})) throw std::runtime_error("not taken in");
    }));
  }
  void pull() {
    given.push_back(ms_of([&] {
      const auto row = store_->pull("maya", kNow, pulled, {"maya", "10.0.0.8"});
      if (!row || !*row) throw std::runtime_error("not pulled");
    }));
  }
  std::vector<double> taken, given;  // ms each

 private:
  static std::unique_ptr<queue::SqliteStore> open(const std::filesystem::path& folder) {
    auto store = queue::SqliteStore::open(folder);
    if (!store) throw std::runtime_error(store.error().what);
    return std::move(*store);
  }
  std::unique_ptr<queue::SqliteStore> store_;
};

class MeasuredBare {
 public:
  MeasuredBare(const std::filesystem::path& folder, int kept) {
    { const auto tables = queue::SqliteStore::open(folder); }
    bench::fill(folder / "queue.db", kept, kNow);
    store_ = std::make_unique<bench::BareStore>(folder / "queue.db");
  }
  void take_in(const queue::NewIntake& intake) {
    taken.push_back(ms_of([&] { store_->take_in(intake); }));
  }
  void pull() {
    given.push_back(ms_of([&] { store_->pull("maya", kNow); }));
  }
  std::vector<double> taken, given;

 private:
  std::unique_ptr<bench::BareStore> store_;
};

double a_second(const std::vector<double>& ms) { return 1000 / bench::at_share(ms, 0.5); }

void against_bare(const std::filesystem::path& where, const std::string& place, bench::Report& report) {
  const support::TempDir dir(where);
  Measured store(dir.path() / "store", kFew);
  MeasuredBare bare(dir.path() / "bare", kFew);
  for (int i = 0; i < kRounds; ++i) {
    const auto intake = next_intake();
    store.take_in(intake);
    bare.take_in(intake);
    store.pull();
    bare.pull();
  }
  report.at_least("store, " + place + ": taken in a second", a_second(store.taken), a_second(bare.taken),
                  kLeastShare, "");
  report.at_least("store, " + place + ": pulled a second", a_second(store.given), a_second(bare.given),
                  kLeastShare, "");
}

void flat(bench::Report& report) {
  const support::TempDir dir;
  Measured few(dir.path() / "few", kFew);
  Measured many(dir.path() / "many", kMany);
  for (int i = 0; i < kRounds; ++i) {
    const auto intake = next_intake();
    few.take_in(intake);
    many.take_in(intake);
    few.pull();
    many.pull();
  }
  report.against("taken in with 1,000,000 kept, to with 1,000", bench::at_share(many.taken, 0.5),
                 bench::at_share(few.taken, 0.5), kFlat, "ms");
  report.against("pulled with 1,000,000 kept, to with 1,000", bench::at_share(many.given, 0.5),
                 bench::at_share(few.given, 0.5), kFlat, "ms");
}

}  // namespace

int main() {
  try {
    bench::Report report;
    against_bare(std::filesystem::temp_directory_path(), "disk", report);
    against_bare("/dev/shm", "memory", report);
    flat(report);
    return report.finish();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
