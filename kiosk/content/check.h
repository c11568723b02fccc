#pragma once
// Looks over a whole folder of content, as the start of the kiosk and of the queue would, and at every
// language in it. Reads files only; any thread.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace content {

struct ContentReport {
  std::vector<std::string> wrong;         // "strings/es.toml:12: [map] title: is empty"
  std::vector<std::string> untranslated;  // "es: map.title"
  std::vector<std::string> unreviewed;    // "es": languages nobody's name stands under
};

// `folder`: content/, with regions.csv, questions.toml, strings/, .. Absent if there is no such folder.
base::Result<ContentReport> check_content(const std::filesystem::path& folder);

}  // namespace content
