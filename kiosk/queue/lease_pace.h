#pragma once
// When to renew a lease that is being held, and how long a silent queue is waited for. A value; no clock of
// its own: times are a steady clock's ms.
#include <algorithm>

#include "base/clock.h"

namespace queue {

class LeasePace {
 public:
  // `lease` from `now` on; may be short, and 0 or less counts as the shortest.
  LeasePace(base::Millis now, base::Millis lease) { renewed(now, lease); }

  // The queue renewed it; `asked` is when it was asked, so that the lease is never taken for longer than it
  // is.
  void renewed(base::Millis asked, base::Millis lease) {
    lease_ = std::max(lease, kShortest);
    ends_ = asked + lease_;
    failed_ = false;
  }
  // The queue could not be asked or could not answer.
  void failed() { failed_ = true; }

  // How long to wait before the next try: a third of the lease, 20 s at most, less after a failure.
  base::Millis wait() const {
    const auto third = std::min(kLongestWait, lease_ / 3);
    return failed_ ? std::min(third, kRetry) : third;
  }
  // Whether the lease is still ours as far as we can know.
  bool runs(base::Millis now) const { return now < ends_; }

 private:
  static constexpr base::Millis kShortest{1'500};
  static constexpr base::Millis kLongestWait{20'000};
  static constexpr base::Millis kRetry{1'000};
  base::Millis lease_{0}, ends_{0};
  bool failed_ = false;
};

}  // namespace queue
