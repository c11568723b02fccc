#pragma once
// A terminal as a fresh one comes: lines edited and echoed, XON/XOFF obeyed, CR turned to LF. What a source
// that does not set it up itself would trip over.
#include <fcntl.h>
#include <termios.h>

#include <filesystem>

#include "hw/file_handle.h"

namespace hw_test {

// True when it was set. Holds as long as somebody has the terminal open.
inline bool set_tty_defaults(const std::filesystem::path& path) {
  const hw::FileHandle tty(::open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  termios settings{};
  if (!tty.is_open() || ::tcgetattr(tty.get(), &settings) != 0) return false;
  settings.c_iflag = ICRNL | IXON | IXOFF;
  settings.c_lflag = ISIG | ICANON | ECHO | IEXTEN;
  settings.c_cflag = CS8 | CREAD | CRTSCTS;
  ::cfsetspeed(&settings, B38400);
  return ::tcsetattr(tty.get(), TCSANOW, &settings) == 0;
}

}  // namespace hw_test
