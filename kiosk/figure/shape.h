#pragma once
// Small geometry the figure's parts share. Canvas px unless said otherwise; plain values.
#include <algorithm>
#include <vector>

namespace figure {

struct Point {
  float x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};
using Polyline = std::vector<Point>;

// Whole pixels, half open: covers x .. x+w-1.
struct Box {
  int x = 0;
  int y = 0;
  int w = 0;
  int h = 0;
  bool empty() const { return w <= 0 || h <= 0; }
  bool operator==(const Box&) const = default;
};

inline Box intersection(const Box& a, const Box& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  const Box both{x, y, std::min(a.x + a.w, b.x + b.w) - x, std::min(a.y + a.h, b.y + b.h) - y};
  return both.empty() ? Box{} : both;
}

inline Box hull(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

inline Box grown(const Box& box, int by) { return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by}; }

struct Circle {
  Point centre;
  float radius = 0;
};

// Where a region shows in one view.
struct Shape {
  int area_px = 0;
  Circle inscribed;  // the largest circle inside the region; a number disc belongs at its centre
  Box box;
};

}  // namespace figure
