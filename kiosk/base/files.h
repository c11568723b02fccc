#pragma once
// Whole small files: keys, settings, markers.
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// Absent if there is none, Io otherwise. Up to 16 MiB.
Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside, syncs, renames, syncs the folder: after return the content stands even if the power
// goes. `mode` for the new file, e.g. 0600. Full when the disk is.
Result<void> write_file_durably(const std::filesystem::path& path, std::string_view content, unsigned mode);

}  // namespace base
