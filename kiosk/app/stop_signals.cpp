#include "app/stop_signals.h"

#include <pthread.h>

#include <utility>

namespace app {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

sigset_t block_stop_signals() {
  const sigset_t set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

StopSignals::StopSignals(std::function<void()> on_stop) : on_stop_(std::move(on_stop)) {
  block_stop_signals();
  thread_ = std::thread([this] { run(); });
}

StopSignals::~StopSignals() {
  ending_ = true;
  // It is blocked everywhere and waited for there: it wakes that thread and ends nothing.
  pthread_kill(thread_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  thread_.join();
}

void StopSignals::run() {
  const sigset_t set = stop_set();
  for (bool told = false; !ending_;) {
    int number = 0;
    if (sigwait(&set, &number) != 0 || ending_) return;
    if (!std::exchange(told, true)) on_stop_();
  }
}

}  // namespace app
