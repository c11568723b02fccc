#pragma once
// Where the files we ship are: the folder that has both assets/ and content/. Any thread.
#include <filesystem>

#include "base/result.h"

namespace content {

// $BODYMAP_SHARE if set; else the nearest folder above this program that has assets/ and content/ (a
// build in the source tree); else /usr/share/bodymap. Absent, naming what was tried, if none has both.
base::Result<std::filesystem::path> find_share_dir();

}  // namespace content
