#include "ui/plain_fill.h"

#include <GL/gl.h>
#include <imgui.h>

#include <cstdint>

namespace ui {

void plain_fill(const ImDrawList*, const ImDrawCmd* command) {
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(
      static_cast<ImU32>(reinterpret_cast<std::uintptr_t>(command->UserCallbackData)));
  const ImVec4& clip = command->ClipRect;
  // OpenGL counts from below.
  const float height = ImGui::GetDrawData()->DisplaySize.y;
  glScissor(static_cast<int>(clip.x), static_cast<int>(height - clip.w), static_cast<int>(clip.z - clip.x),
            static_cast<int>(clip.w - clip.y));
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace ui
