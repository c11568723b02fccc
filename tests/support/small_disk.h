#pragma once
// A small disk of its own, if this process may mount one; gone with the test.
#include <sys/mount.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/temp_dir.h"

namespace support {

class SmallDisk {
 public:
  // `size` as mount takes it: "12m".
  explicit SmallDisk(const char* size) {
    const std::string options = std::string("mode=0700,size=") + size;
    mounted_ = ::mount("tmpfs", dir_.path().c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(dir_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return mounted_; }
  const std::filesystem::path& path() const { return dir_.path(); }
  // Takes every byte that is left; again after something else went.
  void fill() const {
    std::ofstream file(path() / "filler", std::ios::binary | std::ios::app);
    const std::string page(4096, 'x');
    while (file.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) continue;
  }
  // Gives back what fill() took.
  void make_room() const { std::filesystem::remove(path() / "filler"); }

 private:
  TempDir dir_;
  bool mounted_ = false;
};

}  // namespace support
