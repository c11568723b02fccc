#include "hw/byte_source.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "hw/pty_source.h"
#include "hw/serial_line.h"

namespace hw {
namespace {

template <class Source>
base::Result<std::unique_ptr<ByteSource>> as_source(base::Result<Source> opened) {
  if (!opened) return tl::make_unexpected(std::move(opened).error());
  return std::make_unique<Source>(*std::move(opened));
}

}  // namespace

base::Result<std::unique_ptr<ByteSource>> open_source(const std::filesystem::path& path,
                                                      const LineSettings& settings) {
  BODYMAP_TRY(node, resolve_device(path));
  if (node.parent_path() == "/dev/pts") return as_source(PtySource::open(path));
  return as_source(SerialLine::open(path, settings));
}

base::Result<std::filesystem::path> resolve_device(const std::filesystem::path& path) {
  std::array<char, PATH_MAX> node{};
  if (::realpath(path.c_str(), node.data()) == nullptr) {
    return tl::make_unexpected(device_error("find", path, errno));
  }
  return std::filesystem::path(node.data());
}

base::Result<void> claim_terminal(int fd, const std::filesystem::path& path) {
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return base::fail(base::Code::Busy, path.string() + ": another program reads it");
    return tl::make_unexpected(device_error("lock", path, errno));
  }
  if (::ioctl(fd, TIOCEXCL) != 0) return tl::make_unexpected(device_error("claim", path, errno));
  return {};
}

void release_terminal(int fd) { ::ioctl(fd, TIOCNXCL); }

base::Error device_error(const char* doing, const std::filesystem::path& path, int number) {
  base::Code code = base::Code::Io;
  if (number == EBUSY) code = base::Code::Busy;
  if (number == ENOENT || number == ENOTDIR || number == ENODEV || number == ENXIO || number == EIO) {
    code = base::Code::Absent;
  }
  return {code, std::string(doing) + " " + path.string() + ": " + std::generic_category().message(number)};
}

}  // namespace hw
