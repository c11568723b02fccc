// Rows that can be ticked, and the heading above a question's answers.
#include <array>

#include "ui/views/parts.h"

namespace ui {
namespace {

constexpr float kBoxSide = 64;
constexpr float kBoxLeft = 36;
constexpr float kWordsLeft = 136;
constexpr float kWordsRight = 26;
constexpr float kLine = 1.28F;

// From large to small; the largest in which the words have room.
constexpr std::array kSizes = {Type{Face::Medium, 8.37}, Type{Face::Medium, 7.69}, Type{Face::Medium, 7.0},
                               Type{Face::Medium, 6.33}};

void tick_box(Canvas& canvas, const Rect& rect, bool chosen) {
  if (!chosen) {
    canvas.frame(rect, colour::kInk, 4, 14);
    return;
  }
  canvas.fill(rect, colour::kPrimary, 14);
  const std::array<Point, 3> tick = {Point{rect.x + 16, rect.y + 33}, Point{rect.x + 28, rect.y + 45},
                                     Point{rect.x + 49, rect.y + 20}};
  canvas.stroke(tick, 7, colour::kSurface);
}

}  // namespace

void row_ground(const Scene& scene, const std::string& id, const Rect& rect, bool picked) {
  const bool down = scene.widgets.pressed(id);
  const Rgb ground = down ? colour::kSunken : picked ? colour::kWash : colour::kSurface;
  scene.canvas().box(rect, ground, picked ? colour::kPrimary : colour::kInk2,
                     px(picked ? mm::kFieldOutline : mm::kOutline), px(mm::kRowRadius));
}

bool tick_row(const Scene& scene, const TickRow& row) {
  Canvas& canvas = scene.canvas();
  const float width = row.rect.w - kWordsLeft - kWordsRight;
  Type type = kSizes.back();
  for (const Type& size : kSizes) {
    const auto lines = canvas.wrap(row.label, size, width).size();
    type = size;
    if (static_cast<float>(lines) * size.em() * kLine <= row.rect.h - 16) break;
  }
  const bool touched = scene.widgets.button({.id = row.id,
                                             .rect = row.rect,
                                             .label = row.label,
                                             .type = type,
                                             .radius = px(mm::kRowRadius),
                                             .align = Align::Left,
                                             .pad = kWordsLeft,
                                             .lines = 4,
                                             .role = "toggle",
                                             .value = row.chosen ? "on" : "off",
                                             .draw_face = false});
  row_ground(scene, row.id, row.rect, row.chosen);
  const float middle = row.rect.y + row.rect.h / 2;
  tick_box(canvas, {row.rect.x + kBoxLeft, middle - kBoxSide / 2, kBoxSide, kBoxSide}, row.chosen);
  const auto lines = canvas.wrap(row.label, type, width);
  float y = middle - static_cast<float>(lines.size()) * type.em() * kLine / 2;
  for (const auto line : lines) {
    canvas.text(row.rect.x + kWordsLeft, y, line, type, colour::kInk, kLine);
    y += type.em() * kLine;
  }
  return touched;
}

float heading(const Scene& scene, const Heading& words, float x, float top, float width, Type title) {
  float y = top;
  if (!words.eyebrow.empty()) {
    y = scene.widgets.text({.x = x,
                            .top = y,
                            .words = words.eyebrow,
                            .type = type::kEyebrow,
                            .colour = colour::kInk2,
                            .width = width});
    y += 10;
  }
  y = scene.widgets.text({.x = x,
                          .top = y,
                          .words = words.title,
                          .type = title,
                          .width = width,
                          .line_height = 1.12F,
                          .role = "heading",
                          .balanced = true});
  if (words.help.empty()) return y;
  return scene.widgets.text({.x = x,
                             .top = y + 22,
                             .words = words.help,
                             .type = type::kIntro,
                             .colour = colour::kInk2,
                             .width = width,
                             .line_height = 1.36F});
}

}  // namespace ui
