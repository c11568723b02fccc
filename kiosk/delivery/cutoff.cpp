#include "delivery/cutoff.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace delivery {
namespace {

// A socket may appear, or begin to connect, just after it was shut; so it is shut again until the request
// gives up.
constexpr std::chrono::milliseconds kAgain{20};

}  // namespace

Cutoff::Cutoff() : thread_([this] { run(); }) {}

Cutoff::~Cutoff() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = true;
  }
  changed_.notify_all();
  thread_.join();
  close_duplicate();
}

void Cutoff::arm(RealTime deadline) {
  {
    const std::lock_guard lock(mutex_);
    deadline_ = deadline;
    armed_ = true;
  }
  changed_.notify_all();
}

void Cutoff::watch(int socket) {
  const std::lock_guard lock(mutex_);
  close_duplicate();
  socket_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void Cutoff::disarm() {
  const std::lock_guard lock(mutex_);
  armed_ = false;
  close_duplicate();
}

void Cutoff::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

bool Cutoff::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

void Cutoff::close_duplicate() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void Cutoff::run() {
  std::unique_lock lock(mutex_);
  while (!quit_) {
    if (!armed_) {
      changed_.wait(lock);
    } else if (stopped_ || std::chrono::steady_clock::now() >= deadline_) {
      if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
      changed_.wait_for(lock, kAgain);
    } else {
      changed_.wait_until(lock, deadline_);
    }
  }
}

}  // namespace delivery
