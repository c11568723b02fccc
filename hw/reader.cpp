#include "hw/reader.h"

#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

#include "base/check.h"
#include "base/log.h"

namespace hw {
namespace {

constexpr std::string_view kArea = "reader";
// A node that came gets its owner and its links a moment later; and what comes and goes in /dev all the time
// shall not keep us looking all the time.
constexpr base::Millis kSettle{50};

// Where a device of that name appears.
std::vector<std::filesystem::path> folders_of(const base::DeviceName& name, const SysRoot& root) {
  std::vector<std::filesystem::path> folders{root.dev};
  if (name.kind == base::DeviceName::Kind::Path)
    folders.push_back(std::filesystem::path(name.path).parent_path());
  return folders;
}

// Readers of one line a card, and the ID family, send a card once.
Repeats repeats_of(const ParserSettings& settings) {
  const bool once = settings.protocol == "line" || settings.protocol == "id12";
  return once ? Repeats::Once : Repeats::WhileHeld;
}

}  // namespace

std::string_view to_text(ReaderState state) {
  switch (state) {
    case ReaderState::Absent: return "absent";
    case ReaderState::Silent: return "silent";
    case ReaderState::Ready: break;
  }
  return "ready";
}

Reader::Reader(ReaderSettings settings, base::DeviceName name, std::unique_ptr<CardParser> parser,
               const base::Clock& clock, Listener listener, FileHandle stop)
    : settings_(std::move(settings)),
      name_(std::move(name)),
      clock_(clock),
      listener_(std::move(listener)),
      stop_(std::move(stop)),
      parser_(std::move(parser)),
      watch_(folders_of(name_, settings_.root)),
      presence_(repeats_of(settings_.parser)),
      retry_(settings_.timings) {}

base::Result<std::unique_ptr<Reader>> Reader::start(ReaderSettings settings, const base::Clock& clock,
                                                    Listener listener) {
  BODYMAP_CHECK(listener);
  BODYMAP_TRY(name, base::parse_device_name(settings.device));
  BODYMAP_TRY(parser, make_parser(settings.parser));
  FileHandle stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop.is_open()) return base::fail(base::Code::Io, "reader: no eventfd");
  std::unique_ptr<Reader> reader(new Reader(std::move(settings), std::move(name), std::move(parser), clock,
                                            std::move(listener), std::move(stop)));
  if (reader->name_.kind == base::DeviceName::Kind::None) return reader;
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

ReaderStats Reader::stats() const {
  return {state_, good_, bad_, ignored_, taps_, base::Millis{longest_gap_}};
}

void Reader::run() {
  look_for_device();
  bool looking = source_ == nullptr;
  while (wait()) {
    const auto now = clock_.steady();
    presence_.forget_old(now);
    // One that was lost just now is looked for after a wait, or one that fails at once would keep us busy.
    if (looking)
      look_for_device();
    else if (const auto due = parser_->due(); source_ != nullptr && due && *due <= now)
      obey(parser_->tick(now));
    looking = source_ == nullptr;
  }
}

// Until there is something to do; what came on the line is read here. False when the thread shall end.
bool Reader::wait() {
  const bool open = source_ != nullptr;
  // poll() passes over a negative descriptor.
  std::array<pollfd, 3> waits{{{stop_.get(), POLLIN, 0},
                               {open ? source_->fd() : -1, POLLIN, 0},
                               {open ? -1 : watch_.fd(), POLLIN, 0}}};
  const int woken = ::poll(waits.data(), waits.size(), patience());
  BODYMAP_CHECK(woken >= 0 || errno == EINTR);
  if (woken <= 0) return true;
  if (waits[0].revents != 0) return false;
  if (waits[2].revents != 0) {
    retry_.begin_anew();
    if (!pause(kSettle)) return false;
    watch_.drain();
  }
  if (waits[1].revents != 0) read_waiting();
  if (source_ != nullptr && (waits[1].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
    lose({base::Code::Absent, "hung up"});
  return true;
}

// False when the thread shall end.
bool Reader::pause(base::Millis length) const {
  pollfd stop{stop_.get(), POLLIN, 0};
  return ::poll(&stop, 1, static_cast<int>(length.count())) <= 0;
}

// How long to wait, as poll() takes it.
int Reader::patience() const {
  constexpr int kForEver = -1;
  if (source_ == nullptr) return static_cast<int>(retry_.wait().count());
  auto due = parser_->due();
  const auto forget = presence_.due();
  if (forget && (!due || *forget < *due)) due = forget;
  if (!due) return kForEver;
  // Never 0: whatever is due, the thread rests between two turns.
  return static_cast<int>(std::clamp(*due - clock_.steady(), base::Millis{1}, base::Millis{60'000}).count());
}

void Reader::look_for_device() {
  retry_.opened(clock_.steady());  // before: it may be lost again within the opening
  if (const auto opened = open_device(); !opened) {
    report_absence(opened.error());
    retry_.missed();
  }
}

base::Result<void> Reader::open_device() {
  BODYMAP_TRY(path, find_port(name_, settings_.root));
  auto opened = open_source(path, parser_->line());
  if (!opened && opened.error().code == base::Code::Invalid) {
    // A protocol that tries several speeds goes on to the next when this one stays silent.
    base::log(base::Level::Warn, kArea, "speed refused", {{"why", opened.error().what}});
    opened = open_source(path, {});
  }
  if (!opened) return tl::make_unexpected(opened.error());
  source_ = *std::move(opened);
  device_ = path;
  obey(parser_->opened(clock_.steady()));
  return {};
}

// One portion of what is waiting, so that a flood cannot keep the thread from being stopped.
void Reader::read_waiting() {
  std::array<std::uint8_t, 512> bytes{};
  const auto got = source_->read(bytes);
  if (!got) {
    lose(got.error());
    return;
  }
  const auto heard = parser_->feed(std::span(bytes).first(*got), clock_.steady());
  ::explicit_bzero(bytes.data(), *got);  // it held a card's number
  obey(heard);
}

// Does what the parser asks for, tells what it read.
void Reader::obey(const Heard& heard) {
  const auto counts = parser_->counts();
  good_ = counts.good;
  bad_ = counts.bad;
  ignored_ = counts.ignored;
  for (const auto& read : heard.reads) hand_out(read);
  if (const auto done = act(heard); !done)
    lose(done.error());
  else if (source_ != nullptr)
    tell_state();
}

base::Result<void> Reader::act(const Heard& heard) {
  if (heard.act == LineAct::Reopen) {
    source_.reset();
    return open_device();
  }
  if (heard.act == LineAct::Set) {
    // A port that does not have the speed stays as it is.
    auto set = source_->set(parser_->line());
    if (!set && set.error().code != base::Code::Invalid) return set;
  }
  if (heard.to_write.empty()) return {};
  auto written = source_->write(heard.to_write);
  // A line that takes no more is a reader that does not answer: the parser notices.
  if (!written && written.error().code != base::Code::Busy) return written;
  return {};
}

void Reader::hand_out(const CardRead& read) {
  const auto now = clock_.steady();
  if (last_card_) longest_gap_ = std::max<std::int64_t>(longest_gap_, (now - *last_card_).count());
  last_card_ = now;
  if (!presence_.seen(read, now)) return;
  if (read.refused) {
    listener_(CardRefused{*read.refused});
    return;
  }
  ++taps_;
  listener_(CardTapped{read.card});
}

// Whether the open device is a reader that works: one that must answer is believed once it did.
void Reader::tell_state() {
  const auto health = parser_->health();
  const bool works = health == Health::Listening || health == Health::Answering;
  const bool waking = health == Health::Waking;
  if (!works && !(waking && usable_)) state_ = ReaderState::Silent;
  if (works) state_ = ReaderState::Ready;
  if (works && !usable_) {
    told_ = usable_ = true;
    last_absence_.clear();
    base::log(base::Level::Info, kArea, "found", {{"device", device_.string()}});
    listener_(ReaderFound{});
  } else if (health == Health::Silent) {
    report_absence({base::Code::Absent, device_.string() + ": the reader does not answer"});
  }
}

void Reader::lose(const base::Error& why) {
  source_.reset();  // before looking again: the kernel gives a returning device its name only when it is free
  parser_->clear();
  presence_.clear();
  retry_.lost(clock_.steady(), last_card_.has_value());
  last_card_.reset();
  state_ = ReaderState::Absent;
  report_absence(why);
}

void Reader::report_absence(const base::Error& why) {
  if (source_ == nullptr) state_ = ReaderState::Absent;
  if (usable_ || why.what != last_absence_) {
    base::log(base::Level::Warn, kArea, usable_ ? "lost" : "absent", {{"why", why.what}});
    last_absence_ = why.what;
  }
  if (usable_ || !told_) {
    told_ = true;
    usable_ = false;
    listener_(ReaderLost{});
  }
}

}  // namespace hw
