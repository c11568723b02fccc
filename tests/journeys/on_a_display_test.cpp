#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "support/clinic.h"
#include "support/eventually.h"

// The other journeys run without a display (SDL's offscreen driver); a kiosk in a lobby has a window of X11
// or of a Wayland compositor.
namespace {

// Xvfb, a display in memory. Says on its output which number it took.
class X11Display {
 public:
  X11Display() : server_({"Xvfb", "-displayfd", "1", "-screen", "0", "1100x1940x24", "-nolisten", "tcp"}) {
    const auto number = server_.read_line(support::Seconds(60));
    if (!number) throw std::runtime_error("Xvfb did not start");
    name_ = ":" + *number;
  }
  std::map<std::string, std::string> environment() const {
    return {{"SDL_VIDEODRIVER", "x11"}, {"DISPLAY", name_}};
  }

 private:
  support::Process server_;
  std::string name_;
};

constexpr int kNobody = 65534;

// Sway on an output in memory. Clients find its socket in the runtime folder.
class WaylandDisplay {
 public:
  WaylandDisplay() {
    std::filesystem::permissions(runtime_.path(), std::filesystem::perms::owner_all);
    const auto settings = runtime_.path() / "sway.conf";
    std::ofstream(settings) << "output HEADLESS-1 resolution 1080x1920\nxwayland disable\n"
                               "default_border none\n";
    std::vector<std::string> command{"sway", "-c", settings.string()};
    if (::geteuid() == 0) {
      // Sway will not run as root; nobody's socket is open to root all the same.
      if (::chown(runtime_.path().c_str(), kNobody, kNobody) != 0) throw std::runtime_error("chown");
      const auto nobody = std::to_string(kNobody);
      command.insert(command.begin(),
                     {"setpriv", "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups"});
    }
    compositor_.emplace(command, support::Process::Options{{{"XDG_RUNTIME_DIR", runtime_.path().string()},
                                                            {"WLR_BACKENDS", "headless"},
                                                            {"WLR_RENDERER", "pixman"},
                                                            {"WLR_LIBINPUT_NO_DEVICES", "1"}},
                                                           runtime_.path() / "sway.log"});
    if (!support::eventually([&] { return std::filesystem::exists(runtime_.path() / "wayland-1"); }))
      throw std::runtime_error("sway did not start");
  }
  std::map<std::string, std::string> environment() const {
    return {{"SDL_VIDEODRIVER", "wayland"},
            {"XDG_RUNTIME_DIR", runtime_.path().string()},
            {"WAYLAND_DISPLAY", "wayland-1"}};
  }

 private:
  support::TempDir runtime_;
  std::optional<support::Process> compositor_;
};

void play_a_visit(const std::map<std::string, std::string>& environment) {
  support::Clinic::Options options;
  options.kiosk_environment = environment;
  support::Clinic clinic(options);
  clinic.open();
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 8, {"tight"});
  clinic.send();
  CHECK(clinic.wait_until_listed(1));
  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["intake"]["areas"].at(0)["region"] == "calf_outer.L");
}

}  // namespace

TEST_CASE("a visit in a window of X11") {
  const X11Display display;
  play_a_visit(display.environment());
}

TEST_CASE("a visit in a window of a Wayland compositor") {
  const WaylandDisplay display;
  play_a_visit(display.environment());
}
