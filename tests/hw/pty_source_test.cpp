#include "hw/pty_source.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>

#include <array>

#include "base/hex.h"
#include "hw/virtual_port.h"
#include "support/temp_dir.h"
#include "tty_defaults.h"

using base::Bytes;
using base::Code;
using base::Millis;

namespace {

short wait_for(int fd) {
  pollfd wait{fd, POLLIN, 0};
  ::poll(&wait, 1, 10'000);
  return wait.revents;
}

}  // namespace

TEST_CASE("a pty under a link gives every byte value, and nothing is silence") {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader");
  REQUIRE(port);
  REQUIRE(hw_test::set_tty_defaults(dir.path() / "reader"));
  auto source = hw::open_source(dir.path() / "reader");
  REQUIRE(source);
  std::array<std::uint8_t, 1024> bytes{};
  CHECK((*source)->read(bytes).value() == 0);

  Bytes sent(256);
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<std::uint8_t>(i);
  REQUIRE(port->write(sent, Millis{0}));
  Bytes got;
  while (got.size() < sent.size() && (wait_for((*source)->fd()) & POLLIN) != 0) {
    const auto count = (*source)->read(bytes).value();
    got.insert(got.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
  }
  CHECK(got == sent);
  CHECK((*source)->read(bytes).value() == 0);
}

TEST_CASE("a hung-up pty is gone, not silent") {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader");
  auto source = hw::open_source(dir.path() / "reader");
  REQUIRE(source);
  port->unplug();
  CHECK((wait_for((*source)->fd()) & POLLHUP) != 0);
  std::array<std::uint8_t, 16> bytes{};
  const auto got = (*source)->read(bytes);
  REQUIRE_FALSE(got);
  CHECK(got.error().code == Code::Absent);
}

TEST_CASE("what was sent before the open is dropped") {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader");
  REQUIRE(port->write(Bytes{1, 2, 3}, Millis{0}));
  auto source = hw::open_source(dir.path() / "reader");
  REQUIRE(source);
  REQUIRE(port->write(Bytes{9}, Millis{0}));
  REQUIRE((wait_for((*source)->fd()) & POLLIN) != 0);
  std::array<std::uint8_t, 16> bytes{};
  CHECK((*source)->read(bytes).value() == 1);
  CHECK(bytes[0] == 9);
}

TEST_CASE("a second program finds the line busy, a later one finds it free") {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader");
  {
    auto first = hw::open_source(dir.path() / "reader");
    REQUIRE(first);
    const auto second = hw::open_source(dir.path() / "reader");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code::Busy);
    CHECK((::fcntl((*first)->fd(), F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(hw::open_source(dir.path() / "reader"));
}

TEST_CASE("no device, a broken link and a plain file are errors") {
  const support::TempDir dir;
  CHECK(hw::open_source(dir.path() / "none").error().code == Code::Absent);
  std::filesystem::create_symlink("/dev/pts/never", dir.path() / "broken");
  CHECK(hw::open_source(dir.path() / "broken").error().code == Code::Absent);
  const auto file = dir.path() / "file";
  ::close(::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  CHECK_FALSE(hw::open_source(file));
}

TEST_CASE("a virtual port leaves alone what is not its link") {
  const support::TempDir dir;
  const auto file = dir.path() / "file";
  ::close(::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  CHECK(hw::VirtualPort::open(file).error().code == Code::Invalid);
  CHECK(std::filesystem::is_regular_file(file));

  auto port = hw::VirtualPort::open(dir.path() / "reader");
  std::filesystem::remove(dir.path() / "reader");
  std::filesystem::create_symlink("elsewhere", dir.path() / "reader");
  port->unplug();
  CHECK(std::filesystem::is_symlink(dir.path() / "reader"));
}

TEST_CASE("a line that nobody reads loses bytes and never blocks") {
  const support::TempDir dir;
  auto port = hw::VirtualPort::open(dir.path() / "reader");
  const auto written = port->write(Bytes(1U << 20, 0x55), Millis{0});
  REQUIRE_FALSE(written);
  CHECK(written.error().code == Code::Busy);
}
