#include "ui/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {
namespace {

constexpr float kIconToType = 1.15F;
constexpr float kIconGap = 14;
constexpr float kButtonLineHeight = 1.14F;

// As it is read: line breaks and hard spaces (C2 A0) are spaces.
std::string on_one_line(std::string_view words) {
  std::string one;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool hard_space = words.substr(i, 2) == "\xC2\xA0";
    one.push_back(hard_space || words[i] == '\n' ? ' ' : words[i]);
    if (hard_space) ++i;
  }
  return one;
}

Rgb label_colour(Kind kind) {
  switch (kind) {
    case Kind::Main:
    case Kind::Chosen: return colour::kSurface;
    case Kind::Off: return colour::kOnDisabled;
    case Kind::Night: return colour::kOnNight;
    case Kind::NightMain: return colour::kNight;
    case Kind::Out: break;
  }
  return colour::kInk;
}

Rgb face_colour(Kind kind, bool down) {
  switch (kind) {
    case Kind::Main:
    case Kind::Chosen: return down ? colour::kPressed : colour::kPrimary;
    case Kind::Off: return colour::kDisabled;
    case Kind::Night: return down ? colour::kInk2 : colour::kNight;
    case Kind::NightMain: return down ? colour::kSunken : colour::kOnNight;
    case Kind::Out: break;
  }
  return down ? colour::kSunken : colour::kSurface;
}

}  // namespace

Button::~Button() {
  for (std::string* words : {&label, &value, &said}) wipe(*words);
}

void Widgets::begin(Outline& outline, const Keys& keys, const TouchPointer::Frame& pointer) {
  outline_ = &outline;
  keys_ = keys;
  pointer_ = pointer;
  held_.clear();
  begun_.clear();
  acted_ = false;
}

void Widgets::end() {
  draw_focus_ring();
  const bool sign_of_life = pointer_.released || keys_.moved || !keys_.activated.empty();
  if (sign_of_life && touched_.empty() && !acted_) emit(visit::event::Touch{});
}

Point Widgets::finger() const {
  return {layout().from_window_x(pointer_.x), layout().from_window_y(pointer_.y)};
}

std::optional<Fingers> Widgets::fingers_on(const std::string& id) const {
  if (begun_ != id || !pointer_.present) return std::nullopt;
  Fingers fingers{finger(), {}, pointer_.second_went / layout().scale};
  if (pointer_.second) {
    fingers.second =
        Point{layout().from_window_x(pointer_.second->x), layout().from_window_y(pointer_.second->y)};
  }
  return fingers;
}

void Widgets::item(Item item) {
  item.rect = layout().to_window(item.rect);
  if (item.at) item.at = Rect{layout().to_window_x(item.at->x), layout().to_window_y(item.at->y), 1, 1};
  outline_->items.push_back(std::move(item));
}

bool Widgets::touch_area(const std::string& id, const Rect& rect) {
  const Rect to = layout().to_window(rect);
  ImGui::SetCursorScreenPos({to.x, to.y});
  const bool fired = ImGui::InvisibleButton(id.c_str(), {std::max(1.0F, to.w), std::max(1.0F, to.h)});
  if (ImGui::IsItemActive() && ImGui::IsItemHovered()) held_ = id;
  if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) begun_ = id;
  const bool act = fired || activated(id);
  acted_ = acted_ || act;
  return act;
}

bool Widgets::button(const Button& button) {
  const bool enabled = button.kind != Kind::Off;
  const bool fired = enabled && touch_area(button.id, button.rect);
  const bool down = held_ == button.id && enabled;
  const Fitted fitted = fit(button.label, button.type, room_for_label(button), button.lines);
  if (button.draw_face) {
    draw_face(button, down);
    draw_label(button, down, fitted);
  }
  Item item;
  item.id = button.id;
  item.role = button.role;
  item.label = on_one_line(button.said.empty() ? button.label : button.said);
  item.value = button.value;
  item.enabled = enabled;
  item.rect = button.rect;
  item.fits = fitted.fits;
  this->item(std::move(item));
  return fired;
}

Rect Widgets::room_for_label(const Button& button) const {
  const float icon = std::floor(button.type.em() * kIconToType) + kIconGap;
  const float icons = (button.icon == Icon::None ? 0 : icon) + (button.after == Icon::None ? 0 : icon);
  const float right = std::min(button.pad, button.radius);
  const float left = button.align == Align::Left ? button.pad : right;
  return {0, 0, button.rect.w - icons - left - right, button.rect.h - 8};
}

Widgets::Fitted Widgets::fit(std::string_view words, Type type, const Rect& room, int lines) {
  // A long word gets smaller letters rather than a cut, but never smaller than can be read.
  constexpr double kStep = 0.94;
  Fitted fitted{{}, type, false};
  for (; fitted.type.capital_mm >= type::kLeastCapitalMm; fitted.type.capital_mm *= kStep) {
    fitted.lines = canvas_.wrap(words, fitted.type, room.w);
    const bool narrow = std::all_of(fitted.lines.begin(), fitted.lines.end(), [&](std::string_view line) {
      return canvas_.text_width(line, fitted.type) <= room.w;
    });
    const float tall = fitted.type.em() * kButtonLineHeight * static_cast<float>(fitted.lines.size());
    fitted.fits = narrow && tall <= room.h && static_cast<int>(fitted.lines.size()) <= lines;
    if (fitted.fits) return fitted;
  }
  fitted.type.capital_mm /= kStep;
  fitted.lines = canvas_.wrap(words, fitted.type, room.w);
  return fitted;
}

