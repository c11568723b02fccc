// `bodymap-queue watch`.
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/queue_people.h"
#include "base/clock.h"
#include "base/mailbox.h"
#include "queue/list_changes.h"
#include "queue/list_feed.h"
#include "queue/list_screen.h"

namespace app {
namespace {

using Json = nlohmann::json;
using News = base::Result<std::string>;  // a list, or why there is none

constexpr std::chrono::seconds kEnding{1};

std::string now_words() { return base::local_hour_minute(base::SystemClock().utc()); }

// Where the list goes. Each function gives false once nobody takes it.
class Output {
 public:
  virtual ~Output() = default;
  virtual bool list(const std::string& json) = 0;
  virtual bool away(const std::string& why) = 0;
  // The terminal has another size.
  virtual bool resized() { return true; }
  // The process is about to be stopped by its terminal, and went on.
  virtual void pause() {}
  virtual bool resume() { return true; }

 protected:
  static bool print(const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  }
};

class Lines final : public Output {
 public:
  Lines(queue::RegionLabel label, bool as_json) : label_(std::move(label)), as_json_(as_json) {}
  bool list(const std::string& json) override {
    const auto changes = changes_.take(json, label_);
    if (!changes) return away(changes.error().what);
    std::string text = away_ ? line_of_line("back", {}) : std::string();
    away_ = false;
    for (const auto& change : *changes) text += as_json_ ? json_of(change) : words_of(change);
    return text.empty() || print(text);
  }
  bool away(const std::string& why) override {
    away_ = true;
    return print(line_of_line("lost", why));
  }

 private:
  // Of the connection, not of a visit.
  std::string line_of_line(const char* what, const std::string& why) const {
    if (!as_json_) return now_words() + "  connection " + what + (why.empty() ? "" : ": " + why) + "\n";
    Json json{{"at", base::SystemClock().utc().ms}, {"what", what}};
    if (!why.empty()) json["why"] = why;
    // The reason may name a file, and a file's name may be any bytes.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  static std::string json_of(const queue::ListChange& change) {
    const Json json{{"at", change.at_ms}, {"what", change.what}, {"intake", Json::parse(change.row)}};
    return json.dump() + "\n";
  }
  static std::string words_of(const queue::ListChange& change) {
    auto what = change.what == "in_session" ? std::string("in session") : change.what;
    what.resize(10, ' ');
    return base::local_hour_minute({change.at_ms}) + "  " + what + "  " + change.words + "\n";
  }

  queue::RegionLabel label_;
  bool as_json_;
  bool away_ = false;
  queue::ListChanges changes_;
};

// The terminal's other screen, so that no names stay behind on the first.
class Screen final : public Output {
 public:
  explicit Screen(queue::RegionLabel label) : label_(std::move(label)) { enter(); }
  ~Screen() override { Screen::pause(); }
  bool list(const std::string& json) override {
    list_ = json;
    head_ = "The queue, live at " + now_words() + ". Ctrl-C ends.";
    return draw();
  }
  bool away(const std::string& why) override {
    head_ = "CONNECTION LOST at " + now_words() + ": " + why + ". What stood here then:";
    return draw();
  }
  bool resized() override { return draw(); }
  void pause() override { print("\x1b[?25h\x1b[?1049l"); }
  bool resume() override { return enter() && draw(); }

 private:
  static bool enter() { return print("\x1b[?1049h\x1b[?25l"); }
  bool draw() const {
    winsize window{};
    queue::ScreenSize size;
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0)
      size = {window.ws_col, window.ws_row};
    const auto text = queue::list_screen(list_, head_, size, label_);
    return print("\x1b[H\x1b[2J" + (text ? *text : text.error().what));
  }
  queue::RegionLabel label_;
  std::string list_ = R"({"queue":[]})";
  std::string head_;
};

// Signals as something to wait for beside others; before any thread starts.
int open_signals() {
  sigset_t wanted;
  sigemptyset(&wanted);
  // SIGQUIT and SIGTSTP too: they would leave the names on the terminal.
  for (const int one : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH}) sigaddset(&wanted, one);
  ::pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
  ::signal(SIGPIPE, SIG_IGN);  // told by what printing returns
  return ::signalfd(-1, &wanted, SFD_CLOEXEC);
}

// The hours on the screen are the clinic's. Before any thread starts.
void use_zone_of(queue::Client& client) {
  const auto reply = client.get("/api/v1/session");
  const auto json = reply ? Json::parse(reply->body, nullptr, false) : Json();
  const auto zone = json.is_object() ? json.value("time_zone", std::string()) : std::string();
  if (!zone.empty() && base::known_time_zone(zone)) base::set_local_zone(zone);
}

// What a signal asks for. False: to end.
bool obey(Output& output, int signals) {
  signalfd_siginfo signal{};
  if (::read(signals, &signal, sizeof signal) != sizeof signal) return false;
  if (signal.ssi_signo == SIGWINCH) return output.resized();
  if (signal.ssi_signo != SIGTSTP) return false;
  output.pause();
  ::raise(SIGSTOP);
  return output.resume();
}

// Until it is over; an error if the queue ended it.
base::Result<void> show(Output& output, int signals, int wake, base::Mailbox<News>& news) {
  for (;;) {
    std::array<pollfd, 3> wait{{{signals, POLLIN, 0}, {wake, POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
    if (::poll(wait.data(), wait.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return {};
    }
    if (wait[2].revents != 0) return {};  // nobody reads any more
    if (wait[0].revents != 0 && !obey(output, signals)) return {};
    if (wait[1].revents == 0) continue;
    std::uint64_t ignored = 0;
    [[maybe_unused]] const auto got = ::read(wake, &ignored, sizeof ignored);
    for (const auto& one : news.drain()) {
      const bool over = !one && one.error().code == base::Code::Refused;
      if (over) return tl::make_unexpected(one.error());
      if (!(one ? output.list(*one) : output.away(one.error().what))) return {};
    }
  }
}

std::unique_ptr<Output> open_output(bool as_json) {
  if (!as_json && ::isatty(STDOUT_FILENO) == 1) return std::make_unique<Screen>(region_labels());
  return std::make_unique<Lines>(region_labels(), as_json);
}

}  // namespace

int watch(const PeopleCommand& command, queue::Client client) {
  const int signals = open_signals();
  const int wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (signals < 0 || wake < 0) return complain("out of file descriptors", kRefused);
  use_zone_of(client);
  base::Mailbox<News> news([wake] { ::eventfd_write(wake, 1); });
  queue::ListFeed feed(
      std::move(client), [&command] { return log_in(command); },
      [&news](News one) { news.post(std::move(one)); });
  auto output = open_output(command.as_json);
  const auto over = show(*output, signals, wake, news);
  output.reset();
  const int code = over ? kDone : complain(over.error().what, kRefused);
  // A log-in may hang in a silent network; nobody waits for it.
  if (!feed.stop(kEnding)) ::_exit(code);
  return code;
}

}  // namespace app
