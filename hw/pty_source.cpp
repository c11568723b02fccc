#include "hw/pty_source.h"

#include <fcntl.h>
#include <termios.h>

#include <cerrno>

namespace hw {

base::Result<PtySource> PtySource::open(const std::filesystem::path& path) {
  BODYMAP_TRY(node, resolve_device(path));
  FileHandle file(::open(node.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!file.is_open()) return tl::make_unexpected(device_error("open", path, errno));
  BODYMAP_TRY_VOID(claim_terminal(file.get(), path));
  termios settings{};
  if (::tcgetattr(file.get(), &settings) != 0)
    return tl::make_unexpected(device_error("set up", path, errno));
  ::cfmakeraw(&settings);
  // With VMIN 1 an empty line answers EAGAIN and a hung-up one 0; with VMIN 0 both would be 0.
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  if (::tcsetattr(file.get(), TCSANOW, &settings) != 0 || ::tcflush(file.get(), TCIFLUSH) != 0) {
    return tl::make_unexpected(device_error("set up", path, errno));
  }
  return PtySource(std::move(file), path);
}

PtySource::~PtySource() {
  if (file_.is_open()) release_terminal(file_.get());
}

base::Result<std::size_t> PtySource::read(std::span<std::uint8_t> into) {
  const auto got = ::read(file_.get(), into.data(), into.size());
  if (got > 0) return static_cast<std::size_t>(got);
  if (got == 0) return base::fail(base::Code::Absent, path_.string() + ": hung up");
  if (errno == EAGAIN || errno == EINTR) return 0;
  return tl::make_unexpected(device_error("read", path_, errno));
}

base::Result<void> PtySource::write(std::span<const std::uint8_t> bytes) {
  const auto wrote = ::write(file_.get(), bytes.data(), bytes.size());
  if (wrote < 0 && errno != EAGAIN && errno != EINTR)
    return tl::make_unexpected(device_error("write", path_, errno));
  if (wrote < 0 || static_cast<std::size_t>(wrote) < bytes.size())
    return base::fail(base::Code::Busy, path_.string() + ": the line takes no more");
  return {};
}

base::Result<void> PtySource::set(const LineSettings& /*settings*/) {
  if (::tcflush(file_.get(), TCIFLUSH) != 0) return tl::make_unexpected(device_error("set up", path_, errno));
  return {};
}

}  // namespace hw
