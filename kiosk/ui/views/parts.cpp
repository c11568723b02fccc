#include "ui/views/parts.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr float kAdviceLine = 1.25F;  // line height
constexpr float kAdviceGap = 8;

using content::Str;

struct DockPlaces {
  float y;
  float h;
  Rect back;
  Rect help;
  Rect next;
};

DockPlaces dock_places(const Layout& layout) {
  if (layout.portrait) {
    constexpr float kY = 1776;
    constexpr float kH = 104;
    return {kY, kH, {48, kY, 184, kH}, {248, kY, 226, kH}, {720, kY, 312, kH}};
  }
  constexpr float kY = 944;
  constexpr float kH = 100;
  return {kY, kH, {56, kY, 200, kH}, {272, kY, 232, kH}, {1524, kY, 340, kH}};
}

// Digits that fill their disc, but never smaller than can be read.
Type digits_of(double capital_mm) { return {Face::Bold, std::max(capital_mm, type::kLeastCapitalMm)}; }

}  // namespace

std::string number(int value) { return std::to_string(value); }

std::string months(const Scene& scene) {
  if (scene.retention_months == 1) return scene.words(Str::CommonMonth);
  return scene.strings.fill(Str::CommonMonths, {{"count", number(scene.retention_months)}});
}

content::Str view_words(figure::View view) {
  switch (view) {
    case figure::View::Front: return Str::MapViewFront;
    case figure::View::Back: return Str::MapViewBack;
    case figure::View::Left: return Str::MapViewLeft;
    case figure::View::Right: return Str::MapViewRight;
    case figure::View::Inside: return Str::MapViewInside;
    case figure::View::Soles: return Str::MapViewSoles;
    case figure::View::LegsFront: return Str::MapViewLegsFront;
    case figure::View::LegsBack: return Str::MapViewLegsBack;
    case figure::View::LegsLeft: return Str::MapViewLegsLeft;
    case figure::View::LegsRight: return Str::MapViewLegsRight;
    case figure::View::UpperFront: return Str::MapViewUpperFront;
    case figure::View::UpperBack: break;
  }
  return Str::MapViewUpperBack;
}

void clinic_name(const Scene& scene, Rgb colour) {
  scene.widgets.text({.x = scene.layout().margin(),
                      .top = 40,
                      .words = scene.clinic,
                      .type = type::kHeader,
                      .colour = colour});
}

void header(const Scene& scene) {
  clinic_name(scene);
  const auto progress = visit::progress(scene.visit, scene.rules);
  if (progress.count == 0) return;
  constexpr float kBar = 44;
  constexpr float kStep = kBar + 8;
  const float right = scene.layout().width - scene.layout().margin();
  const float left = right - kStep * static_cast<float>(progress.count) + 8;
  for (int i = 0; i < progress.count; ++i) {
    scene.canvas().fill({left + kStep * static_cast<float>(i), 52, kBar, 8},
                        i < progress.step ? colour::kPrimary : colour::kHair, 4);
  }
  scene.widgets.text({.x = left - 260,
                      .top = 40,
                      .words = scene.strings.fill(
                          Str::CommonStep, {{"n", number(progress.step)}, {"count", number(progress.count)}}),
                      .type = type::kStep,
                      .colour = colour::kInk2,
                      .width = 240,
                      .align = Align::Right});
}

bool dock(const Scene& scene, const Dock& dock) {
  const DockPlaces places = dock_places(scene.layout());
  Widgets& w = scene.widgets;
  if (dock.back && w.button({.id = "back",
                             .rect = places.back,
                             .label = scene.words(Str::CommonBack),
                             .kind = dock.side,
                             .icon = Icon::Back})) {
    w.emit(visit::event::Back{});
  }
  if (dock.help && w.button({.id = "help",
                             .rect = places.help,
                             .label = scene.words(Str::CommonHelp),
                             .kind = dock.side,
                             .icon = Icon::Help})) {
    w.emit(visit::event::Help{});
  }
  if (dock.next_id.empty()) return false;
  return w.button({.id = dock.next_id,
                   .rect = places.next,
                   .label = scene.words(dock.next),
                   .kind = dock.enabled ? Kind::Main : Kind::Off,
                   .after = dock.next_icon,
                   .type = type::kMain,
                   .value = dock.enabled ? "" : dock.next_said});
}

void body_disc(Canvas& canvas, Point centre, float radius, int level) {
  canvas.disc(centre, radius + 1.25F, colour::kInk);
  canvas.disc(centre, radius - 1.25F, colour::kSurface);
  const Type digits = digits_of(radius * 1.28 * 0.727 * kMmPerLayoutPx * (level > 9 ? 0.9 : 1));
  const std::string words = number(level);
  const float width = canvas.text_width(words, digits);
  canvas.text(centre.x - width / 2, centre.y - digits.em() / 2, words, digits, colour::kInk, 1);
}

void level_token(Canvas& canvas, Point centre, float radius, int level) {
  canvas.disc(centre, radius + 5, colour::kInk2);
  canvas.disc(centre, radius + 3, figure::level_colour(level));
  canvas.disc(centre, radius * 0.72F, colour::kSurface);
  const Type digits = digits_of(radius * 0.727 * kMmPerLayoutPx * (level > 9 ? 0.85 : 1));
  const std::string words = number(level);
  const float width = canvas.text_width(words, digits);
  canvas.text(centre.x - width / 2, centre.y - digits.em() / 2, words, digits, colour::kInk, 1);
}

