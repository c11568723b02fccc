// The serial line over the real libserialport, on a pty dressed up as a USB port (fakeserial/).
#include "hw/serial_line.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <libserialport.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <array>
#include <optional>

#include "fakeserial/fake_port.h"
#include "fakeserial/fakeserial.h"
#include "hw/rdm6300_frames.h"
#include "hw/reader.h"
#include "reader_events.h"
#include "support/temp_dir.h"
#include "tty_defaults.h"

using base::Bytes;
using base::Code;
using base::Millis;

namespace {

// A machine with one USB serial port, /dev/ttyUSB7.
struct Machine {
  support::TempDir dir;
  std::optional<fakeserial::FakePort> port{std::in_place, dir.path(), "ttyUSB7"};
  Machine() {
    REQUIRE(hw_test::set_tty_defaults(dir.path() / "dev/ttyUSB7"));
    fakeserial::set_root(dir.path().c_str());
  }
  ~Machine() { fakeserial::set_root(nullptr); }
};

short wait_for(int fd) {
  pollfd wait{fd, POLLIN, 0};
  ::poll(&wait, 1, 10'000);
  return wait.revents;
}

}  // namespace

TEST_CASE("the port is opened through libserialport, raw and without flow control") {
  Machine machine;
  // That it is libserialport which opens it: a pty alone it refuses.
  sp_port* found = nullptr;
  REQUIRE(sp_get_port_by_name("/dev/ttyUSB7", &found) == SP_OK);
  CHECK(sp_get_port_transport(found) == SP_TRANSPORT_USB);
  sp_free_port(found);

  const auto line = hw::SerialLine::open("/dev/ttyUSB7");
  REQUIRE(line);
  termios settings{};
  REQUIRE(::tcgetattr(line->fd(), &settings) == 0);
  CHECK(::cfgetispeed(&settings) == B9600);
  CHECK((settings.c_iflag & (IXON | IXOFF | ICRNL)) == 0);
  CHECK((settings.c_lflag & (ICANON | ECHO | ISIG)) == 0);
  CHECK((settings.c_cflag & (CSIZE | PARENB | CSTOPB | CRTSCTS)) == CS8);
  CHECK((::fcntl(line->fd(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("all 256 byte values arrive, XON and XOFF among them") {
  Machine machine;
  auto line = hw::SerialLine::open("/dev/ttyUSB7");
  REQUIRE(line);
  Bytes sent(256);
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<std::uint8_t>(i);
  REQUIRE(machine.port->line().write(sent, Millis{0}));
  std::array<std::uint8_t, 64> bytes{};
  Bytes got;
  while (got.size() < sent.size() && (wait_for(line->fd()) & POLLIN) != 0) {
    const auto count = line->read(bytes).value();
    got.insert(got.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
  }
  CHECK(got == sent);
}

TEST_CASE("silence is no loss, and a hang-up is no silence") {
  Machine machine;
  auto line = hw::SerialLine::open("/dev/ttyUSB7");
  REQUIRE(line);
  std::array<std::uint8_t, 16> bytes{};
  CHECK(line->read(bytes).value() == 0);
  machine.port.reset();
  CHECK((wait_for(line->fd()) & POLLHUP) != 0);
  const auto got = line->read(bytes);
  REQUIRE_FALSE(got);
  CHECK(got.error().code == Code::Absent);
}

TEST_CASE("what waited before the open is dropped") {
  Machine machine;
  REQUIRE(machine.port->line().write(Bytes{1, 2, 3}, Millis{0}));
  auto line = hw::SerialLine::open("/dev/ttyUSB7");
  REQUIRE(line);
  std::array<std::uint8_t, 16> bytes{};
  CHECK(line->read(bytes).value() == 0);
}

TEST_CASE("a second program finds the port busy, and no descriptor stays open") {
  Machine machine;
  const auto before = hw_test::open_descriptors();
  {
    const auto first = hw::SerialLine::open("/dev/ttyUSB7");
    REQUIRE(first);
    const auto second = hw::SerialLine::open("/dev/ttyUSB7");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code::Busy);
    // Whoever is refused leaves the first one's claim alone.
    int exclusive = 0;
    REQUIRE(::ioctl(first->fd(), TIOCGEXCL, &exclusive) == 0);
    CHECK(exclusive != 0);
  }
  CHECK(hw_test::open_descriptors() == before);
  CHECK(hw::SerialLine::open("/dev/ttyUSB7"));
}

TEST_CASE("a link to the port leads to the port, though libserialport knows none") {
  Machine machine;
  std::filesystem::create_symlink("ttyUSB7", machine.dir.path() / "dev/card-reader");
  sp_port* found = nullptr;
  CHECK(sp_get_port_by_name("/dev/card-reader", &found) == SP_ERR_ARG);
  CHECK(hw::SerialLine::open("/dev/card-reader"));
}

TEST_CASE("what is no serial port is absent") {
  Machine machine;
  std::filesystem::create_symlink("/dev/null", machine.dir.path() / "dev/ttyACM9");
  for (const char* path : {"/dev/ttyACM9", "/dev/ttyUSB8", "/dev/null", "/dev/no/such"}) {
    CAPTURE(path);
    const auto line = hw::SerialLine::open(path);
    REQUIRE_FALSE(line);
    CHECK(line.error().code == Code::Absent);
  }
}

TEST_CASE("the reader finds the port by itself, loses it and finds it again as another node") {
  Machine machine;
  hw_test::ReaderEvents events;
  const base::ManualClock clock;
  const hw::SysRoot root{machine.dir.path() / "sys", "/dev"};
  const auto reader =
      hw::Reader::start({"auto", {"rdm6300"}, root, {Millis{10}, Millis{20}}}, clock, events.listener())
          .value();
  REQUIRE(events.next_is<hw::ReaderFound>());
  const auto frame = hw::rdm6300_frame(*base::parse_card_id("62E3086CED"));
  REQUIRE(machine.port->line().write(frame, Millis{0}));
  CHECK(events.next_card() == "em:62E3086CED");

  machine.port.reset();
  REQUIRE(events.next_is<hw::ReaderLost>());
  machine.port.emplace(machine.dir.path(), "ttyACM0");
  REQUIRE(events.next_is<hw::ReaderFound>());
  REQUIRE(machine.port->line().write(frame, Millis{0}));
  CHECK(events.next_card() == "em:62E3086CED");
}
