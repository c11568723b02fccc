#pragma once
// Tells when something came into a folder of device nodes, so that a reader plugged in is found at once and
// not at the next look. Owned by one thread. Without inotify (too many users of it) it never tells, and the
// looking by interval remains.
#include <filesystem>
#include <span>

#include "hw/file_handle.h"

namespace hw {

class DeviceWatch {
 public:
  // A folder that is not there is not watched.
  explicit DeviceWatch(std::span<const std::filesystem::path> folders);

  // Readable once something came; for poll(). -1 without inotify: poll() passes over it.
  int fd() const { return inotify_.get(); }
  // Takes away what was told.
  void drain();

 private:
  FileHandle inotify_;
};

}  // namespace hw
