#pragma once
// Ends a blocking request from outside. The HTTP library's own timeouts count silence only, and its stop()
// waits for a connection in the making; so the socket is shut from a thread of this class instead, at the
// deadline or at stop(), whatever the other side drips. Shutting is done on a duplicate of the socket's
// descriptor, so that it can never hit another file that was given the same number meanwhile.
// One request at a time; arm(), watch() and disarm() by the requesting thread, stop() by any.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace delivery {

using RealTime = std::chrono::steady_clock::time_point;

class Cutoff {
 public:
  Cutoff();
  ~Cutoff();
  Cutoff(const Cutoff&) = delete;
  Cutoff& operator=(const Cutoff&) = delete;

  // A request begins that must be over by then.
  void arm(RealTime deadline);
  // The request's socket, just made.
  void watch(int socket);
  void disarm();
  // Cuts the request under way and every later one.
  void stop();
  bool stopped() const;

 private:
  void run();
  void close_duplicate();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  RealTime deadline_{};
  int socket_ = -1;
  bool armed_ = false;
  bool stopped_ = false;
  bool quit_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace delivery
