#pragma once
// Drawing in layout px: the only place, with the platform, that calls ImGui's draw lists. It draws; it knows
// nothing of touch or of what the shapes mean. One frame's worth of work a begin(); UI thread only.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figure/shape.h"
#include "ui/glyphs.h"
#include "ui/layout.h"
#include "ui/theme.h"

struct ImDrawList;

namespace ui {

using Point = figure::Point;

// A stroked picture of one idea, on a 36 x 36 box; never typeset.
enum class Icon : std::uint8_t {
  None,
  Back,
  Next,
  Tick,
  Plus,
  Minus,
  Cross,
  Undo,
  Redo,
  Delete,
  Shift,
  Pen,
  Help,
  Both,
  Hatch,
  Bigger,
  Smaller
};

enum class Align : std::uint8_t { Left, Centre, Right };

class Canvas {
 public:
  explicit Canvas(Glyphs& glyphs) : glyphs_(glyphs) {}
  void begin(ImDrawList* list, const Layout& layout);
  const Layout& layout() const { return layout_; }

  void fill(const Rect& rect, Rgb colour, float radius = 0, float opacity = 1);
  // Outline inside the rectangle.
  void box(const Rect& rect, Rgb inside, Rgb outline, float outline_width, float radius);
  void frame(const Rect& rect, Rgb colour, float width, float radius);
  void disc(Point centre, float radius, Rgb colour);
  void circle(Point centre, float radius, Rgb colour, float width);
  // Round ends and corners.
  void stroke(std::span<const Point> points, float width, Rgb colour, bool closed = false);
  // Part of a circle, clockwise from the top, `share` 0..1.
  void arc(Point centre, float radius, float share, float width, Rgb colour);
  void fade(const Rect& rect, Rgb colour, float opacity_from, float opacity_to, bool downwards);
  // The hatch of "please don't touch" in a disc.
  void hatched_disc(Point centre, float radius);
  void icon(Icon icon, float x, float y, float size, Rgb colour);
  void card_sign(float x, float y, float scale, bool struck_out, Rgb colour, Rgb ground);
  // The part of a texture given in 0..1 on the rectangle.
  void picture(void* texture, const Rect& rect, const Rect& part = {0, 0, 1, 1}, float opacity = 1);
  void clip(const Rect& rect);
  void end_clip();

  // Layout px.
  float text_width(std::string_view text, Type type);
  // Lines of at most `width`, broken at spaces and line breaks; one word longer than that stays whole.
  std::vector<std::string_view> wrap(std::string_view text, Type type, float width);
  // One line. `top` is of a line box of em x line_height, the letters centred in it.
  void text(float x, float top, std::string_view text, Type type, Rgb colour, float line_height = 1.3F);

 private:
  struct Run;
  Point at(Point point) const { return {layout_.to_window_x(point.x), layout_.to_window_y(point.y)}; }
  int em_px(Type type) const;
  float spacing(Type type) const;
  template <class Shape>
  void around_core(const Rect& solid, float radius, Rgb colour, float worth, Shape shape);

  Glyphs& glyphs_;
  ImDrawList* list_ = nullptr;
  Layout layout_;
};

}  // namespace ui
