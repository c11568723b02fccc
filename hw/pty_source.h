#pragma once
// A pty given by path, as a source of bytes: the simulated reader's. libserialport refuses ptys (they have
// no modem lines and no place in the tty class of sysfs), so they are opened plainly here.
// Owned by one thread.
#include <filesystem>

#include "hw/byte_source.h"
#include "hw/file_handle.h"

namespace hw {

class PtySource final : public ByteSource {
 public:
  // Follows symlinks now, so that a link pointed at another pty is found there by the next open.
  // Raw; what waited before is dropped. Absent, Busy or Io.
  static base::Result<PtySource> open(const std::filesystem::path& path);

  PtySource(PtySource&&) noexcept = default;
  PtySource& operator=(PtySource&&) = delete;
  ~PtySource() override;

  int fd() const override { return file_.get(); }
  base::Result<std::size_t> read(std::span<std::uint8_t> into) override;
  base::Result<void> write(std::span<const std::uint8_t> bytes) override;
  // A pty has no speed: any is taken.
  base::Result<void> set(const LineSettings& settings) override;

 private:
  PtySource(FileHandle file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

  FileHandle file_;
  std::filesystem::path path_;
};

}  // namespace hw
