// The power goes while the real kiosk stores visits: what showed Sent is on the disk.
// Method: the kiosk's data folder is an ext4 file system in an image of its own. To cut the power the kiosk
// is stopped, what the disk was already doing is given 60 ms to end, and the image is copied: what the kernel
// had not yet been made to write is not in the copy. The copy is mounted, which replays its journal as the
// next start would, and read by the product's own outbox. That the method can see a loss is shown by the same
// kiosk with `synchronous = NORMAL`, which must lose.
#include <doctest/doctest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>

#include <atomic>
#include <set>
#include <thread>

#include "base/clock.h"
#include "delivery/outbox.h"
#include "support/clinic.h"
#include "support/moment.h"
#include "support/temp_dir.h"

namespace {

constexpr auto kInFlight = std::chrono::milliseconds(60);

bool succeeds(const std::vector<std::string>& command) { return support::run(command).exit_code == 0; }

// A file system of its own, in memory; mounted while it lives.
class Disk {
 public:
  Disk(std::filesystem::path image, std::filesystem::path folder)
      : image_(std::move(image)), folder_(std::move(folder)) {}
  ~Disk() { unmount(); }
  bool make() {
    return succeeds({"truncate", "-s", "32M", image_.string()}) &&
           succeeds({"mkfs.ext4", "-q", "-F", image_.string()}) && mount();
  }
  bool mount() { return mounted_ = succeeds({"mount", "-o", "loop", image_.string(), folder_.string()}); }
  void unmount() {
    if (mounted_) succeeds({"umount", "--lazy", folder_.string()});
    mounted_ = false;
  }
  const std::filesystem::path& image() const { return image_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path image_;
  std::filesystem::path folder_;
  bool mounted_ = false;
};

// The sequence numbers in an outbox that the product has opened and repaired.
std::set<std::int64_t> records_in(const std::filesystem::path& file) {
  const base::SystemClock clock;
  {
    const auto outbox = delivery::Outbox::open(file, clock);
    REQUIRE_MESSAGE(outbox.has_value(), (outbox ? "" : outbox.error().what));
  }
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  std::set<std::int64_t> found;
  const auto collect = [](void* set, int, char** values, char**) {
    static_cast<std::set<std::int64_t>*>(set)->insert(std::stoll(values[0]));
    return 0;
  };
  CHECK(sqlite3_exec(database, "SELECT sequence FROM outbox WHERE state != 'delivered'", collect, &found,
                     nullptr) == SQLITE_OK);
  bool sound = false;
  const auto is_ok = [](void* flag, int, char** values, char**) {
    *static_cast<bool*>(flag) = std::string(values[0]) == "ok";
    return 0;
  };
  CHECK(sqlite3_exec(database, "PRAGMA integrity_check", is_ok, &sound, nullptr) == SQLITE_OK);
  CHECK(sound);
  sqlite3_close(database);
  return found;
}

struct Outcome {
  int cuts = 0;
  int before_sent = 0;  // cuts that came before the screen said Sent
  std::int64_t shown = 0;
  std::int64_t lost = 0;  // over all cuts: shown as Sent by then, and not on the disk
};

class Cutter {
 public:
  // `preload`: a library the kiosk is started with.
  explicit Cutter(const std::string& preload) : clinic_(options(preload)) {}

  // False where this machine allows no loop devices.
  bool open() {
    if (!disk_.make()) return false;
    clinic_.open();
    clinic_.stop_queue(SIGTERM);  // so that everything stays in the outbox
    std::filesystem::create_directories(copy_.folder());
    return true;
  }

  Outcome run(int cuts) {
    Outcome outcome;
    visit([] {});
    outcome.shown = 1;
    support::Moment sent(send_to_sent_, 20261121);
    for (outcome.cuts = 0; outcome.cuts < cuts; ++outcome.cuts) {
      visit([&] {
        std::this_thread::sleep_for(sent.next());
        sent.learn(cut(outcome));
      });
      ++outcome.shown;
    }
    return outcome;
  }

 private:
  static support::Clinic::Options options(const std::string& preload) {
    support::Clinic::Options options;
    options.with_reader = false;
    options.touch_rest_ms = 0;
    if (!preload.empty()) options.kiosk_environment["LD_PRELOAD"] = preload;
    return options;
  }

  // A nameless visit up to Sent; `meanwhile` runs from the touch on Send.
  template <class Meanwhile>
  void visit(Meanwhile meanwhile) {
    clinic_.guest_to_map();
    clinic_.mark("back", "calf_outer.L", 5);
    clinic_.to_review();
    sent_ = false;
    std::thread client([&] {
      const auto before = std::chrono::steady_clock::now();
      clinic_.kiosk().tap("send");
      clinic_.kiosk().wait_for("sent");
      send_to_sent_ =
          std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before);
      sent_ = true;
    });
    meanwhile();
    client.join();
    clinic_.leave_sent();
  }

  // Whether the screen said Sent by then.
  bool cut(Outcome& outcome) {
    clinic_.kiosk_process().signal(SIGSTOP);
    std::this_thread::sleep_for(kInFlight);
    const bool shown = sent_;
    REQUIRE(succeeds({"cp", disk_.image().string(), copy_.image().string()}));
    clinic_.kiosk_process().signal(SIGCONT);
    if (!shown) ++outcome.before_sent;
    REQUIRE(copy_.mount());
    const auto found = records_in(copy_.folder() / "outbox.db");
    copy_.unmount();
    const auto promised = outcome.shown + (shown ? 1 : 0);
    for (std::int64_t sequence = 1; sequence <= promised; ++sequence) {
      if (!found.contains(sequence)) ++outcome.lost;
    }
    CHECK(static_cast<std::int64_t>(found.size()) <= outcome.shown + 1);
    return shown;
  }

  support::TempDir images_{"/dev/shm"};
  support::Clinic clinic_;
  Disk disk_{images_.path() / "disk", clinic_.kiosk_data()};
  Disk copy_{images_.path() / "copy", clinic_.folder() / "after"};
  std::atomic<bool> sent_ = false;
  std::chrono::microseconds send_to_sent_{0};
};

// How many cuts; or none where the machine does not allow the method.
Outcome cuts_on(const std::string& preload, int cuts) {
  Cutter cutter(preload);
  if (!cutter.open()) {
    MESSAGE("skipped: no loop device may be mounted here");
    return {};
  }
  const auto outcome = cutter.run(cuts);
  MESSAGE(outcome.cuts << " cuts, " << outcome.before_sent << " of them before Sent showed; " << outcome.lost
                       << " of what had been shown lost");
  return outcome;
}

const bool kLong = std::getenv("BODYMAP_LONG") != nullptr;

}  // namespace

TEST_CASE("the power goes around Send: nothing that showed Sent is lost") {
  const auto outcome = cuts_on("", kLong ? 500 : 20);
  CHECK(outcome.lost == 0);
  if (outcome.cuts > 0) {
    CHECK_MESSAGE(outcome.before_sent > 0, "some cuts came before Sent");
    CHECK_MESSAGE(outcome.before_sent < outcome.cuts, "and some after");
  }
}

TEST_CASE("the same with synchronous = NORMAL loses: the method can see a loss") {
  const auto outcome = cuts_on(BODYMAP_SYNCHRONOUS_NORMAL, 6);
  if (outcome.cuts > 0) CHECK(outcome.lost > 0);
}
