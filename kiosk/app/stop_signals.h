#pragma once
// SIGTERM and SIGINT as a call on a thread of its own, so that a loop that sleeps is woken at once; a signal
// handler could not do that. Made before any other thread of the process, which must not take the signals.
#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

namespace app {

// Keeps both signals from ending the process, for whoever waits for them: this thread and those it starts.
sigset_t block_stop_signals();

class StopSignals {
 public:
  // `on_stop` is called once, on that thread, when the first of them comes.
  explicit StopSignals(std::function<void()> on_stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  void run();
  std::function<void()> on_stop_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace app
