// bodymap-cardsim: a card reader without hardware. Makes a pty, points a symlink at it and obeys commands
// from stdin (hw/cardsim.h says which).
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "hw/cardsim.h"

namespace {

constexpr int kDone = 0;
constexpr int kWrongUse = 2;
constexpr int kNoPort = 3;
// A longer line is no command of ours; reading stops there rather than keeping it all.
constexpr std::size_t kLongestLine = 256 * 1024;

volatile sig_atomic_t stopped = 0;

// False when nobody listens any more.
bool say(const std::string& text) {
  const auto line = text + '\n';
  return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fflush(stdout) == 0;
}

// The signals that end the program are let in only while it waits, so that none is missed between the
// look at `stopped` and the wait, and the link never stays behind. Returns the mask for the wait.
sigset_t hold_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { stopped = 1; };
  sigset_t held;
  sigset_t before;
  sigemptyset(&held);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    sigaddset(&held, number);
    ::sigaction(number, &action, nullptr);
  }
  ::signal(SIGPIPE, SIG_IGN);
  ::sigprocmask(SIG_BLOCK, &held, &before);
  return before;
}

// Waits for input until the simulator has something due. False when the program shall end.
bool wait_for_input(const hw::CardSim& sim, const base::Clock& clock, const sigset_t& mask, bool open,
                    bool& readable) {
  timespec timeout{};
  const auto due = sim.next_due();
  if (due) {
    const auto left = std::max(*due - clock.steady(), base::Millis{0}).count();
    timeout = {left / 1000, (left % 1000) * 1'000'000};
  }
  std::array<pollfd, 2> waits{{{open ? STDIN_FILENO : -1, POLLIN, 0}, {sim.fd(), POLLIN, 0}}};
  const int woken = ::ppoll(waits.data(), waits.size(), due ? &timeout : nullptr, &mask);
  readable = woken > 0 && waits[0].revents != 0;
  return stopped == 0 && (woken >= 0 || errno == EINTR);
}

// Hands on the whole lines that have come. False at the end of the input.
bool read_lines(std::string& partial, hw::CardSim& sim) {
  std::array<char, 4096> bytes{};
  const auto got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (got <= 0 || partial.size() > kLongestLine) return false;
  partial.append(bytes.data(), static_cast<std::size_t>(got));
  for (auto end = partial.find('\n'); end != std::string::npos; end = partial.find('\n')) {
    sim.submit(partial.substr(0, end));
    partial.erase(0, end + 1);
  }
  return true;
}

void obey(hw::CardSim& sim, const sigset_t& mask) {
  const base::SystemClock clock;
  std::string partial;
  bool open = true;
  bool readable = false;
  while (wait_for_input(sim, clock, mask, open, readable)) {
    if (readable) open = read_lines(partial, sim);
    for (const auto& answer : sim.work(clock.steady())) {
      if (!say(answer)) return;
    }
    if (sim.finished() || (!open && !sim.busy())) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"A simulated card reader: frames on a pty, told by commands on stdin."};
  app.footer(
      "Commands: tap ID, hold ID MS, both ID ID, bytes HEX, noise N SEED, unplug, plug [LINK], quit; what "
      "goes\n"
      "wrong: cut ID N, split ID N MS, slow ID MS, wrong ID, hangup ID N, stuck ID and free, silent and "
      "speak.\n"
      "ID is the card's number in hex: 10 digits, or 8, 14 or 20 for ISO 14443A (pn532, line, gwiot7941e).\n"
      "Each is answered by \"ok\" or \"error ..\" when it is done. The end of stdin is quit.\n"
      "Exit: 0 done, 2 wrong use, 3 the pty or its link could not be made.");
  hw::ParserSettings reader;
  std::string link;
  app.set_version_flag("--version", "bodymap-cardsim " BODYMAP_VERSION);
  app.add_option("--protocol", reader.protocol, "rdm6300, id12, pn532, line or gwiot7941e")
      ->required()
      ->type_name("P");
  app.add_option("--format", reader.format, "How a reader of protocol line writes a number")->type_name("F");
  app.add_option("--prefix", reader.prefix, "What it writes before the number")->type_name("TEXT");
  app.add_option("--suffix", reader.suffix, "What it writes after the number")->type_name("TEXT");
  app.add_option("--terminator", reader.terminator,
                 "How it ends a line: auto (CR LF), cr, lf, crlf, etx, none")
      ->type_name("T");
  app.add_flag("--reverse-bytes", reader.reverse_bytes, "It writes a number's last byte first");
  app.add_option("--link", link, "Where to put the symlink to the pty")->required()->type_name("PATH");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUse;
  }
  const auto mask = hold_signals();
  auto port = hw::VirtualPort::open(link);
  if (!port) {
    std::fprintf(stderr, "bodymap-cardsim: %s\n", port.error().what.c_str());
    return kNoPort;
  }
  auto sim = hw::CardSim::make(reader, *std::move(port));
  if (!sim) {
    std::fprintf(stderr, "bodymap-cardsim: %s\n", sim.error().what.c_str());
    return kWrongUse;
  }
  if (say("ready " + link)) obey(*sim, mask);
  return kDone;
}
