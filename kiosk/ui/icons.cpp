// Canvas: icons, drawn as strokes with round ends.
#include <array>
#include <cmath>
#include <initializer_list>
#include <numbers>

#include "ui/canvas.h"

namespace ui {
namespace {

constexpr float kBox = 36;
constexpr float kStroke = 3.4F;

// Strokes of one icon, as they are drawn.
struct Strokes {
  Canvas& canvas;
  float x;
  float y;
  float unit;  // layout px per px of the icon's box
  Rgb colour;
  float width = kStroke;

  Point place(Point point) const { return {x + point.x * unit, y + point.y * unit}; }
  void line(std::initializer_list<Point> points, bool closed = false) const {
    std::vector<Point> path;
    for (const Point& point : points) path.push_back(place(point));
    canvas.stroke(path, width * unit, colour, closed);
  }
  void path(std::span<const Point> points) const {
    std::vector<Point> placed;
    for (const Point& point : points) placed.push_back(place(point));
    canvas.stroke(placed, width * unit, colour);
  }
  void circle(Point centre, float radius) const {
    canvas.circle(place(centre), radius * unit, colour, width * unit);
  }
};

void add_arc(std::vector<Point>& path, Point centre, float radius, float from, float to) {
  constexpr int kSteps = 16;
  for (int i = 0; i <= kSteps; ++i) {
    const float angle = from + (to - from) * static_cast<float>(i) / kSteps;
    path.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
}

constexpr float kHalfPi = std::numbers::pi_v<float> / 2;

void turn_back(const Strokes& strokes, bool mirrored) {
  const auto mirror = [&](Point point) { return mirrored ? Point{kBox - point.x, point.y} : point; };
  strokes.line({mirror({13, 6}), mirror({6, 13}), mirror({13, 20})});
  std::vector<Point> path = {{6, 13}};
  add_arc(path, {20, 22}, 9, -kHalfPi, kHalfPi);
  path.push_back({13, 31});
  for (Point& point : path) point = mirror(point);
  strokes.path(path);
}

void question(Strokes strokes) {
  strokes.width = kStroke * 0.9F;
  strokes.circle({18, 18}, 15);
  // The bow of the mark: three quarters round, then down to the stem.
  std::vector<Point> path;
  add_arc(path, {18, 14.4F}, 4.6F, std::numbers::pi_v<float>, 2 * std::numbers::pi_v<float> + 1.05F);
  path.push_back({18.6F, 19.8F});
  path.push_back({18, 21.7F});
  strokes.path(path);
  strokes.canvas.disc(strokes.place({18, 26.4F}), 2.1F * strokes.unit, strokes.colour);
}

void magnifier(const Strokes& strokes, bool plus) {
  strokes.circle({15, 15}, 11);
  strokes.line({{23.4F, 23.4F}, {31, 31}});
  strokes.line({{10, 15}, {20, 15}});
  if (plus) strokes.line({{15, 10}, {15, 20}});
}

}  // namespace

void Canvas::icon(Icon icon, float x, float y, float size, Rgb colour) {
  const Strokes strokes{*this, x, y, size / kBox, colour};
  switch (icon) {
    case Icon::None: break;
    case Icon::Back: strokes.line({{22, 6}, {10, 18}, {22, 30}}); break;
    case Icon::Next: strokes.line({{14, 6}, {26, 18}, {14, 30}}); break;
    case Icon::Tick: strokes.line({{6, 19}, {14, 27}, {30, 9}}); break;
    case Icon::Plus:
      strokes.line({{18, 6}, {18, 30}});
      strokes.line({{6, 18}, {30, 18}});
      break;
    case Icon::Minus: strokes.line({{6, 18}, {30, 18}}); break;
    case Icon::Cross:
      strokes.line({{8, 8}, {28, 28}});
      strokes.line({{28, 8}, {8, 28}});
      break;
    case Icon::Undo: turn_back(strokes, false); break;
    case Icon::Redo: turn_back(strokes, true); break;
    case Icon::Delete:
      strokes.line({{12, 6}, {32, 6}, {32, 30}, {12, 30}, {3, 18}}, true);
      strokes.line({{17, 13}, {26, 23}});
      strokes.line({{26, 13}, {17, 23}});
      break;
    case Icon::Shift:
      strokes.line({{18, 5}, {31, 19}, {24, 19}, {24, 30}, {12, 30}, {12, 19}, {5, 19}}, true);
      break;
    case Icon::Pen: strokes.line({{7, 29}, {9, 21}, {24, 6}, {30, 12}, {15, 27}}, true); break;
    case Icon::Help: question(strokes); break;
    case Icon::Bigger: magnifier(strokes, true); break;
    case Icon::Smaller: magnifier(strokes, false); break;
    case Icon::Both:
      strokes.circle({9, 18}, 6);
      strokes.circle({27, 18}, 6);
      strokes.line({{15, 18}, {21, 18}});
      break;
    case Icon::Hatch:
      strokes.circle({18, 18}, 14);
      strokes.line({{10, 23}, {23, 10}});
      strokes.line({{14, 28}, {28, 14}});
      break;
  }
}

void Canvas::card_sign(float x, float y, float scale, bool struck_out, Rgb colour, Rgb ground) {
  const Strokes strokes{*this, x, y, scale, colour, 4};
  const Rect card{x + 4 * scale, y + 30 * scale, 96 * scale, 64 * scale};
  frame({card.x - 2 * scale, card.y - 2 * scale, card.w + 4 * scale, card.h + 4 * scale}, colour, 4 * scale,
        12 * scale);
  strokes.line({{4, 50}, {100, 50}});
  strokes.line({{18, 76}, {44, 76}});
  if (struck_out) {
    const std::array<Point, 2> across = {strokes.place({110, 102}), strokes.place({0, 18})};
    stroke(across, 16 * scale, ground);
    stroke(across, 5 * scale, colour);
    return;
  }
  // Waves of a reader, about a point inside the card's edge.
  for (const auto& [start, end, radius] : {std::array<float, 3>{46, 78, 24}, std::array<float, 3>{36, 88, 40},
                                           std::array<float, 3>{26, 98, 56}}) {
    const float half = (end - start) / 2;
    const float left = 112 + (46 - start) * 1.2F;
    const float reach = std::asin(half / radius);
    std::vector<Point> wave;
    add_arc(wave, {left - radius * std::cos(reach), 62}, radius, -reach, reach);
    strokes.path(wave);
  }
}

}  // namespace ui
