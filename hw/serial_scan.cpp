#include "hw/serial_scan.h"

#include <algorithm>
#include <string>
#include <system_error>

namespace hw {

std::vector<std::filesystem::path> usb_serial_ports(const SysRoot& root) {
  std::vector<std::filesystem::path> nodes;
  std::error_code error;
  std::filesystem::directory_iterator entry(root.sys / "class/tty", error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    // An entry is a link to the device, whose path leads through its bus: .../usb1/1-2/...
    std::error_code gone;  // vanished between listing and reading: not a candidate
    const auto device = std::filesystem::read_symlink(entry->path(), gone);
    if (!gone && device.string().find("/usb") != std::string::npos) {
      nodes.push_back(root.dev / entry->path().filename());
    }
  }
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

}  // namespace hw