void side_words(const Scene& scene, figure::View view, float left_end, float right_start, float top,
                Type type) {
  if (figure::mirrored(view) != view) return;  // it shows one side
  // Seen from behind, the client's left is on the left; seen from the front it is on the right.
  const bool from_behind =
      view == figure::View::Back || view == figure::View::LegsBack || view == figure::View::UpperBack;
  const std::string& left = scene.words(from_behind ? Str::CommonYourLeft : Str::CommonYourRight);
  const std::string& right = scene.words(from_behind ? Str::CommonYourRight : Str::CommonYourLeft);
  constexpr float kWidth = 220;
  scene.widgets.text({.x = left_end - kWidth,
                      .top = top,
                      .words = left,
                      .type = type,
                      .width = kWidth,
                      .align = Align::Right});
  scene.widgets.text({.x = right_start, .top = top, .words = right, .type = type});
}

std::optional<std::size_t> chip_row(const Scene& scene, const Rect& row, std::span<const Chip> chips) {
  constexpr float kPadding = 56;
  constexpr float kTick = 46;
  const float gap = px(mm::kGap);
  std::vector<float> widths;
  float used = gap * static_cast<float>(chips.size() - 1);
  for (const Chip& chip : chips) {
    const Type type = chip.chosen ? type::kChipChosen : type::kChip;
    widths.push_back(scene.canvas().text_width(chip.label, type) + kPadding + (chip.chosen ? kTick : 0));
    used += widths.back();
  }
  const float each = (row.w - used) / static_cast<float>(chips.size());
  std::optional<std::size_t> touched;
  float x = row.x;
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const Chip& chip = chips[i];
    const float width = std::round(x + widths[i] + each) - std::round(x);
    const Kind kind = !chip.enabled ? Kind::Off : chip.chosen ? Kind::Chosen : Kind::Out;
    if (scene.widgets.button({.id = chip.id,
                              .rect = {std::round(x), row.y, width, row.h},
                              .label = chip.label,
                              .kind = kind,
                              .icon = chip.chosen ? Icon::Tick : Icon::None,
                              .type = chip.chosen ? type::kChipChosen : type::kChip,
                              .radius = row.h / 2,
                              .pad = 16,
                              .role = "toggle",
                              .value = chip.chosen ? "on" : "off"})) {
      touched = i;
    }
    x += widths[i] + each + gap;
  }
  return touched;
}

void reader_banner(const Scene& scene, const Rect& rect) {
  Canvas& canvas = scene.canvas();
  canvas.fill(rect, colour::kHoney, 28);
  canvas.card_sign(rect.x + 36, rect.y + rect.h / 2 - 56, 0.86F, true, colour::kInk, colour::kHoney);
  constexpr Type kTitle{Face::SemiBold, 8.6};
  scene.widgets.text({.x = rect.x + 188,
                      .top = rect.y + rect.h / 2 - 58,
                      .words = scene.words(Str::AttractReaderDown),
                      .type = kTitle,
                      .width = rect.w - 220,
                      .role = "alert"});
  scene.widgets.text({.x = rect.x + 188,
                      .top = rect.y + rect.h / 2 + 2,
                      .words = scene.words(Str::AttractReaderDownNext),
                      .type = type::kBody,
                      .colour = colour::kInk2,
                      .width = rect.w - 220,
                      .role = "alert"});
}

Advice refusal_advice(base::CardRefusal why) {
  using base::CardRefusal;
  switch (why) {
    case CardRefusal::Random: return {Str::RefusedRandom, Str::RefusedRandomNext};
    case CardRefusal::Truncated: return {Str::RefusedTruncated, Str::RefusedTruncatedNext};
    case CardRefusal::AllZeros: return {Str::RefusedAllZeros, Str::RefusedAllZerosNext};
    case CardRefusal::AllOnes: return {Str::RefusedAllOnes, Str::RefusedAllOnesNext};
    case CardRefusal::Blank: return {Str::RefusedBlank, Str::RefusedBlankNext};
    case CardRefusal::Several: break;
  }
  return {Str::RefusedSeveral, Str::RefusedSeveralNext};
}

float advice_height(const Scene& scene, const AdviceLook& look) {
  const auto tall = [&](Str str, Type type) {
    const auto lines = scene.canvas().wrap(scene.words(str), type, look.width).size();
    return static_cast<float>(lines) * type.em() * kAdviceLine;
  };
  return tall(look.advice.what, look.what) + kAdviceGap + tall(look.advice.next, look.next);
}

void draw_advice(const Scene& scene, const AdviceLook& look, float x, float top) {
  const Text line{
      .x = x, .top = top, .width = look.width, .line_height = kAdviceLine, .role = "alert", .balanced = true};
  Text what = line;
  what.words = scene.words(look.advice.what);
  what.type = look.what;
  scene.widgets.text(what);
  const auto lines = scene.canvas().wrap(what.words, look.what, look.width).size();
  Text next = line;
  next.top += static_cast<float>(lines) * look.what.em() * kAdviceLine + kAdviceGap;
  next.words = scene.words(look.advice.next);
  next.type = look.next;
  next.colour = colour::kInk2;
  scene.widgets.text(next);
}

}  // namespace ui
