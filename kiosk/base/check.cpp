#include "base/check.h"

#include <cstdlib>

#include "base/log.h"

namespace base {

void check_failed(const char* condition, const char* file, int line) {
  log(Level::Error, "base", "contract broken",
      {{"condition", condition}, {"file", file}, {"line", std::to_string(line)}});
  std::abort();
}

}  // namespace base
