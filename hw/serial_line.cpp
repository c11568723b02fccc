#include "hw/serial_line.h"

#include <fcntl.h>
#include <libserialport.h>
#include <termios.h>

#include <cerrno>
#include <string>

namespace hw {
namespace {

// Our error for libserialport's. SP_ERR_ARG is its answer to a name it does not find in the tty class.
base::Error port_error(const char* doing, const std::filesystem::path& path, sp_return result) {
  const int number = errno;
  switch (result) {
    case SP_ERR_ARG: return {base::Code::Absent, path.string() + ": not a serial port"};
    case SP_ERR_FAIL: return device_error(doing, path, number);
    case SP_ERR_MEM: return {base::Code::Io, path.string() + ": out of memory"};
    default: return {base::Code::Io, path.string() + ": " + doing + " is not supported by the port"};
  }
}

// Only the first that fails counts; parity is set although 8N1 is the default, because 0.1.1 reads an
// unset one back as invalid.
sp_return set_frame(sp_port* port) {
  for (const auto step : {+[](sp_port* p) { return sp_set_bits(p, 8); },
                          +[](sp_port* p) { return sp_set_parity(p, SP_PARITY_NONE); },
                          +[](sp_port* p) { return sp_set_stopbits(p, 1); },
                          +[](sp_port* p) { return sp_set_flowcontrol(p, SP_FLOWCONTROL_NONE); },
                          +[](sp_port* p) { return sp_flush(p, SP_BUF_INPUT); }}) {
    if (const auto result = step(port); result != SP_OK) return result;
  }
  return SP_OK;
}

// libserialport 0.1.1 leaves RTS/CTS as it found it, whatever is asked for. Ours is off.
base::Result<void> switch_off_rts_cts(int fd, const std::filesystem::path& path) {
  termios settings{};
  if (::tcgetattr(fd, &settings) != 0) return tl::make_unexpected(device_error("set up", path, errno));
  settings.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS);
  if (::tcsetattr(fd, TCSANOW, &settings) != 0)
    return tl::make_unexpected(device_error("set up", path, errno));
  return {};
}

}  // namespace

void SerialLine::Closer::operator()(sp_port* port) const {
  int fd = -1;
  if (claimed && sp_get_port_handle(port, &fd) == SP_OK && fd >= 0) release_terminal(fd);
  sp_close(port);  // harmless on a port that was never opened
  sp_free_port(port);
}

base::Result<SerialLine> SerialLine::open(const std::filesystem::path& path, const LineSettings& settings) {
  BODYMAP_TRY(node, resolve_device(path));
  sp_port* found = nullptr;
  if (const auto result = sp_get_port_by_name(node.c_str(), &found); result != SP_OK) {
    return tl::make_unexpected(port_error("find", path, result));
  }
  Port port(found, Closer{.claimed = false});
  if (const auto result = sp_open(port.get(), SP_MODE_READ_WRITE); result != SP_OK) {
    return tl::make_unexpected(port_error("open", path, result));
  }
  int fd = -1;
  if (const auto result = sp_get_port_handle(port.get(), &fd); result != SP_OK) {
    return tl::make_unexpected(port_error("ask", path, result));
  }
  // libserialport opens without O_CLOEXEC and without keeping others off.
  if (::fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) return tl::make_unexpected(device_error("set up", path, errno));
  BODYMAP_TRY_VOID(claim_terminal(fd, path));
  port.get_deleter().claimed = true;
  SerialLine line(std::move(port), fd, path);
  BODYMAP_TRY_VOID(line.set(settings));
  return line;
}

base::Result<void> SerialLine::set(const LineSettings& settings) {
  const auto speed = sp_set_baudrate(port_.get(), settings.baud);
  if (speed == SP_ERR_ARG || speed == SP_ERR_SUPP)
    return base::fail(base::Code::Invalid,
                      path_.string() + ": has no speed of " + std::to_string(settings.baud));
  const auto result = speed == SP_OK ? set_frame(port_.get()) : speed;
  if (result != SP_OK) return tl::make_unexpected(port_error("set up", path_, result));
  return switch_off_rts_cts(fd_, path_);
}

int SerialLine::fd() const { return fd_; }

base::Result<std::size_t> SerialLine::read(std::span<std::uint8_t> into) {
  const auto got = sp_nonblocking_read(port_.get(), into.data(), into.size());
  if (got > 0) return static_cast<std::size_t>(got);
  if (got < 0) return tl::make_unexpected(port_error("read", path_, got));
  // 0 is silence or a port that went away; asked how much is waiting, only a present one has an answer.
  if (const auto waiting = sp_input_waiting(port_.get()); waiting < 0) {
    return tl::make_unexpected(port_error("read", path_, waiting));
  }
  return 0;
}

base::Result<void> SerialLine::write(std::span<const std::uint8_t> bytes) {
  const auto wrote = sp_nonblocking_write(port_.get(), bytes.data(), bytes.size());
  // 0.1.1 tells a full line as a failure like any other.
  const bool full = wrote == SP_ERR_FAIL && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (wrote < 0 && !full) return tl::make_unexpected(port_error("write", path_, wrote));
  if (full || static_cast<std::size_t>(wrote) < bytes.size())
    return base::fail(base::Code::Busy, path_.string() + ": the line takes no more");
  return {};
}

}  // namespace hw
