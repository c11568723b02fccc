#include "app/lean_heap.h"

#include <malloc.h>

namespace app {

void keep_heap_lean() {
  constexpr int kLarge = 256 << 10;
  // Set by hand, the threshold no longer rises with the largest block ever freed.
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, kLarge);
  mallopt(M_ARENA_MAX, 2);
}

}  // namespace app
