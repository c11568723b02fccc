// The outbox against a killed process, a second process and a full disk.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <set>

#include "delivery/outbox.h"
#include "delivery/records.h"
#include "support/small_disk.h"
#include "support/temp_dir.h"

using base::Code;
using delivery::Outbox;
using records::new_id;
using records::sealer;

namespace {

// What the child does until it is killed: keep a record, then say its id.
[[noreturn]] void keep_for_ever(const std::filesystem::path& path, int acknowledge,
                                const records::Keys& keys) {
  const base::SystemClock clock;
  auto outbox = Outbox::open(path, clock);
  if (!outbox) ::_exit(1);
  for (;;) {
    const auto id = new_id();
    if (!(*outbox)->keep(id, sealer(keys, id))) ::_exit(2);
    if (::write(acknowledge, id.bytes.data(), id.bytes.size()) != 16) ::_exit(3);
  }
}

std::optional<base::Uuid> read_id(int pipe) {
  base::Uuid id;
  if (::read(pipe, id.bytes.data(), id.bytes.size()) != 16) return std::nullopt;
  return id;
}

// Everything in the outbox, taken out; each number is one more than the one before.
std::multiset<base::Uuid> drain(Outbox& outbox, std::int64_t& last_sequence) {
  std::multiset<base::Uuid> ids;
  for (;;) {
    const auto next = outbox.next();
    REQUIRE(next.has_value());
    if (!*next) return ids;
    CHECK((*next)->envelope.sequence == last_sequence + 1);
    last_sequence = (*next)->envelope.sequence;
    ids.insert((*next)->envelope.id);
    REQUIRE(outbox.delivered((*next)->envelope.id).has_value());
  }
}

// Keeps large records until the disk is full; how many.
std::int64_t keep_until_full(Outbox& outbox, const records::Keys& keys) {
  for (std::int64_t kept = 0;;) {
    const auto id = new_id();
    const auto result = outbox.keep(id, sealer(keys, id, std::string(20'000, 'x')));
    if (!result) return result.error().code == Code::Full ? kept : -1;
    kept = *result;
  }
}

}  // namespace

TEST_CASE("outbox: kill -9 at 25 random moments loses nothing acknowledged and doubles nothing") {
  const support::TempDir dir;
  const auto path = dir.path() / "outbox.db";
  const records::Keys keys;
  const base::SystemClock clock;
  std::mt19937 random(2);  // the same moments each run, as far as a scheduler allows
  std::int64_t last_sequence = 0;
  std::size_t acknowledged_in_all = 0;
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) keep_for_ever(path, ends[1], keys);
    REQUIRE(child > 0);
    ::close(ends[1]);
    // Most are killed while they keep records; every fifth while it may still be opening the file.
    std::set<base::Uuid> acknowledged;
    if (round % 5 != 0) acknowledged.insert(read_id(ends[0]).value_or(base::Uuid{}));
    ::usleep(random() % 20'000);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    while (const auto id = read_id(ends[0])) acknowledged.insert(*id);
    ::close(ends[0]);
    acknowledged_in_all += acknowledged.size();

    auto outbox = Outbox::open(path, clock);
    REQUIRE(outbox.has_value());
    const auto there = drain(**outbox, last_sequence);
    for (const auto& id : acknowledged) CHECK(there.count(id) == 1);
    // At most the one that was committed and not yet acknowledged comes on top.
    CHECK(there.size() <= acknowledged.size() + 1);
  }
  CHECK(acknowledged_in_all >= 20);
}

TEST_CASE("outbox: held by another process is said plainly") {
  const support::TempDir dir;
  const auto path = dir.path() / "outbox.db";
  const base::SystemClock clock;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto outbox = Outbox::open(path, clock);
    if (::write(ready[1], "x", 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  const auto opened = Outbox::open(path, clock);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == Code::Busy);
  CHECK(opened.error().what == "the outbox " + path.string() + " is in use by another process");
  CHECK_MESSAGE(Outbox::open(path, clock).has_value(), "free again when the other is gone");
}

TEST_CASE("outbox: a full disk takes no record, loses none, and can still be emptied and opened") {
  const support::SmallDisk disk("12m");
  if (!disk.mounted()) {
    MESSAGE("skipped: this process may not mount a small disk");
    return;
  }
  const auto path = disk.path() / "outbox.db";
  const records::Keys keys;
  const base::SystemClock clock;
  const auto reserve = disk.path() / "outbox.db-reserve";
  std::int64_t kept = 0;
  SUBCASE("closed in order") {
    auto outbox = std::move(Outbox::open(path, clock).value());
    CHECK(std::filesystem::exists(reserve));
    kept = keep_until_full(*outbox, keys);
    disk.fill();
    CHECK(outbox->counts().waiting == kept);
    const auto id = new_id();
    const auto refused = outbox->keep(id, sealer(keys, id, std::string(20'000, 'x')));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Code::Full);
    CHECK(outbox->counts().waiting == kept);
  }
  SUBCASE("killed while it was full") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto outbox = std::move(Outbox::open(path, clock).value());
      const auto count = keep_until_full(*outbox, keys);
      if (::write(ends[1], &count, sizeof count) != sizeof count) ::_exit(1);
      for (;;) ::pause();
    }
    REQUIRE(::read(ends[0], &kept, sizeof kept) == sizeof kept);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
  }
  CHECK(kept > 50);
  disk.fill();
  auto outbox = Outbox::open(path, clock);
  REQUIRE_MESSAGE(outbox.has_value(), (outbox ? "" : outbox.error().what));
  CHECK((*outbox)->counts().waiting == kept);
  CHECK_MESSAGE(std::filesystem::exists(reserve), "opening alone needs no room");
  std::int64_t last_sequence = 0;
  CHECK(drain(**outbox, last_sequence).size() == static_cast<std::size_t>(kept));
  CHECK_MESSAGE(!std::filesystem::exists(reserve), "given up so that records could leave");
  disk.make_room();
  const auto id = new_id();
  CHECK_MESSAGE((*outbox)->keep(id, sealer(keys, id)).value() == kept + 1, "no number was used up");
}
