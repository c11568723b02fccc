#pragma once
// When a device that is not there, or was lost, is looked for again: soon, and less and less often while that
// brings nothing. A device that opens and fails at once brings nothing either. Pure; owned by one thread.
#include "base/clock.h"

namespace hw {

struct ReaderTimings {
  // A lost device is looked for when something comes into /dev, and at this interval, doubled after each miss
  // up to the second: without the first, too, a returned reader is usable within 2 s.
  base::Millis first_retry{100};
  base::Millis longest_retry{1600};
  // A device that was open this long, or read a card, did work: when lost it is looked for soon.
  base::Millis steady{2000};
};

class Retry {
 public:
  explicit Retry(const ReaderTimings& timings) : timings_(timings), wait_(timings.first_retry) {}

  // Until the next look.
  base::Millis wait() const { return wait_; }
  void missed();
  // At steady time `now`; opening it anew because it does not answer does not count.
  void opened(base::Millis now) { opened_at_ = now; }
  void lost(base::Millis now, bool read_a_card);
  // Something came into /dev: the next looks are soon.
  void begin_anew() { wait_ = timings_.first_retry; }

 private:
  const ReaderTimings timings_;
  base::Millis wait_;
  base::Millis opened_at_{0};
};

}  // namespace hw
