#include "hw/retry.h"

#include <algorithm>

namespace hw {

void Retry::missed() { wait_ = std::min(wait_ * 2, timings_.longest_retry); }

void Retry::lost(base::Millis now, bool read_a_card) {
  if (read_a_card || now - opened_at_ >= timings_.steady)
    begin_anew();
  else
    missed();
}

}  // namespace hw
