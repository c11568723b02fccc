// The real kiosk over the real libserialport, on a port that is pulled out and put back under another name.
// How soon is the bench's business (tests/bench/reader).
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

#include "hw/fakeserial/fake_port.h"
#include "hw/rdm6300_frames.h"
#include "support/clinic.h"
#include "support/eventually.h"

namespace fs = std::filesystem;

namespace {

const int kCycles = std::getenv("BODYMAP_LONG") != nullptr ? 200 : 10;

// A folder that the kiosk takes for /dev and /sys/class/tty, and the port in it, whose link udev would make.
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
  void tap(const char* id) {
    REQUIRE(port_->line().write(hw::rdm6300_frame(*base::parse_card_id(id)), base::Millis{0}));
  }

 private:
  support::TempDir dir_;
  std::optional<fakeserial::FakePort> port_;
  int plugs_ = 0;
};

bool comes_to_be(support::Clinic& clinic, const char* state) {
  return support::eventually([&] { return clinic.kiosk().stats()["reader"]["state"] == state; });
}

std::ptrdiff_t descriptors(const support::Process& process) {
  const fs::directory_iterator all(fs::path("/proc") / std::to_string(process.pid()) / "fd");
  return std::distance(begin(all), end(all));
}

}  // namespace

TEST_CASE("the reader comes and goes during a visit: the visit is kept, and no descriptor is lost") {
  Socket socket;
  socket.plug();
  support::Clinic::Options options;
  options.device = "/dev/card-reader";
  options.kiosk_environment = {{"LD_PRELOAD", BODYMAP_FAKESERIAL},
                               {"FAKESERIAL_ROOT", socket.root().string()}};
  support::Clinic clinic(options);
  clinic.open();
  REQUIRE(comes_to_be(clinic, "ready"));
  socket.tap(support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
  clinic.go_on_to_map();
  clinic.mark("back", "calf_outer.L", 7);

  // The courier's connection comes and goes by itself: what counts is that there are no more each time.
  const auto open = descriptors(clinic.kiosk_process());
  for (int cycle = 0; cycle < kCycles; ++cycle) {
    CAPTURE(cycle);
    socket.unplug();
    REQUIRE(comes_to_be(clinic, "absent"));
    CHECK(clinic.kiosk().screen() == "map");
    socket.plug();
    REQUIRE(comes_to_be(clinic, "ready"));
    CHECK(clinic.kiosk().screen() == "map");
  }
  CHECK(support::eventually([&] { return descriptors(clinic.kiosk_process()) <= open + 1; }));
  clinic.mark("back", "achilles.R", 4);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  CHECK((*clinic.pull_next())["intake"]["areas"].size() == 2);
  socket.tap(support::kAnnasCard);
  clinic.kiosk().wait_for("hello");
}
