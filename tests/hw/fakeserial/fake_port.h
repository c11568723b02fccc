#pragma once
// A USB serial port in a fake sysfs, shaped as the kernel's, whose node leads to a pty.
#include <filesystem>
#include <string>

#include "hw/virtual_port.h"

namespace fakeserial {

class FakePort {
 public:
  // Plugs `name` ("ttyUSB7", "ttyACM0") in under `root`.
  FakePort(const std::filesystem::path& root, const std::string& name);
  ~FakePort();
  FakePort(const FakePort&) = delete;
  FakePort& operator=(const FakePort&) = delete;

  // The wire: what is written here arrives at the port.
  hw::VirtualPort& line() { return line_; }

 private:
  static hw::VirtualPort make_line(const std::filesystem::path& root, const std::string& name);

  std::filesystem::path class_entry_;
  std::filesystem::path device_;
  hw::VirtualPort line_;
};

}  // namespace fakeserial
