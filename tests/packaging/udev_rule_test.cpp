// The udev rule, judged by Debian's own udevadm: on a sysfs that a test makes, in a mount namespace of its
// own, so that the machine's devices and rules stay out of it and untouched.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "hw/serial_scan.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

// What udevadm said: the properties it gave the device, and all it printed.
struct Judged {
  std::map<std::string, std::string> properties;
  std::string said;
  bool has(const std::string& name, const std::string& value) const {
    const auto found = properties.find(name);
    return found != properties.end() && found->second == value;
  }
  bool says(const std::string& text) const { return said.find(text) != std::string::npos; }
};

// A machine with a hub and one USB device in it, which has one serial port.
class Machine {
 public:
  Machine(const std::string& vendor, const std::string& product, const std::string& hub_product = "0002") {
    const auto hub = sys_ / "devices/pci0000:00/0000:00:14.0/usb1";
    add(hub, "usb", "DEVTYPE=usb_device\n");
    write(hub / "idVendor", "1d6b\n");
    write(hub / "idProduct", hub_product + "\n");
    add(usb_, "usb", "DEVTYPE=usb_device\nPRODUCT=" + vendor + "/" + product + "/264\n");
    write(usb_ / "idVendor", vendor + "\n");
    write(usb_ / "idProduct", product + "\n");
    write(usb_ / "power/control", "auto\n");
    add(usb_ / "1-2:1.0", "usb", "DEVTYPE=usb_interface\n");
    add(tty_, "tty", "MAJOR=188\nMINOR=7\nDEVNAME=ttyUSB7\n");
    rule(BODYMAP_SOURCE_DIR "/packaging/91-bodymap-reader.rules");
  }
  const fs::path& tty() const { return tty_; }
  const fs::path& usb() const { return usb_; }
  fs::path rules() const { return dir_.path() / "rules"; }
  void rule(const fs::path& file) const {
    fs::create_directories(rules());
    fs::copy_file(file, rules() / file.filename(), fs::copy_options::overwrite_existing);
  }

  Judged judge(const fs::path& device, const std::string& action = "add") const {
    const std::string in_sys = "/sys/" + fs::relative(device, sys_).string();
    write(dir_.path() / "judge.sh", R"(set -e
mount -t tmpfs none /run
mkdir -p /run/udev/rules.d
cp "$1"/rules/* /run/udev/rules.d/
mkdir "$1/none" 2>/dev/null || true
for folder in /usr/lib/udev/rules.d /lib/udev/rules.d /etc/udev/rules.d; do
  if [ -d "$folder" ]; then mount --bind "$1/none" "$folder"; fi
done
mount -t tmpfs none /dev
mount --bind "$1/sys" /sys
# It is no sysfs by its file system.
SYSTEMD_DEVICE_VERIFY_SYSFS=0 udevadm test --action="$2" "$3" 2>&1
)");
    const auto done =
        support::run({"unshare", "--map-root-user", "--mount", "sh", (dir_.path() / "judge.sh").string(),
                      dir_.path().string(), action, in_sys});
    REQUIRE_MESSAGE(done.exit_code == 0, done.out);
    Judged judged{{}, done.out};
    std::istringstream lines(done.out);
    for (std::string line; std::getline(lines, line);) {
      const auto equal = line.find('=');
      if (equal != std::string::npos && line.find(' ') == std::string::npos)
        judged.properties[line.substr(0, equal)] = line.substr(equal + 1);
    }
    REQUIRE_MESSAGE(judged.has("ACTION", action), done.out);
    return judged;
  }

 private:
  // A device of the kernel's: its folder, its subsystem, what it announces.
  void add(const fs::path& folder, const std::string& subsystem, const std::string& uevent) const {
    write(folder / "uevent", uevent);
    fs::create_directories(sys_ / "class" / subsystem);
    fs::create_symlink(fs::relative(sys_ / "class" / subsystem, folder), folder / "subsystem");
  }

  // Not below /dev, which is covered.
  support::TempDir dir_{"/tmp"};
  fs::path sys_ = dir_.path() / "sys";
  fs::path usb_ = sys_ / "devices/pci0000:00/0000:00:14.0/usb1/1-2";
  fs::path tty_ = usb_ / "1-2:1.0/ttyUSB7/tty/ttyUSB7";
};

}  // namespace

TEST_CASE("every reader that auto looks for is kept from ModemManager, and is the kiosk's to open") {
  for (const auto& id : hw::known_bridges()) {
    const Machine machine{std::string(id.vendor), std::string(id.product)};
    const auto judged = machine.judge(machine.tty());
    CAPTURE(judged.said);
    CHECK(judged.has("ID_MM_DEVICE_IGNORE", "1"));
    CHECK(judged.has("ID_MM_PORT_IGNORE", "1"));
    CHECK(judged.has("DEVLINKS", "/dev/bodymap-reader-ttyUSB7"));
    CHECK(judged.says("91-bodymap-reader.rules"));
    CHECK(judged.says("MODE 0660"));
    CHECK(judged.says(" GROUP "));
    CHECK_FALSE(judged.says("nvalid"));  // as udevadm complains of a line it cannot read
  }
}

TEST_CASE("the USB device itself is kept from ModemManager and is not put to sleep") {
  const Machine machine("1a86", "7523");
  const auto judged = machine.judge(machine.usb());
  CHECK(judged.has("ID_MM_DEVICE_IGNORE", "1"));
  CHECK_FALSE(judged.has("DEVLINKS", "/dev/bodymap-reader-ttyUSB7"));
  std::string power;
  std::getline(std::ifstream(machine.usb() / "power/control") >> std::ws, power);
  CHECK(power.starts_with("on"));
}

TEST_CASE("what is no reader is let be") {
  const auto untouched = [](const Machine& machine, const fs::path& device, const char* action = "add") {
    const auto judged = machine.judge(device, action);
    CHECK_FALSE(judged.has("ID_MM_DEVICE_IGNORE", "1"));
    CHECK_FALSE(judged.says("bodymap-reader-"));
  };
  const Machine modem("12d1", "1506");
  untouched(modem, modem.tty());
  untouched(modem, modem.usb());
  // Vendor and product of two different devices make no reader.
  const Machine mixed("1a86", "ffff", "7523");
  untouched(mixed, mixed.tty());
  const Machine reader("1a86", "7523");
  untouched(reader, reader.tty(), "remove");
}

TEST_CASE("brltty, whose own rule would start it for the reader's bridge, is kept away") {
  const Machine machine("1a86", "7523");
  write(machine.rules() / "90-brltty-usb-generic.rules",
        "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ENV{PRODUCT}==\"1a86/7523/*\", "
        "ENV{BRLTTY_BRAILLE_DRIVER}=\"bm\", TAG+=\"systemd\", "
        "ENV{SYSTEMD_WANTS}+=\"brltty-device@.service\"\n");
  const auto judged = machine.judge(machine.usb());
  CHECK_FALSE(judged.says("brltty-device"));
  CHECK_FALSE(judged.has("BRLTTY_BRAILLE_DRIVER", "bm"));
  // Without ours it would be started: the test's own rule works.
  fs::remove(machine.rules() / "91-bodymap-reader.rules");
  CHECK(machine.judge(machine.usb()).says("SYSTEMD_WANTS=brltty-device"));
}