void Widgets::draw_face(const Button& button, bool down) {
  const Rgb face = face_colour(button.kind, down);
  if (button.kind == Kind::Out) {
    canvas_.box(button.rect, face, colour::kInk2, px(mm::kOutline), button.radius);
  } else if (button.kind == Kind::Night) {
    canvas_.box(button.rect, face, colour::kOnNight, px(mm::kOutline), button.radius);
  } else {
    canvas_.fill(button.rect, face, button.radius);
  }
}

void Widgets::draw_label(const Button& button, bool down, const Fitted& fitted) {
  const float em = fitted.type.em();
  const float icon = std::floor(button.type.em() * kIconToType);
  const float before = button.icon == Icon::None ? 0 : icon + (fitted.lines.empty() ? 0 : kIconGap);
  const float after = button.after == Icon::None ? 0 : icon + (fitted.lines.empty() ? 0 : kIconGap);
  float widest = 0;
  for (const auto line : fitted.lines) widest = std::max(widest, canvas_.text_width(line, fitted.type));
  const float content = before + widest + after;
  const float drop = down ? px(mm::kPressDrop) : 0;
  const Rgb colour = label_colour(button.kind);
  const float middle = button.rect.y + button.rect.h / 2 + drop;
  float x = button.align == Align::Left ? button.rect.x + button.pad
                                        : button.rect.x + (button.rect.w - content) / 2;
  if (button.icon != Icon::None) canvas_.icon(button.icon, x, middle - icon / 2, icon, colour);
  x += before;
  const float line = em * kButtonLineHeight;
  float top = middle - line * static_cast<float>(fitted.lines.size()) / 2;
  for (const auto words : fitted.lines) {
    const float indent =
        button.align == Align::Left ? 0 : (widest - canvas_.text_width(words, fitted.type)) / 2;
    canvas_.text(x + indent, top, words, fitted.type, colour, kButtonLineHeight);
    top += line;
  }
  if (button.after != Icon::None) {
    canvas_.icon(button.after, x + widest + after - icon, middle - icon / 2, icon, colour);
  }
}

float Widgets::text(const Text& text) {
  std::vector<std::string_view> lines = {text.words};
  if (text.width > 0) {
    lines = text.balanced ? balanced_lines(canvas_, text.words, text.type, text.width)
                          : canvas_.wrap(text.words, text.type, text.width);
  }
  const float line = text.type.em() * text.line_height;
  float widest = 0;
  float top = text.top;
  for (const auto words : lines) {
    const float width = canvas_.text_width(words, text.type);
    widest = std::max(widest, width);
    const float room = text.width - width;
    const float indent = text.align == Align::Left ? 0 : text.align == Align::Centre ? room / 2 : room;
    canvas_.text(text.x + indent, top, words, text.type, text.colour, text.line_height);
    top += line;
  }
  if (!text.outlined) return top;
  Item item;
  item.id = text.id;
  item.role = text.role;
  item.label = on_one_line(text.words);
  const float slack = text.width - widest;
  const float left = text.align == Align::Left ? 0 : text.align == Align::Centre ? slack / 2 : slack;
  item.rect = {text.x + left, text.top, widest, top - text.top};
  item.fits = text.width <= 0 || widest <= text.width + 0.5F;
  this->item(std::move(item));
  return top;
}

void Widgets::draw_focus_ring() {
  if (!keys_.ring || keys_.focus.empty()) return;
  const Item* focused = outline_->find_id(keys_.focus);
  if (focused == nullptr) return;
  const Layout& to = layout();
  const Rect rect{to.from_window_x(focused->rect.x), to.from_window_y(focused->rect.y),
                  focused->rect.w / to.scale, focused->rect.h / to.scale};
  const float gap = px(mm::kFocusGap);
  const float ring = px(mm::kFocusRing);
  const float radius = px(mm::kControlRadius);
  const auto around = [&](float by) {
    return Rect{rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by};
  };
  canvas_.frame(around(gap), colour::kPaper, gap, radius + gap);
  canvas_.frame(around(gap + ring), colour::kFocus, ring, radius + gap + ring);
}

std::vector<std::string_view> balanced_lines(Canvas& canvas, std::string_view words, Type type, float width) {
  struct Word {
    std::size_t from;
    std::size_t to;
  };
  std::vector<Word> all;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) all.push_back({at, end});
    at = end + 1;
  }
  // best[i]: how the words from i on are set: lines, then the sum of squared lengths, then where line 1 ends.
  struct Best {
    int lines = std::numeric_limits<int>::max();
    double ragged = 0;
    std::size_t next = 0;
  };
  std::vector<Best> best(all.size() + 1);
  best.back() = {0, 0, all.size()};
  for (std::size_t i = all.size(); i-- > 0;) {
    for (std::size_t j = i; j < all.size(); ++j) {
      const float length = canvas.text_width(words.substr(all[i].from, all[j].to - all[i].from), type);
      if (length > width && j > i) break;
      const Best candidate{best[j + 1].lines + 1, best[j + 1].ragged + static_cast<double>(length) * length,
                           j + 1};
      const bool better = candidate.lines < best[i].lines ||
                          (candidate.lines == best[i].lines && candidate.ragged < best[i].ragged);
      if (better) best[i] = candidate;
    }
  }
  std::vector<std::string_view> lines;
  for (std::size_t i = 0; i < all.size(); i = best[i].next) {
    lines.push_back(words.substr(all[i].from, all[best[i].next - 1].to - all[i].from));
  }
  return lines;
}

}  // namespace ui
