#pragma once
// The line to a card reader: a serial port (serial_line.h) or a pty (pty_source.h). Owned by one thread.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"
#include "hw/card_parser.h"

namespace hw {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // For poll(POLLIN); valid as long as the source.
  virtual int fd() const = 0;
  // What is waiting, without blocking: the number of bytes put into `into`, 0 for silence.
  // Absent when the device is gone (the source is then of no more use), Io for any other refusal.
  virtual base::Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
  // All of `bytes` at once, without blocking. Busy when the line does not take them all; else as read().
  virtual base::Result<void> write(std::span<const std::uint8_t> bytes) = 0;
  // From now on so; what waits unread is dropped. Invalid for a speed that the port does not have.
  virtual base::Result<void> set(const LineSettings& settings) = 0;
};

// Opens what `path` leads to, symlinks followed now: a /dev/pts node as a pty, all else as a serial line.
// Absent, Busy (another program holds it), Invalid or Io.
base::Result<std::unique_ptr<ByteSource>> open_source(const std::filesystem::path& path,
                                                      const LineSettings& settings = {});

// For the sources themselves.
// The node that `path` leads to. Absent when it leads nowhere.
base::Result<std::filesystem::path> resolve_device(const std::filesystem::path& path);
// Keeps others off an open terminal (TIOCEXCL against new opens, a file lock against programs like
// ours, root included). Busy when another has the lock.
base::Result<void> claim_terminal(int fd, const std::filesystem::path& path);
// Takes the claim back, before closing: TIOCEXCL outlives our handle while the other end of a pty stays
// open, and would then refuse us too unless we are root.
void release_terminal(int fd);
// "doing path: reason"; Absent for the errors by which the kernel says that a device is not there.
base::Error device_error(const char* doing, const std::filesystem::path& path, int number);

}  // namespace hw
