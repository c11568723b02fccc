#pragma once
// What changed from one list of the queue to the next, for a program that follows it line by line. No clock
// and no line of its own; one thread.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "queue/sheet.h"

namespace queue {

struct ListChange {
  std::int64_t at_ms = 0;  // UTC by the queue's clock, when the list was made
  std::string what;        // its state now: waiting pulled in_session done left; or gone
  std::string row;         // the API's JSON of it, as last seen
  std::string words;       // the same in a line for a person
};

class ListChanges {
 public:
  // Since the list before; of the first, everything that is open. That minutes pass and leases are renewed is
  // no change. Gone: it is neither open nor among those that ended last, as when a newer visit replaced it.
  // Parse if the JSON is no list; what was known then stays.
  base::Result<std::vector<ListChange>> take(std::string_view list, const RegionLabel& label);

 private:
  struct Known {
    std::string key;  // what of it makes a change
    bool open = false;
    ListChange last;
  };
  std::map<std::string, Known> known_;  // by id
  bool first_ = true;
};

}  // namespace queue
