#include "hw/serial_scan.h"

#include <doctest/doctest.h>

#include <fstream>

#include "support/temp_dir.h"

namespace fs = std::filesystem;

namespace {

// A sysfs with ports in it, shaped as the kernel's.
class Machine {
  support::TempDir dir_;

 public:
  hw::SysRoot root{dir_.path() / "sys", dir_.path() / "dev"};

  // A port of the USB device `place`.
  void add(const std::string& place, const std::string& name, const std::string& vendor,
           const std::string& product, const std::string& serial = {},
           const std::string& interface = ":1.0") {
    const fs::path device = fs::path("devices/pci0000:00/0000:00:14.0/usb1") / place;
    fs::create_directories(root.sys / device / (place + interface) / "tty" / name);
    std::ofstream(root.sys / device / "idVendor") << vendor << '\n';
    std::ofstream(root.sys / device / "idProduct") << product << '\n';
    if (!serial.empty()) std::ofstream(root.sys / device / "serial") << serial << '\n';
    link(name, (fs::path("../..") / device / (place + interface) / "tty" / name).string());
  }
  void link(const std::string& name, const std::string& device) {
    fs::create_directories(root.sys / "class/tty");
    fs::create_symlink(device, root.sys / "class/tty" / name);
  }
  void remove(const std::string& name) { fs::remove(root.sys / "class/tty" / name); }
  // The node's name that a setting leads to; empty when it leads nowhere.
  std::string found(const std::string& setting) {
    const auto node = hw::find_port(base::parse_device_name(setting).value(), root);
    if (!node) {
      CHECK(node.error().code == base::Code::Absent);
      why = node.error().what;
      return {};
    }
    CHECK(node->parent_path() == root.dev);
    return node->filename();
  }
  std::string why;
};

}  // namespace

TEST_CASE("only USB serial ports are candidates, and each is told with what its plug says") {
  Machine machine;
  CHECK(hw::usb_serial_ports(machine.root).empty());
  machine.link("ttyS0", "../../devices/platform/serial8250/tty/ttyS0");
  machine.link("tty1", "../../devices/virtual/tty/tty1");
  fs::create_directory(machine.root.sys / "class/tty/console");
  CHECK(hw::usb_serial_ports(machine.root).empty());
  CHECK(machine.found("auto").empty());
  CHECK(machine.why == "no USB serial port");

  machine.add("1-3", "ttyUSB7", "1a86", "7523");
  machine.add("1-2.3", "ttyACM0", "09d8", "0420", "SN0042");
  machine.link("ttyUSB9", "../../devices/pci0000:00/usb2/2-1/gone/ttyUSB9");  // vanishes while it is read
  const auto ports = hw::usb_serial_ports(machine.root);
  REQUIRE(ports.size() == 3);
  CHECK(ports[0].node == machine.root.dev / "ttyACM0");
  CHECK(ports[0].vendor == "09d8");
  CHECK(ports[0].product == "0420");
  CHECK(ports[0].serial == "SN0042");
  CHECK(ports[0].place == "1-2.3");
  CHECK(ports[1].node == machine.root.dev / "ttyUSB7");
  CHECK(ports[1].serial.empty());
  CHECK(ports[2].vendor.empty());
}

TEST_CASE("auto is the only port whose id is known, else the only port") {
  Machine machine;
  machine.add("1-1", "ttyUSB0", "12d1", "1506");
  CHECK(machine.found("auto") == "ttyUSB0");
  machine.add("1-2", "ttyUSB1", "0403", "6001");
  CHECK(machine.found("auto") == "ttyUSB1");
  machine.add("1-3", "ttyUSB2", "1a86", "7523");
  CHECK(machine.found("auto").empty());
  CHECK(machine.why.find("ttyUSB2 1a86:7523 usb:1-3") != std::string::npos);
  machine.remove("ttyUSB1");
  CHECK(machine.found("auto") == "ttyUSB2");
}

TEST_CASE("a port is found by what its plug says, whatever its node is called") {
  Machine machine;
  machine.add("1-1", "ttyUSB0", "1a86", "7523");
  machine.add("1-2", "ttyACM3", "09d8", "0420", "SN0042");
  machine.add("1-4", "ttyACM4", "09d8", "0420", "SN0043");
  CHECK(machine.found("1a86:7523") == "ttyUSB0");
  CHECK(machine.found("09D8:0420:SN0043") == "ttyACM4");
  CHECK(machine.found("09d8:0420").empty());
  CHECK(machine.why.find("several ports may be the reader") != std::string::npos);
  CHECK(machine.found("09d8:0420:SN0044").empty());
  CHECK(machine.found("1a86:7523:SN0042").empty());
  CHECK(machine.why.find("there are: ") != std::string::npos);
}

TEST_CASE("a port is found by the socket it is plugged into, and no longer socket is taken for it") {
  Machine machine;
  machine.add("1-2", "ttyUSB0", "1a86", "7523");
  machine.add("1-2.3", "ttyUSB1", "1a86", "7523");
  CHECK(machine.found("usb:1-2.3") == "ttyUSB1");
  CHECK(machine.found("usb:1-2") == "ttyUSB0");
  CHECK(machine.found("usb:1-3").empty());
  machine.add("1-5", "ttyUSB5", "0403", "6010");
  machine.add("1-5", "ttyUSB6", "0403", "6010", {}, ":1.1");
  CHECK(machine.found("usb:1-5").empty());  // which of its two ports is not said
  CHECK(machine.found("usb:1-5:1.1") == "ttyUSB6");
}

TEST_CASE("a path is taken as it is") {
  Machine machine;
  const auto node = hw::find_port(base::parse_device_name("/dev/card-reader").value(), machine.root);
  CHECK(node.value() == "/dev/card-reader");
}
