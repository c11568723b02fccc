#include "ui/wiped_heap.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <initializer_list>

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // reading memory given back is the point of this test
TEST_CASE("what was drawn is not found in memory that ImGui gave back") {
  constexpr std::size_t kSize = 1000;
  void* memory = ui::take_memory(kSize, nullptr);
  REQUIRE(memory != nullptr);
  std::memset(memory, 'A', kSize);
  const auto where = reinterpret_cast<std::uintptr_t>(memory);
  ui::give_memory_back(memory, nullptr);
  // The heap keeps its own links in the first bytes; the rest must be zero.
  const auto* freed = reinterpret_cast<const volatile char*>(where);
  bool zero = true;
  for (std::size_t i = 32; i < kSize; ++i) zero = zero && freed[i] == 0;
  CHECK(zero);
}
#endif

TEST_CASE("memory for ImGui: any size, and nothing may be given back") {
  for (const std::size_t size : {0U, 1U, 4096U}) {
    void* memory = ui::take_memory(size, nullptr);
    CHECK(memory != nullptr);
    ui::give_memory_back(memory, nullptr);
  }
  ui::give_memory_back(nullptr, nullptr);
}
