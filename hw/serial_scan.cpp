#include "hw/serial_scan.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "base/check.h"

namespace hw {
namespace {

namespace fs = std::filesystem;
using Kind = base::DeviceName::Kind;

constexpr std::array kKnown{
    UsbId{"1a86", "7523"}, UsbId{"1a86", "7522"}, UsbId{"1a86", "5523"},
    UsbId{"4348", "5523"},                                                // CH340, CH341
    UsbId{"1a86", "55d3"}, UsbId{"1a86", "55d4"},                         // CH343, CH9102
    UsbId{"10c4", "ea60"}, UsbId{"10c4", "ea70"}, UsbId{"10c4", "ea71"},  // CP210x
    UsbId{"0403", "6001"}, UsbId{"0403", "6010"}, UsbId{"0403", "6014"},
    UsbId{"0403", "6015"},  // FTDI
    UsbId{"067b", "2303"}, UsbId{"067b", "23a3"}, UsbId{"067b", "23b3"},
    UsbId{"067b", "23c3"},  // PL2303
    UsbId{"067b", "23d3"}, UsbId{"067b", "23e3"}, UsbId{"067b", "23f3"},
    UsbId{"0c27", "232a"},  // rf IDEAS pcProx Plus
    UsbId{"09d8", "0420"},  // ELATEC TWN4
    UsbId{"0483", "5740"},  // readers built on an STM32
};

// The first line of one of sysfs's files.
std::string line_of(const fs::path& file) {
  std::string line;
  std::ifstream in(file);
  std::getline(in, line);
  return line;
}

// The USB device that a port belongs to is the nearest folder above it that says who made it.
void ask_device(UsbPort& port, const fs::path& top) {
  for (auto folder = port.device; folder != top && folder.has_relative_path();
       folder = folder.parent_path()) {
    port.vendor = line_of(folder / "idVendor");
    if (port.vendor.empty()) continue;
    port.product = line_of(folder / "idProduct");
    port.serial = line_of(folder / "serial");
    port.place = folder.filename().string();
    return;
  }
}

bool is_known(const UsbPort& port) {
  return std::ranges::any_of(
      kKnown, [&](const UsbId& id) { return id.vendor == port.vendor && id.product == port.product; });
}

// A place is a folder on the way to the port: its device ("1-2.3") or its interface ("1-2.3:1.0").
bool hangs_at(const UsbPort& port, const std::string& place) {
  return std::ranges::any_of(port.device, [&](const fs::path& part) { return part == place; });
}

bool fits(const UsbPort& port, const base::DeviceName& name) {
  if (name.kind == Kind::Auto) return true;
  if (name.kind == Kind::Place) return hangs_at(port, name.place);
  return port.vendor == name.vendor && port.product == name.product &&
         (name.serial.empty() || port.serial == name.serial);
}

std::string names_of(const std::vector<UsbPort>& ports) {
  std::string text;
  for (const auto& port : ports) {
    text += (text.empty() ? "" : ", ") + port.node.string();
    if (!port.vendor.empty()) text += " " + port.vendor + ":" + port.product + " usb:" + port.place;
  }
  return text;
}

}  // namespace

std::vector<UsbPort> usb_serial_ports(const SysRoot& root) {
  std::vector<UsbPort> ports;
  const auto tty = root.sys / "class/tty";
  std::error_code error;
  fs::directory_iterator entry(tty, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    // An entry is a link to the device, whose path leads through its bus: .../usb1/1-2/...
    std::error_code gone;  // vanished between listing and reading: not a candidate
    const auto device = fs::read_symlink(entry->path(), gone);
    if (gone || device.string().find("/usb") == std::string::npos) continue;
    UsbPort port;
    port.node = root.dev / entry->path().filename();
    port.device = (tty / device).lexically_normal();
    ask_device(port, root.sys);
    ports.push_back(std::move(port));
  }
  std::ranges::sort(ports, {}, &UsbPort::node);
  return ports;
}

std::span<const UsbId> known_bridges() { return kKnown; }

base::Result<fs::path> find_port(const base::DeviceName& name, const SysRoot& root) {
  BODYMAP_CHECK(name.kind != Kind::None);
  if (name.kind == Kind::Path) return fs::path(name.path);
  auto ports = usb_serial_ports(root);
  const auto all = ports;
  std::erase_if(ports, [&](const UsbPort& port) { return !fits(port, name); });
  if (name.kind == Kind::Auto && std::ranges::any_of(ports, is_known))
    std::erase_if(ports, [](const UsbPort& port) { return !is_known(port); });
  if (ports.size() == 1) return ports.front().node;
  if (!ports.empty())
    return base::fail(base::Code::Absent,
                      "several ports may be the reader, name one in the settings: " + names_of(ports));
  if (all.empty()) return base::fail(base::Code::Absent, "no USB serial port");
  return base::fail(base::Code::Absent, "no such USB serial port; there are: " + names_of(all));
}

}  // namespace hw
