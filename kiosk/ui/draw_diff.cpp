#include "ui/draw_diff.h"

#include <imgui.h>

namespace ui {

void DrawDiff::put(const void* bytes, std::size_t count) {
  const auto* from = static_cast<const unsigned char*>(bytes);
  drawn_.insert(drawn_.end(), from, from + count);
}

bool DrawDiff::differs(const ImDrawData& drawn, std::uint64_t texture_changes) {
  drawn_.clear();
  put(&texture_changes, sizeof texture_changes);
  put(&drawn.DisplaySize, sizeof drawn.DisplaySize);
  for (int i = 0; i < drawn.CmdListsCount; ++i) {
    const ImDrawList& list = *drawn.CmdLists[i];
    put(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
    put(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      put(&command.ClipRect, sizeof command.ClipRect);
      put(&command.TextureId, sizeof command.TextureId);
      put(&command.ElemCount, sizeof command.ElemCount);
      put(&command.UserCallbackData, sizeof command.UserCallbackData);
    }
  }
  return drawn_ != presented_;
}

void DrawDiff::presented() { presented_.swap(drawn_); }

void DrawDiff::forget() {
  base::forget(drawn_);
  base::forget(presented_);
}

}  // namespace ui
