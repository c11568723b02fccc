// bodymap-cardsim as a program: spoken to over its stdin, read at its link.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "hw/file_handle.h"
#include "hw/reader.h"
#include "reader_events.h"
#include "support/temp_dir.h"

using base::Millis;

namespace {

class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), BODYMAP_BIN_DIR "/bodymap-cardsim");
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    REQUIRE(::pipe2(in.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
    REQUIRE(::posix_spawn(&pid_, pointers[0], &actions, nullptr, pointers.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    in_ = hw::FileHandle(in[1]);
    out_ = hw::FileHandle(out[0]);
  }
  ~Program() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void send(const std::string& text) {
    REQUIRE(::write(in_.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  std::string line() {
    std::string text;
    char c = 0;
    pollfd wait{out_.get(), POLLIN, 0};
    while (::poll(&wait, 1, 20'000) == 1 && ::read(out_.get(), &c, 1) == 1 && c != '\n') text += c;
    return text;
  }
  std::string ask(const std::string& command) {
    send(command + '\n');
    return line();
  }
  void close_input() { in_.close(); }
  void signal(int number) { ::kill(pid_, number); }
  // Its exit code; -1 when a signal ended it.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  hw::FileHandle in_;
  hw::FileHandle out_;
};

bool is_link(const std::filesystem::path& path) {
  return std::filesystem::symlink_status(path).type() == std::filesystem::file_type::symlink;
}

}  // namespace

TEST_CASE("a card tapped, a card held, the plug pulled and put back, as a reader sees them") {
  const support::TempDir dir;
  const auto link = dir.path() / "reader";
  Program program({"--protocol", "rdm6300", "--link", link.string()});
  REQUIRE(program.line() == "ready " + link.string());

  base::ManualClock clock;
  hw_test::ReaderEvents events;
  const hw::ReaderTimings quick{Millis{10}, Millis{20}};
  const auto reader =
      hw::Reader::start({link.string(), {"rdm6300"}, {}, quick}, clock, events.listener()).value();
  REQUIRE(events.next_is<hw::ReaderFound>());

  CHECK(program.ask("tap 62E3086CED") == "ok");
  CHECK(events.next_card() == "em:62E3086CED");
  CHECK(hw_test::eventually([&] { return reader->stats().good == 4; }));
  clock.advance(Millis{200});  // a card that lies beside another does not tap
  CHECK(program.ask("hold 14008EC793 500") == "ok");
  CHECK(events.next_card() == "em:14008EC793");
  CHECK(program.ask("bytes 0231303030323646343434323603") == "ok");
  CHECK(program.ask("noise 65536 5") == "ok");
  CHECK(program.ask("tap 12").starts_with("error "));
  CHECK(hw_test::eventually([&] { return reader->stats().bad >= 1; }));
  CHECK(hw_test::eventually([&] { return reader->stats().good == 4 + 8; }));
  CHECK(events.empty());

  CHECK(program.ask("unplug") == "ok");
  CHECK(events.next_is<hw::ReaderLost>());
  CHECK_FALSE(is_link(link));
  CHECK(program.ask("plug") == "ok");
  CHECK(events.next_is<hw::ReaderFound>());
  CHECK(program.ask("tap 62E3086CED") == "ok");
  CHECK(events.next_card() == "em:62E3086CED");

  CHECK(program.ask("quit") == "ok");
  CHECK(program.wait() == 0);
  CHECK(events.next_is<hw::ReaderLost>());
  CHECK_FALSE(is_link(link));
}

namespace {

// A simulated reader of one protocol, and the reader's thread at its other end.
struct Spoken {
  support::TempDir dir;
  std::filesystem::path link = dir.path() / "reader";
  Program program;
  base::SystemClock clock;
  hw_test::ReaderEvents events;
  std::unique_ptr<hw::Reader> reader;

  // `heard_as`: the protocol in the reader's own settings, if it is another.
  explicit Spoken(hw::ParserSettings settings, const std::string& heard_as = {})
      : program({"--protocol", settings.protocol, "--format", settings.format, "--link", link.string()}) {
    REQUIRE(program.line() == "ready " + link.string());
    const hw::ReaderTimings quick{Millis{10}, Millis{20}};
    if (!heard_as.empty()) settings.protocol = heard_as;
    reader = hw::Reader::start({link.string(), settings, {}, quick}, clock, events.listener()).value();
    REQUIRE(events.next_is<hw::ReaderFound>());
  }
  // Plugged in anew, a reader knows of no card that was just there.
  void replug() {
    REQUIRE(program.ask("unplug") == "ok");
    REQUIRE(events.next_is<hw::ReaderLost>());
    plug("plug");
  }
  void plug(const std::string& command) {
    REQUIRE(program.ask(command) == "ok");
    REQUIRE(events.next_is<hw::ReaderFound>());
  }
  std::uint64_t bad() const { return reader->stats().bad; }
};

struct Spoke {
  hw::ParserSettings settings;
  const char* card;
  const char* other;
};

// What goes wrong, in turn; each time the next card is read as it should be.
void go_wrong(Spoken& spoken, const Spoke& spoke) {
  const std::string card = spoke.card;
  const std::string other = spoke.other;
  const bool asked = spoke.settings.protocol == "pn532";
  const auto ask = [&](const std::string& command) { CHECK(spoken.program.ask(command) == "ok"); };
  // A reader that is asked needs a round of its asking.
  const std::string briefly = asked ? " 250" : " 20";

  ask("hold " + card + briefly);
  CHECK(spoken.events.next_card() == spoke.card);
  for (const auto* spoilt : {"split ", "slow "}) {
    spoken.replug();
    ask(spoilt + card + (*spoilt == 's' && spoilt[1] == 'p' ? " 5 30" : " 2"));
    CHECK(spoken.events.next_card() == spoke.card);
  }
  spoken.replug();
  const auto bad = spoken.bad();
  ask("cut " + card + " 9");
  if (spoke.settings.protocol != "line") ask("wrong " + card);
  CHECK(hw_test::eventually([&] { return spoken.bad() > bad; }));
  // A PN532 whose answer was spoilt is asked again after half a second.
  ask("hold " + other + (asked ? " 900" : " 20"));
  CHECK(spoken.events.next_card() == spoke.other);
  spoken.replug();
  ask("both " + card + " " + other);
  if (asked)
    CHECK(spoken.events.next_refusal() == base::CardRefusal::Several);
  else
    CHECK(spoken.events.next_card() == spoke.card);
  spoken.replug();
  ask("stuck " + card);
  CHECK(spoken.events.next_card() == spoke.card);
  ask("free");
  ask("silent");
  if (asked)
    CHECK(spoken.events.next_is<hw::ReaderLost>());
  else
    ask("hold " + other + briefly);
  ask("speak");
  if (asked) CHECK(spoken.events.next_is<hw::ReaderFound>());
  ask("hangup " + card + " 9");
  CHECK(spoken.events.next_is<hw::ReaderLost>());
  const auto elsewhere = spoken.dir.path() / "elsewhere";
  ask("plug " + elsewhere.string());
  std::filesystem::create_symlink(elsewhere, spoken.link);
  CHECK(spoken.events.next_is<hw::ReaderFound>());
  ask("hold " + other + briefly);
  CHECK(spoken.events.next_card() == spoke.other);
  CHECK(spoken.events.empty());
}

}  // namespace

TEST_CASE("every protocol is read, and whatever goes wrong with it, the next card is read") {
  const std::vector<Spoke> all = {
      {{"rdm6300"}, "em:62E3086CED", "em:14008EC793"},
      {{"id12"}, "em:62E3086CED", "em:14008EC793"},
      {{"gwiot7941e"}, "em:2E00B6D7B5", "14a:6B3D12D6"},
      {{"line", "8h10d"}, "em32:026F6C3A", "em32:01161DD6"},
      {{"pn532"}, "14a:047BCB51962280", "14a:9EB36E66"},
  };
  for (const auto& spoke : all) {
    CAPTURE(spoke.settings.protocol);
    Spoken spoken(spoke.settings);
    go_wrong(spoken, spoke);
  }
}

TEST_CASE("a reader that nobody named is found out, and again after it was unplugged") {
  for (const auto& [protocol, card] : {std::pair{"rdm6300", "em:62E3086CED"},
                                       {"id12", "em:62E3086CED"},
                                       {"gwiot7941e", "em:62E3086CED"},
                                       {"pn532", "14a:047BCB51962280"}}) {
    CAPTURE(protocol);
    Spoken spoken({protocol}, "auto");
    for (int plugs = 0; plugs < 2; ++plugs) {
      CHECK(spoken.program.ask(std::string("hold ") + card + " 300") == "ok");
      CHECK(spoken.events.next_card() == card);
      if (plugs == 0) spoken.replug();
    }
  }
}

TEST_CASE("the end of its input ends it, after what was asked") {
  const support::TempDir dir;
  const auto link = dir.path() / "reader";
  Program program({"--protocol", "rdm6300", "--link", link.string()});
  REQUIRE(program.line() == "ready " + link.string());
  program.send("tap 62E3086CED\nbytes 41\n");
  program.close_input();
  CHECK(program.line() == "ok");
  CHECK(program.line() == "ok");
  CHECK(program.wait() == 0);
  CHECK_FALSE(is_link(link));
}

TEST_CASE("a signal to end takes the link away") {
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) {
    const support::TempDir dir;
    const auto link = dir.path() / "reader";
    Program program({"--protocol", "rdm6300", "--link", link.string()});
    REQUIRE(program.line() == "ready " + link.string());
    program.signal(number);
    CHECK(program.wait() == 0);
    CHECK_FALSE(is_link(link));
  }
}

TEST_CASE("wrong use is a plain line and 2, no port is 3, help and version are 0") {
  const support::TempDir dir;
  const auto link = (dir.path() / "reader").string();
  const auto run = [](std::vector<std::string> arguments) {
    Program program(std::move(arguments));
    const auto line = program.line();
    return std::pair{program.wait(), line};
  };
  CHECK(run({"--protocol", "pigeon", "--link", link}) ==
        std::pair{
            2,
            std::string("bodymap-cardsim: unknown protocol; known: rdm6300, id12, pn532, line, gwiot7941e")});
  CHECK(run({"--protocol", "rdm6300"}).first == 2);
  CHECK(run({"--link", link}).first == 2);
  CHECK(run({"--protocol", "rdm6300", "--link", link, "--what"}).first == 2);
  CHECK(run({"--protocol", "rdm6300", "--link", link + "/no/such/folder"}).first == 3);
  CHECK(run({"--help"}).first == 0);
  CHECK(run({"--version"}) == std::pair{0, std::string("bodymap-cardsim " BODYMAP_VERSION)});
}
