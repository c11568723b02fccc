#pragma once
// Which USB serial ports this machine has, read from sysfs by ourselves: sp_list_ports of libserialport
// 0.1.1 crashes when a port vanishes while it lists. Any thread.
#include <filesystem>
#include <vector>

namespace hw {

// The folders the kernel shows its devices in; tests hand in their own.
struct SysRoot {
  std::filesystem::path sys = "/sys";
  std::filesystem::path dev = "/dev";
};

// Nodes like /dev/ttyUSB0, sorted; empty when there is none or sysfs cannot be read.
std::vector<std::filesystem::path> usb_serial_ports(const SysRoot& root);

}  // namespace hw
