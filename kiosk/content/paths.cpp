#include "content/paths.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace content {
namespace {

namespace fs = std::filesystem;

constexpr const char* kInstalled = "/usr/share/bodymap";

bool is_share_dir(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "assets" / "figure", error) &&
         fs::is_regular_file(folder / "content" / "regions.csv", error);
}

}  // namespace

base::Result<fs::path> find_share_dir() {
  if (const char* given = std::getenv("BODYMAP_SHARE"); given && *given) {  // NOLINT(concurrency-mt-unsafe)
    if (is_share_dir(given)) return fs::path(given);
    return base::fail(base::Code::Absent, std::string("BODYMAP_SHARE=") + given +
                                              ": no assets/figure and content/regions.csv in it");
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (is_share_dir(folder)) return folder;
  }
  if (is_share_dir(kInstalled)) return fs::path(kInstalled);
  return base::fail(base::Code::Absent, std::string("no assets and content above ") + program.string() +
                                            " nor in " + kInstalled + "; set BODYMAP_SHARE");
}

}  // namespace content
