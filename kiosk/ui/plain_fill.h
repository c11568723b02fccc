#pragma once
// One colour over a rectangle, without shading its pixels: a fraction of the cost of a blended rectangle
// where there is no graphics card. A draw list's own command, carried out in its turn; UI thread.

struct ImDrawCmd;
struct ImDrawList;

namespace ui {

// An ImDrawCallback: fills the command's clip rectangle; UserCallbackData is the colour, packed as ImGui
// does, opaque. Needs the scissor test on, as ImGui's renderer has it.
void plain_fill(const ImDrawList* list, const ImDrawCmd* command);

}  // namespace ui
