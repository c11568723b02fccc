// Eight workers pull as fast as they can: nothing is given twice, nothing is left behind. 2,000 pulls; 50,000
// with tests/run --long.
#include <sys/statvfs.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>

#include "queue/rig.h"

namespace {

// Durability is other tests' matter: in memory, if there is enough, the workers race one another and do not
// wait for a disk 100,000 times.
std::filesystem::path roomy_memory() {
  constexpr const char* kMemory = "/dev/shm";
  constexpr unsigned long kEnough = 1UL << 30;
  struct statvfs room {};
  const bool enough = ::statvfs(kMemory, &room) == 0 && room.f_bavail * room.f_frsize >= kEnough;
  return enough ? std::filesystem::path(kMemory) : std::filesystem::temp_directory_path();
}

}  // namespace

TEST_CASE("racing pulls by eight workers: each intake is pulled exactly once") {
  constexpr std::size_t kWorkers = 8;
  const std::size_t intakes = std::getenv("BODYMAP_LONG") != nullptr ? 50'000 : 2'000;
  rig::Queue q(roomy_memory());
  auto kiosk = q.enrolled();
  std::vector<base::Uuid> taken;
  for (std::size_t i = 0; i < intakes; ++i) {
    const auto made = kiosk.next_intake(q.clock);
    q.take(kiosk, made);
    taken.push_back(made.id);
  }
  std::array<std::vector<base::Uuid>, kWorkers> pulled;
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < kWorkers; ++i) {
    workers.emplace_back([&, i] {
      const queue::Actor actor{"t" + std::to_string(i), "test"};
      while (const auto opened = q.service().next(actor, false).value())
        pulled[i].push_back(opened->opened.row.id);
    });
  }
  for (auto& worker : workers) worker.join();
  std::vector<base::Uuid> all;
  for (const auto& mine : pulled) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  std::sort(taken.begin(), taken.end());
  CHECK(all.size() == intakes);
  CHECK(all == taken);
}
