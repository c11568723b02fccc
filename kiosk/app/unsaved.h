#pragma once
// Unfinished visits that the disk refused when their client was gone: kept in memory, which wipes itself, and
// tried again until they are on the disk. UI thread only; no I/O of its own.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "visit/visit.h"

namespace app {

class Unsaved {
 public:
  // More than these on a disk that refuses is a machine that staff must look at.
  static constexpr std::size_t kMost = 8;
  static constexpr base::Millis kRetryAfter{10'000};

  // False: no room, and the record is gone.
  bool keep(visit::effect::StoreIntake&& record, base::Millis now) {
    if (records_.size() == kMost) return false;
    records_.push_back(std::move(record));
    due_ = now + kRetryAfter;
    return true;
  }

  // Gives each record to `store` once kRetryAfter has passed, until it answers true.
  template <class Store>
  void retry(base::Millis now, Store store) {
    if (records_.empty() || now < due_) return;
    due_ = now + kRetryAfter;
    std::erase_if(records_, [&](visit::effect::StoreIntake& record) { return store(record); });
  }

  std::size_t size() const { return records_.size(); }

 private:
  std::vector<visit::effect::StoreIntake> records_;
  base::Millis due_{0};
};

}  // namespace app
