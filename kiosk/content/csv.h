#pragma once
// Comma-separated values (RFC 4180): quoted cells may hold commas, quotes (doubled) and line ends.
// Internal to content. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace content {

struct CsvRow {
  int line = 0;  // where the row starts, from 1
  std::vector<std::string> cells;
};

// Invalid, naming `name` and the line, for a quote out of place. Empty lines are left out.
base::Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view name);

}  // namespace content
