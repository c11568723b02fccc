#pragma once
// bodymap-queue as a program of its own. One thread.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace rig {

inline std::filesystem::path queue_program() {
  return std::filesystem::path(BODYMAP_BIN_DIR) / "bodymap-queue";
}

class Spawned {
 public:
  // `state`: the XDG_STATE_HOME it sees.
  Spawned(const std::vector<std::string>& arguments, const std::filesystem::path& state,
          const std::string& input = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    REQUIRE(::pipe2(in.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    const auto program = queue_program().string();
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    // Made before the fork: in the child only exec may follow.
    const auto state_home = "XDG_STATE_HOME=" + state.string();
    const std::string share = "BODYMAP_SHARE=" BODYMAP_SOURCE_DIR;
    std::array<char*, 3> environment{const_cast<char*>(state_home.c_str()), const_cast<char*>(share.c_str()),
                                     nullptr};
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      ::execve(program.c_str(), argv.data(), environment.data());
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    out_ = out[0];
    REQUIRE(::write(in[1], input.data(), input.size()) == static_cast<ssize_t>(input.size()));
    ::close(in[1]);
  }
  Spawned(const Spawned&) = delete;
  Spawned& operator=(const Spawned&) = delete;
  ~Spawned() {
    if (pid_ > 0) end(SIGKILL);
    ::close(out_);
  }

  // Up to the end of the line; what came until then if there is none.
  std::string line() {
    std::string text;
    char c = 0;
    while (::read(out_, &c, 1) == 1 && c != '\n') text += c;
    return text;
  }
  std::string rest() {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = ::read(out_, part.data(), part.size())) > 0;)
      text.append(part.data(), static_cast<std::size_t>(got));
    return text;
  }
  // The exit code, or -signal.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  int end(int signal) {
    ::kill(pid_, signal);
    return wait();
  }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
};

struct Ran {
  int code = 0;
  std::string out;
};

inline Ran run(const std::vector<std::string>& arguments, const std::filesystem::path& state,
               const std::string& input = {}) {
  Spawned program(arguments, state, input);
  const auto out = program.rest();
  return {program.wait(), out};
}

// `serve` on a free port; its address from the line it prints.
struct Serving {
  Serving(const std::filesystem::path& data, const std::filesystem::path& state,
          const std::string& listen = "127.0.0.1:0")
      : program({"--data", data.string(), "serve", "--listen", listen}, state) {
    const auto ready = program.line();
    REQUIRE(ready.find("ready http://") == 0);
    url = ready.substr(6);
  }
  Spawned program;
  std::string url;
};

}  // namespace rig
