#include "fake_port.h"

#include <fstream>

namespace fakeserial {
namespace fs = std::filesystem;

FakePort::FakePort(const fs::path& root, const std::string& name)
    : class_entry_(root / "sys/class/tty" / name),
      device_(root / "sys/devices/pci0000:00/0000:00:14.0/usb1/1-2"),
      line_(make_line(root, name)) {
  // A usb-serial port hangs below its interface by a device of its own, a CDC-ACM port does not.
  const bool usb_serial = name.starts_with("ttyUSB");
  const fs::path below =
      usb_serial ? fs::path("1-2:1.0") / name / "tty" / name : fs::path("1-2:1.0/tty") / name;
  fs::create_directories(device_ / below);
  fs::create_directory_symlink(usb_serial ? fs::path("../../../") / name : fs::path("../../../1-2:1.0"),
                               device_ / below / "device");
  for (const auto& [file, text] : {std::pair{"busnum", "1"},
                                   {"devnum", "7"},
                                   {"idVendor", "1a86"},
                                   {"idProduct", "7523"},
                                   {"product", "USB Serial"},
                                   {"manufacturer", "Maker"}}) {
    std::ofstream(device_ / file) << text << '\n';
  }
  fs::create_directories(class_entry_.parent_path());
  fs::create_directory_symlink(fs::path("../../devices/pci0000:00/0000:00:14.0/usb1/1-2") / below,
                               class_entry_);
}

FakePort::~FakePort() {
  fs::remove(class_entry_);
  fs::remove_all(device_);
}

hw::VirtualPort FakePort::make_line(const fs::path& root, const std::string& name) {
  fs::create_directories(root / "dev");
  return hw::VirtualPort::open(root / "dev" / name).value();
}

}  // namespace fakeserial
