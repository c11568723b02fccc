// `bodymap-queue watch`: lines, JSON and a terminal's screen, while visits come and go, the queue falls away
// and comes back, and until it is interrupted.
#include <poll.h>
#include <pty.h>

#include <chrono>

#include "shell.h"

using nlohmann::json;
using rig::Shell;

namespace {

// A queue with maya, and a kiosk that sends.
struct Watched : Shell {
  std::unique_ptr<rig::Serving> serving;
  base::SystemClock clock;
  rig::Kiosk kiosk;

  Watched() {
    REQUIRE(admin({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, "a long walk\n").code ==
            0);
    const auto added = admin({"kiosk", "add", "lobby", "--json"});
    serve("127.0.0.1:0");
    rig::Http http(url);
    kiosk = rig::enrolled_over(http, json::parse(added.out)["code"]);
  }
  void serve(const std::string& listen) {
    serving = std::make_unique<rig::Serving>(data, temp.path(), listen);
    url = serving->url;
  }
  std::string send() {
    rig::Http http(url);
    const auto made = kiosk.next_intake(clock);
    REQUIRE(rig::signed_post(http, kiosk, clock, "/api/v1/intakes",
                             intake::to_json(intake::IntakePost{kiosk.envelope(made), 0}))
                ->status == 200);
    return base::to_text(made.id);
  }
  std::vector<std::string> watch(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"--server",        url,    "--user", "maya", "--password-file",
                                   password.string(), "watch"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

json line_of(rig::Spawned& program) { return json::parse(program.line()); }

// The program on a terminal of its own.
class Terminal {
 public:
  explicit Terminal(const std::vector<std::string>& words) {
    const auto program = rig::queue_program().string();
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const winsize size{24, 80, 0, 0};
    pid_ = ::forkpty(&screen_, nullptr, nullptr, &size);
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      ::setenv("BODYMAP_SHARE", BODYMAP_SOURCE_DIR, 1);
      ::execv(program.c_str(), argv.data());
      ::_exit(127);
    }
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (pid_ > 0) ::kill(pid_, SIGKILL), ::waitpid(pid_, nullptr, 0);
    ::close(screen_);
  }
  // Reads on until the words come; false if they do not.
  bool shows(const std::string& words) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      if (const auto at = text_.find(words); at != std::string::npos) {
        text_.erase(0, at + words.size());
        return true;
      }
      pollfd wait{screen_, POLLIN, 0};
      if (std::chrono::steady_clock::now() > deadline || ::poll(&wait, 1, 60'000) <= 0) return false;
      std::array<char, 4096> part{};
      const auto got = ::read(screen_, part.data(), part.size());
      if (got <= 0) return false;
      text_.append(part.data(), static_cast<std::size_t>(got));
    }
  }
  void press(char key) { REQUIRE(::write(screen_, &key, 1) == 1); }
  void resize(unsigned short columns) {
    const winsize size{24, columns, 0, 0};
    REQUIRE(::ioctl(screen_, TIOCSWINSZ, &size) == 0);
  }
  // Until the program is stopped, to be continued.
  bool stopped() const {
    int status = 0;
    return ::waitpid(pid_, &status, WUNTRACED) == pid_ && WIFSTOPPED(status);
  }
  void go_on() const { REQUIRE(::kill(pid_, SIGCONT) == 0); }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t pid_ = -1;
  int screen_ = -1;
  std::string text_;
};

}  // namespace

TEST_CASE("watch --json: a line for each change, until interrupted") {
  Watched clinic;
  const auto first = clinic.send();
  rig::Spawned watch(clinic.watch({"--json"}), clinic.temp.path());
  const auto there = line_of(watch);
  CHECK(there["what"] == "waiting");
  CHECK(there["intake"]["id"] == first);
  CHECK(there["intake"]["areas"][0]["region"] == "spine_low.M");
  const auto second = clinic.send();
  CHECK(line_of(watch)["intake"]["id"] == second);
  CHECK(clinic.maya({"next"}).code == 0);
  const auto pulled = line_of(watch);
  CHECK(pulled["what"] == "pulled");
  CHECK(pulled["intake"]["id"] == first);
  CHECK(pulled["intake"]["holder"] == "maya");
  CHECK(clinic.maya({"start"}).code == 0);
  CHECK(line_of(watch)["what"] == "in_session");
  CHECK(clinic.maya({"done"}).code == 0);
  CHECK(line_of(watch)["what"] == "done");
  CHECK(clinic.maya({"left", second}).code == 0);
  CHECK(line_of(watch)["what"] == "left");
  CHECK(watch.end(SIGINT) == 0);
  CHECK(watch.rest().empty());
}

TEST_CASE("watch says when the queue is away, comes back by itself and misses nothing") {
  Watched clinic;
  rig::Spawned watch(clinic.watch({"--json"}), clinic.temp.path());
  const auto first = clinic.send();
  CHECK(line_of(watch)["intake"]["id"] == first);
  clinic.serving->program.end(SIGKILL);
  CHECK(line_of(watch)["what"] == "lost");
  // The queue knows no session of before: watch logs in again.
  clinic.serve(clinic.url.substr(clinic.url.find("//") + 2));
  const auto second = clinic.send();
  CHECK(line_of(watch)["what"] == "back");
  CHECK(line_of(watch)["intake"]["id"] == second);
  CHECK(watch.end(SIGTERM) == 0);
}

TEST_CASE("watch in lines, for a pipe: words for people") {
  Watched clinic;
  rig::Spawned watch(clinic.watch(), clinic.temp.path());
  const auto id = clinic.send();
  const auto line = watch.line();
  CHECK(line.find("  waiting     ") != std::string::npos);
  CHECK(line.find(id) != std::string::npos);
  CHECK(line.find("Lower back, on the spine 5, Left outer calf 8") != std::string::npos);
  CHECK(line.find('\x1b') == std::string::npos);
  CHECK(watch.end(SIGINT) == 0);
}

TEST_CASE("watch ends by itself when nobody reads it any more") {
  Watched clinic;
  int code = -1;
  {
    std::array<int, 2> out{};
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      const auto words = clinic.watch();
      const auto program = rig::queue_program().string();
      std::vector<char*> argv{const_cast<char*>(program.c_str())};
      for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
      argv.push_back(nullptr);
      ::execv(program.c_str(), argv.data());
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(out[0]);
    int status = 0;
    ::waitpid(pid, &status, 0);
    code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  CHECK(code == 0);
}

TEST_CASE("watch on a terminal draws in place, tells of a lost connection, and leaves the screen as it was") {
  Watched clinic;
  Terminal terminal(clinic.watch());
  CHECK(terminal.shows("\x1b[?1049h"));
  CHECK(terminal.shows("Nobody waiting"));
  clinic.send();
  CHECK(terminal.shows("\x1b[H\x1b[2J"));
  CHECK(terminal.shows(" 1   Guest without a name, "));
  CHECK(terminal.shows(" min, asked for anyone"));
  CHECK(terminal.shows("Left outer calf 8"));
  terminal.resize(30);
  CHECK(terminal.shows("\r\n     min, asked for anyone"));
  clinic.serving->program.end(SIGKILL);
  CHECK(terminal.shows("CONNECTION LOST"));
  terminal.press('\x03');
  CHECK(terminal.shows("\x1b[?25h\x1b[?1049l"));
  CHECK(terminal.wait() == 0);
}

TEST_CASE("watch leaves no names on the terminal, whichever key ends it") {
  Watched clinic;
  clinic.send();
  Terminal terminal(clinic.watch());
  CHECK(terminal.shows("Left outer calf 8"));
  terminal.press('\x1c');
  CHECK(terminal.shows("\x1b[?25h\x1b[?1049l"));
  CHECK(terminal.wait() == 0);
}

TEST_CASE("watch put to sleep leaves no names on the terminal, and draws them again when it goes on") {
  Watched clinic;
  clinic.send();
  Terminal terminal(clinic.watch());
  CHECK(terminal.shows("Left outer calf 8"));
  terminal.press('\x1a');
  CHECK(terminal.shows("\x1b[?25h\x1b[?1049l"));
  REQUIRE(terminal.stopped());
  terminal.go_on();
  CHECK(terminal.shows("\x1b[?1049h"));
  CHECK(terminal.shows("Left outer calf 8"));
  terminal.press('\x03');
  CHECK(terminal.wait() == 0);
}

TEST_CASE("watch: a wrong password is 3, no queue is 4, wrong use is 2") {
  Watched clinic;
  CHECK(clinic.as("tom", {"watch"}).code == 3);
  CHECK(clinic.maya({"watch", "an-id"}).code == 2);
  CHECK(rig::run({"watch"}, clinic.temp.path()).code == 2);
  clinic.url = "http://127.0.0.1:1";
  CHECK(clinic.maya({"watch"}).code == 4);
}
