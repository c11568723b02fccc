#include "hw/serial_scan.h"

#include <doctest/doctest.h>

#include "support/temp_dir.h"

namespace fs = std::filesystem;

TEST_CASE("only USB serial ports are candidates") {
  const support::TempDir dir;
  const hw::SysRoot root{dir.path() / "sys", dir.path() / "dev"};
  CHECK(hw::usb_serial_ports(root).empty());

  const auto tty = root.sys / "class/tty";
  fs::create_directories(tty);
  fs::create_symlink("../../devices/platform/serial8250/tty/ttyS0", tty / "ttyS0");
  fs::create_symlink("../../devices/virtual/tty/tty1", tty / "tty1");
  fs::create_directory(tty / "console");
  CHECK(hw::usb_serial_ports(root).empty());

  fs::create_symlink("../../devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/ttyUSB7/tty/ttyUSB7",
                     tty / "ttyUSB7");
  CHECK(hw::usb_serial_ports(root) == std::vector<fs::path>{root.dev / "ttyUSB7"});

  fs::create_symlink("../../devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/tty/ttyACM0", tty / "ttyACM0");
  CHECK(hw::usb_serial_ports(root) == std::vector<fs::path>{root.dev / "ttyACM0", root.dev / "ttyUSB7"});
}
