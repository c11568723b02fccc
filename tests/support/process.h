#pragma once
// A program of ours as a child: its input and output on pipes, its log in a file. Killed with the test, also
// when the test itself is killed; so start it from a thread that lives as long as it should.
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace support {

using Seconds = std::chrono::seconds;

struct Finished {
  int exit_code = -1;  // 128 + signal if it was killed
  std::string out;
};

class Process {
 public:
  struct Options {
    std::map<std::string, std::string> environment;  // added to ours
    std::filesystem::path log;                       // stderr; inherited if empty
  };

  // Starts it; throws std::runtime_error if it cannot be.
  Process(const std::vector<std::string>& command, const Options& options);
  explicit Process(const std::vector<std::string>& command) : Process(command, Options{}) {}
  ~Process();  // kills and reaps
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void send_line(const std::string& line);
  void close_input();
  // The next line of its output, or nothing after the time given or at its end.
  std::optional<std::string> read_line(std::chrono::milliseconds at_most);
  void signal(int number);
  // Waits for its end.
  Finished wait(std::chrono::milliseconds at_most = Seconds(120));
  bool running();

 private:
  std::string read_rest();

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string pending_;
  std::optional<int> status_;
};

// Runs to the end; `input` on its stdin.
Finished run(const std::vector<std::string>& command, const std::string& input = {},
             const Process::Options& options = {});

}  // namespace support
