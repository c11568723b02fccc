#pragma once
// How long a finger waits for the picture it asked for: from its release to the presented frame that it led
// to. The last 500 taps; UI thread only.
#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <vector>

#include "ui/shell.h"

namespace ui {

class LatencyLog {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // The finger lifted; the frame that acts on it may come later.
  void released(Time at) {
    if (!released_) released_ = at;
  }
  // A frame acted on it: the next present is the one that it led to.
  void acted() { acted_ = released_.has_value(); }
  void presented(Time at) {
    if (!acted_) return;
    if (taken_.size() == kMost) taken_.pop_front();
    taken_.push_back(std::chrono::duration<double, std::milli>(at - *released_).count());
    ++count_;
    settled();
  }
  // The tap led to nothing that shows.
  void settled() {
    released_.reset();
    acted_ = false;
  }

  Latency summary() const {
    if (taken_.empty()) return {};
    std::vector<double> sorted(taken_.begin(), taken_.end());
    std::sort(sorted.begin(), sorted.end());
    const auto share = [&](double part) {
      return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    };
    return {share(0.5), share(0.99), sorted.back(), count_};
  }

 private:
  static constexpr std::size_t kMost = 500;
  std::optional<Time> released_;
  bool acted_ = false;
  std::deque<double> taken_;
  std::uint64_t count_ = 0;
};

}  // namespace ui
