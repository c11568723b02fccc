#pragma once
// What a Reader said, for a test that waits for it.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "hw/reader.h"

namespace hw_test {

// Far longer than anything here takes; a wait ends with the event, not with the time.
constexpr std::chrono::seconds kPatience{20};

class ReaderEvents {
 public:
  hw::Reader::Listener listener() {
    return [this](hw::ReaderEvent event) {
      const std::lock_guard lock(mutex_);
      events_.push_back(std::move(event));
      arrived_.notify_one();
    };
  }

  // The oldest event not yet taken, kept as long as this object; null if none comes in time.
  const hw::ReaderEvent* next(std::chrono::milliseconds patience = kPatience) {
    std::unique_lock lock(mutex_);
    if (!arrived_.wait_for(lock, patience, [&] { return taken_ < events_.size(); })) return nullptr;
    return &events_[taken_++];
  }

  template <class Kind>
  bool next_is(std::chrono::milliseconds patience = kPatience) {
    const auto* event = next(patience);
    return event != nullptr && std::holds_alternative<Kind>(*event);
  }

  // The next event's card as its reader prints it; empty when the next event is none.
  std::string next_card() {
    const auto* event = next();
    const auto* tap = event != nullptr ? std::get_if<hw::CardTapped>(event) : nullptr;
    return tap != nullptr ? base::to_text(tap->card) : std::string();
  }

  // The next event's refusal; nothing when the next event is none.
  std::optional<base::CardRefusal> next_refusal() {
    const auto* event = next();
    const auto* refused = event != nullptr ? std::get_if<hw::CardRefused>(event) : nullptr;
    return refused != nullptr ? std::optional(refused->why) : std::nullopt;
  }

  bool empty() {
    const std::lock_guard lock(mutex_);
    return taken_ == events_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<hw::ReaderEvent> events_;  // grows at its end only, so that events stay where they are
  std::size_t taken_ = 0;
};

inline std::size_t open_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

// Waits, on this thread, until `condition` holds.
template <class Condition>
bool eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace hw_test
