#pragma once
// Contracts. A broken one is a bug of ours: say where, abort, let the service manager restart.

namespace base {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define BODYMAP_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::base::check_failed(#condition, __FILE__, __LINE__))
