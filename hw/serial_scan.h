#pragma once
// Which USB serial ports this machine has, and which of them is the reader; read from sysfs by ourselves:
// sp_list_ports of libserialport 0.1.1 crashes when a port vanishes while it lists. Any thread.
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/device_name.h"
#include "base/result.h"

namespace hw {

// The folders the kernel shows its devices in; tests hand in their own.
struct SysRoot {
  std::filesystem::path sys = "/sys";
  std::filesystem::path dev = "/dev";
};

struct UsbPort {
  std::filesystem::path node;    // /dev/ttyUSB0
  std::filesystem::path device;  // where it hangs in sysfs
  std::string vendor;            // four hex digits, lower case; this and those below empty if not told
  std::string product;
  std::string serial;  // a CH340 has none
  std::string place;   // the USB socket: "1-2.3"
};

// By node, sorted; empty when there is none or sysfs cannot be read.
std::vector<UsbPort> usb_serial_ports(const SysRoot& root);

// USB ids of readers, and of the serial bridges that readers come with. Others use these bridges too: such a
// port is a candidate, no more. Sources: usb.ids of 2025-07-26, the kernel's drivers. The udev rule in
// packaging/ names the same ids.
struct UsbId {
  std::string_view vendor, product;
};
std::span<const UsbId> known_bridges();

// The node that `name` (not None) stands for now. A path is answered as it is, links unresolved; for the
// rest there must be exactly one such port. "auto" is the only port whose id is known, or the only port at
// all. Absent says what is missing, or which ports there are to choose from.
base::Result<std::filesystem::path> find_port(const base::DeviceName& name, const SysRoot& root);

}  // namespace hw
