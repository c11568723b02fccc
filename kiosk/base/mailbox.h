#pragma once
// Values from any thread to one. Objects belong to one thread; threads exchange values through this.
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace base {

template <class T>
class Mailbox {
 public:
  // `wake` is called after each post, on the posting thread; it must be safe there (SDL_PushEvent is).
  explicit Mailbox(std::function<void()> wake = {}) : wake_(std::move(wake)) {}

  // Any thread.
  void post(T value) {
    {
      const std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    if (wake_) wake_();
  }

  // The owning thread: everything posted so far, oldest first.
  std::vector<T> drain() {
    const std::lock_guard lock(mutex_);
    return std::exchange(values_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<T> values_;
  std::function<void()> wake_;
};

}  // namespace base
