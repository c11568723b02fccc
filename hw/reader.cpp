#include "hw/reader.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "base/check.h"
#include "base/log.h"

namespace hw {
namespace {

constexpr std::string_view kArea = "reader";

base::Result<void> check_settings(const ReaderSettings& settings) {
  const auto& device = settings.device;
  if (device != "auto" && device != "none" && !device.starts_with('/')) {
    return base::fail(base::Code::Invalid, "reader device: \"auto\", \"none\" or a full path");
  }
  return {};
}

}  // namespace

std::string_view to_text(ReaderState state) { return state == ReaderState::Ready ? "ready" : "absent"; }

base::Result<std::unique_ptr<Reader>> Reader::start(ReaderSettings settings, const base::Clock& clock,
                                                    Listener listener) {
  BODYMAP_CHECK(listener);
  BODYMAP_TRY_VOID(check_settings(settings));
  BODYMAP_TRY(parser, make_parser(settings.parser));
  FileHandle stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop.is_open()) return base::fail(base::Code::Io, "reader: no eventfd");
  const bool none = settings.device == "none";
  std::unique_ptr<Reader> reader(
      new Reader(std::move(settings), std::move(parser), clock, std::move(listener), std::move(stop)));
  if (none) return reader;
  try {
    reader->thread_ = std::thread(&Reader::run, reader.get());
  } catch (const std::system_error& error) {
    return base::fail(base::Code::Io, std::string("reader: no thread: ") + error.what());
  }
  return reader;
}

Reader::~Reader() {
  if (!thread_.joinable()) return;
  ::eventfd_write(stop_.get(), 1);
  thread_.join();
}

ReaderStats Reader::stats() const { return {state_, good_, bad_, ignored_}; }

void Reader::run() {
  constexpr int kForEver = -1;
  auto retry = settings_.timings.first_retry;
  bool ready = look_for_device();
  while (true) {
    // poll() passes over a negative descriptor: while absent only `stop_` can end the wait early.
    std::array<pollfd, 2> waits{{{stop_.get(), POLLIN, 0}, {ready ? source_->fd() : -1, POLLIN, 0}}};
    const int woken = ::poll(waits.data(), waits.size(), ready ? kForEver : static_cast<int>(retry.count()));
    if (woken < 0 && errno == EINTR) continue;
    BODYMAP_CHECK(woken >= 0);
    if (waits[0].revents != 0) return;
    if (ready) {
      ready = read_waiting();
      if (ready && (waits[1].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
        lose({base::Code::Absent, "hung up"});
        ready = false;
      }
      retry = settings_.timings.first_retry;
    } else {
      ready = look_for_device();
      retry = std::min(retry * 2, settings_.timings.longest_retry);
    }
  }
}

// True when the device was opened.
bool Reader::look_for_device() {
  auto path = device_path();
  auto opened = path ? open_source(*path) : tl::make_unexpected(path.error());
  if (!opened) {
    report_absence(opened.error());
    return false;
  }
  source_ = *std::move(opened);
  state_ = ReaderState::Ready;
  last_absence_.clear();
  base::log(base::Level::Info, kArea, "found", {{"device", path->string()}});
  listener_(ReaderFound{});
  return true;
}

base::Result<std::filesystem::path> Reader::device_path() const {
  if (settings_.device != "auto") return std::filesystem::path(settings_.device);
  const auto ports = usb_serial_ports(settings_.root);
  if (ports.size() == 1) return ports.front();
  if (ports.empty()) return base::fail(base::Code::Absent, "no USB serial port");
  return base::fail(base::Code::Absent, "several USB serial ports: name one in the settings");
}

// One portion of what is waiting, so that a flood cannot keep the thread from being stopped. False when
// the device is lost.
bool Reader::read_waiting() {
  std::array<std::uint8_t, 512> bytes{};
  const auto got = source_->read(bytes);
  if (!got) {
    lose(got.error());
    return false;
  }
  take(std::span(bytes).first(*got));
  return true;
}

void Reader::take(std::span<const std::uint8_t> bytes) {
  const auto now = clock_.steady();
  auto heard = parser_->feed(bytes, now);
  const auto counts = parser_->counts();
  good_ = counts.good;
  bad_ = counts.bad;
  ignored_ = counts.ignored;
  for (auto& read : heard.reads) {
    if (!presence_.seen(read.card, now)) continue;
    if (read.refused)
      listener_(CardRefused{*read.refused});
    else
      listener_(CardTapped{std::move(read.card)});
  }
}

void Reader::lose(const base::Error& why) {
  source_.reset();  // before looking again: the kernel gives a returning device its name only when it is free
  parser_->clear();
  presence_.clear();
  state_ = ReaderState::Absent;
  last_absence_ = why.what;
  base::log(base::Level::Warn, kArea, "lost", {{"why", why.what}});
  listener_(ReaderLost{});
}

void Reader::report_absence(const base::Error& why) {
  if (why.what == last_absence_) return;
  const bool first = last_absence_.empty();
  last_absence_ = why.what;
  base::log(base::Level::Warn, kArea, "absent", {{"why", why.what}});
  // Only at start: later absence was told by lose().
  if (first) listener_(ReaderLost{});
}

}  // namespace hw
