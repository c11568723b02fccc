#include "hw/virtual_port.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include "base/check.h"

namespace hw {
namespace {

base::Error port_error(const char* doing, int number) {
  return {base::Code::Io,
          std::string("virtual port: ") + doing + ": " + std::generic_category().message(number)};
}

base::Result<void> make_raw(int fd) {
  termios settings{};
  if (::tcgetattr(fd, &settings) != 0) return tl::make_unexpected(port_error("read settings", errno));
  ::cfmakeraw(&settings);
  if (::tcsetattr(fd, TCSANOW, &settings) != 0) return tl::make_unexpected(port_error("make raw", errno));
  return {};
}

// Beside and renamed, so that there is never a moment with half a link.
base::Result<void> point(const std::filesystem::path& link, const std::filesystem::path& node) {
  std::error_code error;
  const auto kind = std::filesystem::symlink_status(link, error).type();
  if (kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::symlink) {
    return base::fail(base::Code::Invalid, link.string() + ": there already, and not a symlink");
  }
  const auto beside = link.string() + ".new";
  std::filesystem::remove(beside, error);
  std::filesystem::create_symlink(node, beside, error);
  if (!error) std::filesystem::rename(beside, link, error);
  if (error) return base::fail(base::Code::Io, "link " + link.string() + ": " + error.message());
  return {};
}

}  // namespace

base::Result<VirtualPort> VirtualPort::open(const std::filesystem::path& link) {
  VirtualPort port(link);
  BODYMAP_TRY_VOID(port.plug());
  return port;
}

base::Result<void> VirtualPort::plug() {
  BODYMAP_CHECK(!plugged());
  FileHandle near(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!near.is_open() || ::grantpt(near.get()) != 0 || ::unlockpt(near.get()) != 0) {
    return tl::make_unexpected(port_error("no pty", errno));
  }
  std::array<char, 64> name{};
  if (const int number = ::ptsname_r(near.get(), name.data(), name.size()); number != 0) {
    return tl::make_unexpected(port_error("no name", number));
  }
  FileHandle far(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!far.is_open()) return tl::make_unexpected(port_error("open the far end", errno));
  BODYMAP_TRY_VOID(make_raw(far.get()));
  BODYMAP_TRY_VOID(point(link_, name.data()));
  near_ = std::move(near);
  far_ = std::move(far);
  node_ = name.data();
  return {};
}

base::Result<void> VirtualPort::plug_as(std::filesystem::path link) {
  link_ = std::move(link);
  return plug();
}

void VirtualPort::unplug() {
  if (!plugged()) return;
  std::error_code error;
  // A link that somebody pointed elsewhere meanwhile is not ours to remove.
  if (std::filesystem::read_symlink(link_, error) == node_) std::filesystem::remove(link_, error);
  near_.close();
  far_.close();
}

base::Result<void> VirtualPort::write(std::span<const std::uint8_t> bytes, base::Millis patience) {
  if (!plugged()) return base::fail(base::Code::Absent, "not plugged");
  while (!bytes.empty()) {
    const auto wrote = ::write(near_.get(), bytes.data(), bytes.size());
    if (wrote > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(wrote));
      continue;
    }
    if (wrote < 0 && errno != EAGAIN && errno != EINTR)
      return tl::make_unexpected(port_error("write", errno));
    pollfd wait{near_.get(), POLLOUT, 0};
    if (::poll(&wait, 1, static_cast<int>(patience.count())) == 0) {
      return base::fail(base::Code::Busy, "nobody reads the line");
    }
  }
  return {};
}

std::size_t VirtualPort::read(std::span<std::uint8_t> into) {
  if (!plugged()) return 0;
  const auto got = ::read(near_.get(), into.data(), into.size());
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

}  // namespace hw
