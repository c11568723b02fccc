#pragma once
// Memory for Dear ImGui. Letters of a name pass through its buffers, which are copied whenever they grow:
// what it gives back is zeroed first. As ImGui::SetAllocatorFunctions wants them; any thread.
#include <cstddef>

namespace ui {

// `size` in bytes, aligned for anything; nullptr if there is none.
void* take_memory(std::size_t size, void* unused);
// What take_memory() gave, or nullptr.
void give_memory_back(void* memory, void* unused);

}  // namespace ui
