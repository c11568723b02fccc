#include "hw/device_watch.h"

#include <sys/inotify.h>

#include <array>

namespace hw {

DeviceWatch::DeviceWatch(std::span<const std::filesystem::path> folders)
    : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // udev makes a node, then gives it to its group: IN_ATTRIB is when it can be opened.
  constexpr std::uint32_t kComing = IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR;
  if (!inotify_.is_open()) return;
  for (const auto& folder : folders) ::inotify_add_watch(inotify_.get(), folder.c_str(), kComing);
}

void DeviceWatch::drain() {
  alignas(inotify_event) std::array<char, 4096> events{};
  while (inotify_.is_open() && ::read(inotify_.get(), events.data(), events.size()) > 0) {
  }
}

}  // namespace hw
