// Canvas: letters and lines of them.
#include <imgui.h>

#include <cmath>

#include "ui/canvas.h"

namespace ui {
namespace {

// Display sizes are set a little tighter, as the family's drawing intends.
constexpr float kDisplaySpacing = -0.012F;
// Above this em a quarter of a px is not seen.
constexpr int kQuartersUpTo = 48;

// The next code point of well-formed UTF-8; anything else reads as U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return 0xFFFD;
  char32_t code_point = lead & (0x3FU >> more);
  for (int i = 0; i < more; ++i)
    code_point = (code_point << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return code_point;
}

}  // namespace

int Canvas::em_px(Type type) const {
  return std::max(1, static_cast<int>(std::lround(type.em() * layout_.scale)));
}

float Canvas::spacing(Type type) const {
  return type.face == Face::Display ? kDisplaySpacing * static_cast<float>(em_px(type)) : 0;
}

float Canvas::text_width(std::string_view text, Type type) {
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += glyphs_.glyph(type.face, em_px(type), next_code_point(text, at), 0).advance + spacing(type);
  }
  return width / layout_.scale;
}

std::vector<std::string_view> Canvas::wrap(std::string_view text, Type type, float width) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  std::size_t last_space = std::string_view::npos;
  const auto end_line = [&](std::size_t end, std::size_t next) {
    lines.push_back(text.substr(start, end - start));
    start = next;
    last_space = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') {
      end_line(at, at + 1);
      continue;
    }
    const bool word_ends = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    if (text[at] == ' ') last_space = at;
    if (!word_ends || text[at] == ' ') continue;
    const bool too_long = text_width(text.substr(start, at + 1 - start), type) > width;
    if (too_long && last_space != std::string_view::npos) end_line(last_space, last_space + 1);
  }
  if (start < text.size()) lines.push_back(text.substr(start));
  return lines;
}

void Canvas::text(float x, float top, std::string_view text, Type type, Rgb colour, float line_height) {
  const int em = em_px(type);
  const auto size = static_cast<float>(em);
  const float ascent = glyphs_.ascent(type.face);
  const float descent = glyphs_.descent(type.face);
  const float baseline =
      std::round(layout_.to_window_y(top) + size * (line_height - ascent - descent) / 2 + size * ascent);
  const ImU32 ink = IM_COL32(colour.r, colour.g, colour.b, 255);
  float pen = layout_.to_window_x(x);
  auto* texture = reinterpret_cast<void*>(static_cast<std::uintptr_t>(glyphs_.texture()));
  list_->PushTextureID(texture);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    const float snapped = em <= kQuartersUpTo ? std::floor(pen * 4 + 0.5F) / 4 : std::round(pen);
    const float whole = std::floor(snapped);
    const Glyph glyph =
        glyphs_.glyph(type.face, em, code_point, static_cast<int>(std::lround((snapped - whole) * 4)));
    if (glyph.w > 0) {
      const ImVec2 from{whole + glyph.x, baseline + glyph.y};
      list_->PrimReserve(6, 4);
      list_->PrimRectUV(from, {from.x + glyph.w, from.y + glyph.h}, {glyph.u0, glyph.v0},
                        {glyph.u1, glyph.v1}, ink);
    }
    pen += glyph.advance + spacing(type);
  }
  list_->PopTextureID();
}

}  // namespace ui
