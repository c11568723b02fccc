#pragma once
// A line without hardware: a pty with a symlink on its reading end. What is written here is read there,
// and unplugging hangs the reading end up by the kernel's own path, as pulling a USB plug does.
// Owned by one thread.
#include <cstdint>
#include <filesystem>
#include <span>

#include "base/clock.h"
#include "base/result.h"
#include "hw/file_handle.h"

namespace hw {

class VirtualPort {
 public:
  // Plugged in. Invalid when `link` is there and is no symlink (it is left alone); Io when the machine
  // gives no pty or the link cannot be made.
  static base::Result<VirtualPort> open(const std::filesystem::path& link);
  VirtualPort(VirtualPort&&) noexcept = default;
  VirtualPort& operator=(VirtualPort&&) = delete;
  ~VirtualPort() { unplug(); }

  bool plugged() const { return near_.is_open(); }
  // A new pty; the link is pointed at it in one step. Contract: not plugged. Errors as open.
  base::Result<void> plug();
  // The same, under another link from now on.
  base::Result<void> plug_as(std::filesystem::path link);
  // The link goes, then the line. Nothing to do when not plugged.
  void unplug();
  // Sends bytes, as a wire does to a full receiver: what is not taken within `patience` is lost, and
  // told as Busy. Absent when not plugged.
  base::Result<void> write(std::span<const std::uint8_t> bytes, base::Millis patience);
  // What the reading end wrote, without blocking: how many bytes; 0 for none, or not plugged.
  std::size_t read(std::span<std::uint8_t> into);
  // For poll(POLLIN); -1 while not plugged.
  int fd() const { return near_.get(); }

 private:
  explicit VirtualPort(std::filesystem::path link) : link_(std::move(link)) {}

  std::filesystem::path link_;
  FileHandle near_;  // the master: ours to write
  FileHandle far_;   // the slave, held so that it stays raw while no reader has it open
  std::filesystem::path node_;
};

}  // namespace hw
