#include "ui/canvas.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

#include "ui/plain_fill.h"

namespace ui {
namespace {

ImU32 packed(Rgb colour, float opacity = 1) {
  return IM_COL32(colour.r, colour.g, colour.b, static_cast<int>(std::lround(opacity * 255)));
}

constexpr float kPi = std::numbers::pi_v<float>;

}  // namespace

void Canvas::begin(ImDrawList* list, const Layout& layout) {
  list_ = list;
  layout_ = layout;
}

// `shape` draws what is one opaque colour all over `solid` but for its rounded corners and soft edges (window
// px). Where it is `worth` it (px), the inside is filled plainly and the shape drawn only in the rim around:
// the same pixels, most of them without shading.
template <class Shape>
void Canvas::around_core(const Rect& solid, float radius, Rgb colour, float worth, Shape shape) {
  constexpr float kCornerShare = 1 - std::numbers::sqrt2_v<float> / 2;  // how far a round corner reaches in
  const float in = std::ceil(radius * kCornerShare) + 1;
  const ImVec2 from{std::ceil(solid.x) + in, std::ceil(solid.y) + in};
  const ImVec2 to{std::floor(solid.x + solid.w) - in, std::floor(solid.y + solid.h) - in};
  if (to.x <= from.x || to.y <= from.y || (to.x - from.x) * (to.y - from.y) < worth) return shape();
  list_->PushClipRect(from, to, true);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): ImGui carries a callback's data in a pointer
  list_->AddCallback(plain_fill, reinterpret_cast<void*>(static_cast<std::uintptr_t>(packed(colour))));
  list_->PopClipRect();
  constexpr float kFar = 1e5F;
  const std::array<std::pair<ImVec2, ImVec2>, 4> rim = {{{{0, 0}, {kFar, from.y}},
                                                         {{0, to.y}, {kFar, kFar}},
                                                         {{0, from.y}, {from.x, to.y}},
                                                         {{to.x, from.y}, {kFar, to.y}}}};
  for (const auto& [start, end] : rim) {
    list_->PushClipRect(start, end, true);
    shape();
    list_->PopClipRect();
  }
}

void Canvas::fill(const Rect& rect, Rgb colour, float radius, float opacity) {
  const Rect to = layout_.to_window(rect);
  const float round = radius * layout_.scale;
  const auto whole = [&] {
    list_->AddRectFilled({to.x, to.y}, {to.x + to.w, to.y + to.h}, packed(colour, opacity), round);
  };
  constexpr float kWorth = 40'000;
  if (opacity < 1) return whole();
  around_core(to, round, colour, kWorth, whole);
}

void Canvas::box(const Rect& rect, Rgb inside, Rgb outline, float outline_width, float radius) {
  const auto filled = [&](const Rect& to, Rgb colour, float round) {
    list_->AddRectFilled({to.x, to.y}, {to.x + to.w, to.y + to.h}, packed(colour), round);
  };
  const float by = outline_width;
  const Rect outer = layout_.to_window(rect);
  const Rect inner = layout_.to_window({rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by});
  const float inner_radius = std::max(0.0F, radius - by) * layout_.scale;
  constexpr float kWorth = 12'000;
  around_core(inner, inner_radius, inside, kWorth, [&] {
    filled(outer, outline, radius * layout_.scale);
    filled(inner, inside, inner_radius);
  });
}

void Canvas::frame(const Rect& rect, Rgb colour, float width, float radius) {
  const Rect to = layout_.to_window(rect);
  const float half = width * layout_.scale / 2;
  list_->AddRect({to.x + half, to.y + half}, {to.x + to.w - half, to.y + to.h - half}, packed(colour),
                 radius * layout_.scale - half, 0, width * layout_.scale);
}

void Canvas::disc(Point centre, float radius, Rgb colour) {
  const Point to = at(centre);
  list_->AddCircleFilled({to.x, to.y}, radius * layout_.scale, packed(colour));
}

void Canvas::circle(Point centre, float radius, Rgb colour, float width) {
  const Point to = at(centre);
  list_->AddCircle({to.x, to.y}, radius * layout_.scale, packed(colour), 0, width * layout_.scale);
}

void Canvas::stroke(std::span<const Point> points, float width, Rgb colour, bool closed) {
  const float thick = width * layout_.scale;
  std::vector<ImVec2> path;
  path.reserve(points.size());
  for (const Point& point : points) path.emplace_back(at(point).x, at(point).y);
  list_->AddPolyline(path.data(), static_cast<int>(path.size()), packed(colour),
                     closed ? ImDrawFlags_Closed : ImDrawFlags_None, thick);
  // ImGui's lines end square; a disc at each corner and end makes them round.
  for (const ImVec2& corner : path) list_->AddCircleFilled(corner, thick / 2, packed(colour));
}

void Canvas::arc(Point centre, float radius, float share, float width, Rgb colour) {
  const int steps = std::max(2, static_cast<int>(std::lround(180 * share)));
  std::vector<Point> points;
  for (int i = 0; i <= steps; ++i) {
    const float angle = 2 * kPi * share * static_cast<float>(i) / static_cast<float>(steps);
    points.push_back({centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)});
  }
  stroke(points, width, colour);
}

void Canvas::fade(const Rect& rect, Rgb colour, float opacity_from, float opacity_to, bool downwards) {
  const Rect to = layout_.to_window(rect);
  const ImU32 from = packed(colour, opacity_from);
  const ImU32 until = packed(colour, opacity_to);
  const ImU32 top_right = downwards ? from : until;
  const ImU32 bottom_left = downwards ? until : from;
  list_->AddRectFilledMultiColor({to.x, to.y}, {to.x + to.w, to.y + to.h}, from, top_right, until,
                                 bottom_left);
}

void Canvas::hatched_disc(Point centre, float radius) {
  disc(centre, radius, colour::kSurface);
  constexpr float kPeriod = 12;
  constexpr float kWidth = 4;
  const float diagonal = std::numbers::sqrt2_v<float> / 2;
  for (float offset = -radius + kPeriod / 2; offset < radius; offset += kPeriod) {
    const float half = std::sqrt(std::max(0.0F, radius * radius - offset * offset)) - kWidth / 2;
    if (half <= 0) continue;
    const Point middle{centre.x + offset * diagonal, centre.y + offset * diagonal};
    const std::array<Point, 2> stripe = {Point{middle.x - half * diagonal, middle.y + half * diagonal},
                                         Point{middle.x + half * diagonal, middle.y - half * diagonal}};
    stroke(stripe, kWidth, colour::kInk);
  }
  circle(centre, radius, colour::kInk2, 2);
}

void Canvas::picture(void* texture, const Rect& rect, const Rect& part, float opacity) {
  const Rect to = layout_.to_window(rect);
  list_->AddImage(texture, {to.x, to.y}, {to.x + to.w, to.y + to.h}, {part.x, part.y},
                  {part.x + part.w, part.y + part.h}, packed({255, 255, 255}, opacity));
}

void Canvas::clip(const Rect& rect) {
  const Rect to = layout_.to_window(rect);
  list_->PushClipRect({to.x, to.y}, {to.x + to.w, to.y + to.h}, true);
}

void Canvas::end_clip() { list_->PopClipRect(); }

}  // namespace ui
