#pragma once
// A serial port, 8N1 without flow control, through libserialport (0.1.1 in Debian 12, whose traps this
// adapter keeps: it knows no symlinks, leaves XON/XOFF and RTS/CTS as it found them, so that 11 and 13 may be
// eaten, and reports an unplugged port as silence). Owned by one thread.
#include <filesystem>
#include <memory>

#include "hw/byte_source.h"

struct sp_port;

namespace hw {

class SerialLine final : public ByteSource {
 public:
  // Follows symlinks now. Input that waited before is dropped. Absent (no such port, or not a serial
  // one), Busy (another program reads it), Invalid (no such speed) or Io.
  static base::Result<SerialLine> open(const std::filesystem::path& path, const LineSettings& settings = {});

  int fd() const override;
  base::Result<std::size_t> read(std::span<std::uint8_t> into) override;
  base::Result<void> write(std::span<const std::uint8_t> bytes) override;
  base::Result<void> set(const LineSettings& settings) override;

 private:
  struct Closer {
    bool claimed;  // by us: another program's claim is not ours to take back
    void operator()(sp_port* port) const;
  };
  using Port = std::unique_ptr<sp_port, Closer>;
  SerialLine(Port port, int fd, std::filesystem::path path)
      : port_(std::move(port)), fd_(fd), path_(std::move(path)) {}

  Port port_;
  int fd_;  // the port's own; closed with it
  std::filesystem::path path_;
};

}  // namespace hw
