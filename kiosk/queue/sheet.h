#pragma once
// The therapist's sheet and list for a terminal, from the API's JSON (people_json.h). Pure; any thread.
// Times are the clinic's: the local zone of base/clock.h.
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace queue {

// A region's name for a code: "Left outer calf". The code itself when there is no catalogue.
using RegionLabel = std::function<std::string(std::string_view code)>;

// Who, how long waiting, whom they asked for; then what safety asked for, the areas by rank then level, what
// not to touch, and the rest. Parse if the JSON is no such record.
base::Result<std::string> sheet_text(std::string_view json, const RegionLabel& label);
// One line an intake. Parse if the JSON is no such list.
base::Result<std::string> list_text(std::string_view json, const RegionLabel& label);

}  // namespace queue
