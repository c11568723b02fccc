#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace support {
namespace {

[[noreturn]] void become(const std::vector<std::string>& command, const Process::Options& options, int in,
                         int out) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  if (!options.log.empty()) {
    const int log = ::open(options.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (log >= 0) ::dup2(log, STDERR_FILENO);
  }
  for (const auto& [name, value] : options.environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Options& options) {
  int in[2];
  int out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ == 0) become(command, options, in[0], out[1]);
  ::close(in[0]);
  ::close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

Process::~Process() {
  if (running()) {
    ::kill(pid_, SIGKILL);
    wait();
  }
  close_input();
  ::close(output_);
}

void Process::send_line(const std::string& line) {
  const std::string text = line + "\n";
  ::signal(SIGPIPE, SIG_IGN);  // a child that is gone is told by the exception below
  if (::write(input_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    throw std::runtime_error("the child takes no input");
}

void Process::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

std::optional<std::string> Process::read_line(std::chrono::milliseconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      auto line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return line;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd wait_for{output_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&wait_for, 1, static_cast<int>(left.count())) <= 0) return std::nullopt;
    char bytes[4096];
    const auto got = ::read(output_, bytes, sizeof bytes);
    if (got <= 0) return std::nullopt;
    pending_.append(bytes, static_cast<std::size_t>(got));
  }
}

void Process::signal(int number) {
  if (running()) ::kill(pid_, number);
}

bool Process::running() {
  if (status_) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  status_ = status;
  return false;
}

std::string Process::read_rest() {
  std::string text = std::move(pending_);
  pending_.clear();
  char bytes[4096];
  for (ssize_t got = ::read(output_, bytes, sizeof bytes); got > 0 || (got < 0 && errno == EINTR);
       got = ::read(output_, bytes, sizeof bytes)) {
    if (got > 0) text.append(bytes, static_cast<std::size_t>(got));
  }
  return text;
}

Finished Process::wait(std::chrono::milliseconds at_most) {
  // A watcher ends a child that outstays its time, so that reading its output cannot hang the test.
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  std::thread watcher([&, pid = pid_] {
    while (std::chrono::steady_clock::now() < deadline) {
      if (::kill(pid, 0) != 0) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      siginfo_t info{};
      if (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
          info.si_pid == pid)
        return;
    }
    ::kill(pid, SIGKILL);
  });
  Finished finished;
  finished.out = read_rest();
  watcher.join();
  if (!status_) {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status;
  }
  finished.exit_code = WIFEXITED(*status_) ? WEXITSTATUS(*status_) : 128 + WTERMSIG(*status_);
  return finished;
}

Finished run(const std::vector<std::string>& command, const std::string& input,
             const Process::Options& options) {
  Process process(command, options);
  if (!input.empty()) process.send_line(input);
  process.close_input();
  return process.wait();
}

}  // namespace support
