#pragma once
// The bare window as a child (bare_window.cpp), and what a process costs by the kernel's own figures.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>

#include "support/process.h"

namespace bench {

class BareWindow {
 public:
  BareWindow() : process_({BODYMAP_BARE_WINDOW, "1080x1920"}, options()) {
    first_frame_ms_ = std::stod(answer().substr(6));
  }
  double first_frame_ms() const { return first_frame_ms_; }
  double frame_ms() {
    process_.send_line("frame");
    return std::stod(answer());
  }
  pid_t pid() const { return process_.pid(); }

 private:
  static support::Process::Options options() { return {{{"SDL_VIDEODRIVER", "offscreen"}}, {}}; }
  std::string answer() {
    const auto line = process_.read_line(support::Seconds(20));
    if (!line) throw std::runtime_error("the bare window does not answer");
    return *line;
  }
  support::Process process_;
  double first_frame_ms_ = 0;
};

// A figure of the kernel's about a process's memory, MiB.
inline double memory_mib(pid_t pid, const std::string& figure) {
  std::ifstream rollup("/proc/" + std::to_string(pid) + "/smaps_rollup");
  for (std::string line; std::getline(rollup, line);) {
    if (line.rfind(figure + ":", 0) == 0)
      return std::strtod(line.c_str() + figure.size() + 1, nullptr) / 1024;
  }
  throw std::runtime_error("no memory figures");
}

// Proportional set size: pages shared with others count by their share.
inline double pss_mib(pid_t pid) { return memory_mib(pid, "Pss"); }
// What is the process's own, whoever comes and goes beside it.
inline double own_mib(pid_t pid) { return memory_mib(pid, "Private_Dirty"); }

// CPU time used so far, s.
inline double cpu_s(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(stat, text);
  text = text.substr(text.rfind(')') + 2);
  unsigned long user = 0;
  unsigned long system = 0;
  std::sscanf(text.c_str(), "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace bench
