#include "ui/wiped_heap.h"

#include <string.h>

#include <cstdlib>
#include <cstring>

namespace ui {
namespace {

// Before each piece stands its size.
constexpr std::size_t kHead = alignof(std::max_align_t);
static_assert(kHead >= sizeof(std::size_t));

}  // namespace

void* take_memory(std::size_t size, void*) {
  auto* whole = static_cast<unsigned char*>(std::malloc(kHead + size));
  if (whole == nullptr) return nullptr;
  std::memcpy(whole, &size, sizeof size);
  return whole + kHead;
}

void give_memory_back(void* memory, void*) {
  if (memory == nullptr) return;
  auto* whole = static_cast<unsigned char*>(memory) - kHead;
  std::size_t size = 0;
  std::memcpy(&size, whole, sizeof size);
  ::explicit_bzero(memory, size);
  std::free(whole);
}

}  // namespace ui
