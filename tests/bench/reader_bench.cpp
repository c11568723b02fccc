// The card reader: from a frame's last byte to the kiosk's event, from a card to its greeting, and how soon
// the real kiosk, over the real libserialport, shows a pulled plug and uses one put back.
#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "bench/report.h"
#include "hw/fakeserial/fake_port.h"
#include "hw/rdm6300_frames.h"
#include "hw/reader.h"
#include "support/clinic.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using base::Millis;

constexpr int kFrames = 1000;
constexpr int kTaps = 25;
constexpr int kSlowReturns = 4;
const int kCycles = std::getenv("BODYMAP_LONG") != nullptr ? 200 : 25;
constexpr auto kAbsent = std::chrono::seconds(10);

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

template <class Holds>
void wait_until(Holds holds) {
  const auto from = Clock::now();
  while (!holds()) {
    if (ms_since(from) > 30'000) throw std::runtime_error("what is waited for does not come");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

base::Bytes frame(std::uint32_t number) {
  base::CardId card{base::CardTech::Em4100, {0x62, 0, 0, 0, 0}};
  for (std::size_t i = 1; i < 5; ++i) card.bytes[i] = static_cast<std::uint8_t>(number >> (32 - 8 * i));
  return hw::rdm6300_frame(card);
}

// The last moment something was told, for the thread that waits for it.
class Told {
 public:
  void now() {
    const std::lock_guard lock(mutex_);
    at_ = Clock::now();
    ++count_;
    told_.notify_one();
  }
  Clock::time_point wait_for(int count) {
    std::unique_lock lock(mutex_);
    if (!told_.wait_for(lock, std::chrono::seconds(30), [&] { return count_ >= count; }))
      throw std::runtime_error("the reader says nothing");
    return at_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable told_;
  Clock::time_point at_;
  int count_ = 0;
};

void frame_to_event(bench::Report& report) {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader").value();
  base::ManualClock clock;
  Told found, tapped;
  const auto reader = hw::Reader::start({(dir.path() / "reader").string(), {"rdm6300"}, {}, {}}, clock,
                                        [&](const hw::ReaderEvent& event) {
                                          const bool tap = std::holds_alternative<hw::CardTapped>(event);
                                          (tap ? tapped : found).now();
                                        });
  if (!reader) throw std::runtime_error(reader.error().what);
  found.wait_for(1);
  std::vector<double> took;
  for (int i = 1; i <= kFrames; ++i) {
    const auto bytes = frame(static_cast<std::uint32_t>(i));
    std::this_thread::sleep_for(std::chrono::milliseconds(3));  // the reader's thread sleeps again
    const auto from = Clock::now();
    if (!port.write(bytes, Millis{0})) throw std::runtime_error("the line takes no more");
    took.push_back(std::chrono::duration<double, std::milli>(tapped.wait_for(i) - from).count());
    clock.advance(Millis{3000});
  }
  report.within("frame complete to the kiosk's event, p99", bench::at_share(took, 0.99), 20, "ms");
}

// Found by looking at intervals alone, as where inotify tells nothing: the node comes into a folder that
// nobody watches, after the intervals have grown to their longest.
void return_unwatched(bench::Report& report) {
  const support::TempDir dir;
  const auto unwatched = dir.path() / "elsewhere";
  fs::create_directories(unwatched);
  fs::create_symlink(unwatched / "node", dir.path() / "reader");
  const base::SystemClock clock;
  Told told;
  const auto reader =
      hw::Reader::start({(dir.path() / "reader").string(), {"rdm6300"}, {dir.path(), dir.path()}, {}}, clock,
                        [&](const hw::ReaderEvent&) { told.now(); });
  if (!reader) throw std::runtime_error(reader.error().what);
  std::vector<double> took;
  int events = 1;
  told.wait_for(events);
  for (int i = 0; i < kSlowReturns; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(4000 + 300 * i));
    const auto from = Clock::now();
    auto port = hw::VirtualPort::open(unwatched / "node").value();
    took.push_back(std::chrono::duration<double, std::milli>(told.wait_for(++events) - from).count());
    port.unplug();
    told.wait_for(++events);
  }
  report.within("plugged in to usable, unwatched, longest", bench::at_share(took, 1), 2000, "ms");
}

// Seconds of processor time a process has used.
double processor_seconds(pid_t process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(in, line);
  std::istringstream words(line.substr(line.rfind(')') + 2));
  std::string skipped;
  for (int field = 3; field < 14; ++field) words >> skipped;
  double user = 0, system = 0;
  words >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::ptrdiff_t descriptors(pid_t process) {
  const fs::directory_iterator all("/proc/" + std::to_string(process) + "/fd");
  return std::distance(begin(all), end(all));
}

// A USB socket of the kiosk's machine, as it sees it.
class Socket {
 public:
  const fs::path& root() const { return dir_.path(); }
  void plug() {
    const std::string name = plugs_++ % 2 == 0 ? "ttyUSB7" : "ttyACM0";
    port_.emplace(root(), name);
    fs::create_symlink(name, root() / "dev/card-reader");
  }
  void unplug() {
    fs::remove(root() / "dev/card-reader");
    port_.reset();
  }

 private:
  support::TempDir dir_;
  std::optional<fakeserial::FakePort> port_;
  int plugs_ = 0;
};

void unplug_and_plug(bench::Report& report) {
  Socket socket;
  socket.plug();
  support::Clinic::Options options;
  options.device = "/dev/card-reader";
  options.kiosk_environment = {{"LD_PRELOAD", BODYMAP_FAKESERIAL},
                               {"FAKESERIAL_ROOT", socket.root().string()}};
  support::Clinic clinic(options);
  clinic.open();
  const auto shows_loss = [&] {
    return clinic.kiosk().outline().dump().find("card reader is not working") != std::string::npos;
  };
  wait_until([&] { return !shows_loss(); });
  const auto pid = clinic.kiosk_process().pid();
  const auto open = descriptors(pid);
  std::vector<double> lost, back;
  for (int cycle = 0; cycle < kCycles; ++cycle) {
    auto from = Clock::now();
    socket.unplug();
    wait_until(shows_loss);
    lost.push_back(ms_since(from));
    from = Clock::now();
    socket.plug();
    wait_until([&] { return clinic.kiosk().stats()["reader"]["state"] == "ready"; });
    back.push_back(ms_since(from));
    wait_until([&] { return !shows_loss(); });
  }
  const auto cycles = " of " + std::to_string(kCycles) + ", longest";
  report.within("pulled out to shown" + cycles, bench::at_share(lost, 1), 1000, "ms");
  report.within("plugged in to usable" + cycles, bench::at_share(back, 1), 2000, "ms");
  report.within("descriptors more than before", static_cast<double>(descriptors(pid) - open), 0, "");
  socket.unplug();
  wait_until(shows_loss);
  const auto used = processor_seconds(pid);
  std::this_thread::sleep_for(kAbsent);
  const auto share = (processor_seconds(pid) - used) / std::chrono::duration<double>(kAbsent).count();
  report.within("kiosk's processor while the reader is away", share * 100, 3, "%");
}

// `show` puts Anna's card to the reader, `hide` takes it away.
double card_to_hello(support::Clinic& clinic, const std::string& show, const std::string& hide) {
  std::vector<double> took;
  for (int i = 0; i < kTaps; ++i) {
    // A card just shown is not taken again; the reader, plugged in anew, knows of none.
    clinic.reader("unplug");
    wait_until([&] { return clinic.kiosk().stats()["reader"]["state"] == "absent"; });
    clinic.reader("plug");
    wait_until([&] { return clinic.kiosk().stats()["reader"]["state"] == "ready"; });
    std::this_thread::sleep_for(std::chrono::milliseconds(7 * i));  // anywhere in a polled reader's round
    const auto from = Clock::now();
    clinic.reader(show);
    clinic.kiosk().wait_for("hello");
    took.push_back(ms_since(from));
    if (!hide.empty()) clinic.reader(hide);
    clinic.kiosk().tap("back");
    clinic.kiosk().wait_for("attract");
  }
  return bench::at_share(took, 0.5);
}

void greeting(bench::Report& report) {
  support::Clinic clinic;
  clinic.open();
  const auto bytes = hw::rdm6300_frame(base::parse_card_id(support::kAnnasCard).value());
  const auto frame = "bytes " + base::to_hex(bytes);
  report.within("card to Hello presented, median", card_to_hello(clinic, frame, ""), 300, "ms");
  constexpr const char* kOtherCard = "047BCB51962280";
  clinic.add_member("1043", "Alma", "Weber", kOtherCard);
  clinic.use_reader("pn532", "");
  report.within("the same with a PN532, median",
                card_to_hello(clinic, std::string("stuck ") + kOtherCard, "free"), 300, "ms");
  clinic.use_reader("rdm6300", "");
  clinic.queue_process().signal(SIGSTOP);
  report.within("the same, the queue silent, median", card_to_hello(clinic, frame, ""), 600, "ms");
  clinic.stop_queue(SIGKILL);
  report.within("the same, the queue gone, median", card_to_hello(clinic, frame, ""), 600, "ms");
}

}  // namespace

int main() {
  try {
    bench::Report report;
    frame_to_event(report);
    return_unwatched(report);
    unplug_and_plug(report);
    greeting(report);
    return report.finish();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
