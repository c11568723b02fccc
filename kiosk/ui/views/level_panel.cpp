// The level panel: how strong, how it feels, since when, when it hurts, both sides, please don't touch.
#include <array>
#include <cmath>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

struct Metrics {
  float x;
  float w;
  float y;
  float lowest_key;
  float highest_key;
  float chip;
  float group;  // between groups
  float key_gap;
};

Metrics metrics(const Layout& layout) {
  if (layout.portrait) return {48, 984, 820, 104, 148, 76, 24, 14};
  return {974, 890, 36, 84, 116, 68, 22, 12};
}

const intake::Area* area_of(const Scene& scene) { return scene.visit.marks.area(scene.visit.chosen); }
const intake::Avoid* avoid_of(const Scene& scene) { return scene.visit.marks.avoided(scene.visit.chosen); }

void sheet(const Scene& scene) {
  Canvas& canvas = scene.canvas();
  const Layout& layout = scene.layout();
  if (layout.portrait) {
    canvas.fade({0, kSheetTop - 26, layout.width, 60}, colour::kShade, 0, 0.16F, true);
    canvas.fill({0, kSheetTop, layout.width, layout.height - kSheetTop + 60}, colour::kSurface, 36);
  } else {
    canvas.fade({kSheetLeft - 26, 0, 40, layout.height}, colour::kShade, 0, 0.13F, false);
    canvas.fill({kSheetLeft, 0, layout.width - kSheetLeft, layout.height}, colour::kSurface);
  }
}

void level_key(const Scene& scene, const Rect& rect, int level, bool chosen) {
  Widgets& w = scene.widgets;
  Canvas& canvas = scene.canvas();
  const std::string id = "level." + number(level);
  if (w.button({.id = id,
                .rect = rect,
                .label = {},
                .role = "toggle",
                .value = chosen ? "on" : "off",
                .said = number(level),
                .draw_face = false})) {
    w.emit(ev::SetLevel{level});
  }
  const float drop = w.pressed(id) ? px(mm::kPressDrop) : 0;
  canvas.box(rect, figure::level_colour(level), colour::kInk2, px(mm::kOutline), 18);
  if (chosen)
    canvas.frame({rect.x - 8, rect.y - 8, rect.w + 16, rect.h + 16}, colour::kInk, px(mm::kFieldOutline), 25);
  const Point centre{rect.x + rect.w / 2, rect.y + rect.h / 2 + drop};
  canvas.disc(centre, std::min(rect.w, rect.h) * 0.34F, chosen ? colour::kInk : colour::kSurface);
  const Type type = level == 10 ? type::kLevelTen : type::kLevel;
  const std::string digits = number(level);
  canvas.text(centre.x - canvas.text_width(digits, type) / 2, centre.y - type.em() / 2, digits, type,
              chosen ? colour::kSurface : colour::kInk, 1);
}

float level_keys(const Scene& scene, const Metrics& m, float y) {
  const auto* area = area_of(scene);
  const float width = (m.w - 9 * m.key_gap) / 10;
  const float base = y + m.highest_key;
  for (int level = 1; level <= intake::kHighestLevel; ++level) {
    const auto step = static_cast<float>(level - 1);
    const float h = m.lowest_key + (m.highest_key - m.lowest_key) * step / 9;
    const float x = m.x + step * (width + m.key_gap);
    level_key(scene,
              {std::round(x), std::round(base - h), std::round(x + width) - std::round(x), std::round(h)},
              level, area != nullptr && area->level == level);
  }
  const Text words{.top = base + 16, .type = type::kStep, .colour = colour::kInk2};
  Text low = words;
  low.x = m.x;
  low.words = scene.words(Str::PanelLow);
  scene.widgets.text(low);
  Text middle = words;
  middle.x = m.x + 4 * (width + m.key_gap) - 120;
  middle.width = width + 240;
  middle.align = Align::Centre;
  middle.words = scene.words(Str::PanelMiddle);
  scene.widgets.text(middle);
  Text high = words;
  high.x = m.x + m.w - 400;
  high.width = 400;
  high.align = Align::Right;
  high.words = scene.words(Str::PanelHigh);
  scene.widgets.text(high);
  return base + 16 + 34 + m.group;
}

struct KindWord {
  intake::Kind kind;
  Str word;
};
constexpr std::array<KindWord, 5> kKindsAbove = {{{intake::Kind::Tight, Str::KindTight},
                                                  {intake::Kind::Sore, Str::KindSore},
                                                  {intake::Kind::DullAche, Str::KindDullAche},
                                                  {intake::Kind::Pulling, Str::KindPulling},
                                                  {intake::Kind::Sharp, Str::KindSharp}}};
constexpr std::array<KindWord, 3> kKindsBelow = {{{intake::Kind::Burning, Str::KindBurning},
                                                  {intake::Kind::Numb, Str::KindNumb},
                                                  {intake::Kind::Throbbing, Str::KindThrobbing}}};

void kind_row(const Scene& scene, const Rect& row, std::span<const KindWord> kinds) {
  const auto* area = area_of(scene);
  std::vector<Chip> chips;
  for (const KindWord& each : kinds) {
    chips.push_back({"kind." + std::string(intake::to_text(each.kind)), scene.words(each.word),
                     area->kinds.has(each.kind)});
  }
  if (const auto touched = chip_row(scene, row, chips))
    scene.widgets.emit(ev::ToggleKind{kinds[*touched].kind});
}

float kinds(const Scene& scene, const Metrics& m, float y) {
  const bool full = scene.visit.notice == visit::Notice::KindsFull;
  scene.widgets.text(
      {.x = m.x, .top = y, .words = scene.words(Str::PanelFeel), .type = type::kButton, .role = "heading"});
  scene.widgets.text({.x = m.x + m.w - 640,
                      .top = y,
                      .words = scene.words(full ? Str::PanelThreeFull : Str::PanelUpToThree),
                      .type = full ? type::kChipChosen : type::kChipHelper,
                      .colour = full ? colour::kInk : colour::kInk2,
                      .width = 640,
                      .align = Align::Right,
                      .role = full ? "alert" : "text"});
  y += 50;
  kind_row(scene, {m.x, y, m.w, m.chip}, kKindsAbove);
  y += m.chip + px(mm::kGap);
  kind_row(scene, {m.x, y, m.w, m.chip}, kKindsBelow);
  return y + m.chip + m.group;
}

constexpr float kRowLabel = 140;

float since(const Scene& scene, const Metrics& m, float y) {
  using intake::Since;
  constexpr std::array<std::pair<Since, Str>, 4> kWords = {{{Since::Today, Str::SinceToday},
                                                            {Since::Days, Str::SinceDays},
                                                            {Since::Weeks, Str::SinceWeeks},
                                                            {Since::Longer, Str::SinceLonger}}};
  scene.widgets.text({.x = m.x,
                      .top = y + m.chip / 2 - 20,
                      .words = scene.words(Str::PanelSince),
                      .type = type::kButton,
                      .role = "heading"});
  std::vector<Chip> chips;
  for (const auto& [value, word] : kWords) {
    chips.push_back(
        {"since." + std::string(intake::to_text(value)), scene.words(word), area_of(scene)->since == value});
  }
  if (const auto touched = chip_row(scene, {m.x + kRowLabel, y, m.w - kRowLabel, m.chip}, chips)) {
    scene.widgets.emit(ev::ToggleSince{kWords.at(*touched).first});
  }
  return y + m.chip + 14;
}

float when(const Scene& scene, const Metrics& m, float y) {
  using intake::When;
  constexpr std::array<std::pair<When, Str>, 3> kWords = {{{When::AfterRunning, Str::WhenAfterRunning},
                                                           {When::WhileRunning, Str::WhenWhileRunning},
                                                           {When::AtRest, Str::WhenAtRest}}};
  scene.widgets.text({.x = m.x,
                      .top = y + m.chip / 2 - 20,
                      .words = scene.words(Str::PanelHurts),
                      .type = type::kButton,
                      .role = "heading"});
  std::vector<Chip> chips;
  for (const auto& [value, word] : kWords) {
    chips.push_back(
        {"when." + std::string(intake::to_text(value)), scene.words(word), area_of(scene)->when.has(value)});
  }
  if (const auto touched = chip_row(scene, {m.x + kRowLabel, y, m.w - kRowLabel, m.chip}, chips)) {
    scene.widgets.emit(ev::ToggleWhen{kWords.at(*touched).first});
  }
  return y + m.chip + m.group;
}

float both_and_avoid(const Scene& scene, const Metrics& m, float y) {
  Widgets& w = scene.widgets;
  const float gap = px(mm::kGap);
  const float half = std::round((m.w - gap) / 2);
  const bool sided = scene.visit.chosen.mirrored() != scene.visit.chosen;
  const bool both = scene.visit.both_sides();
  const bool avoid = avoid_of(scene) != nullptr;
  constexpr float kTall = 76;
  const float split = half - 60;
  if (sided && w.button({.id = "both_sides",
                         .rect = {m.x, y, split, kTall},
                         .label = scene.words(Str::PanelBothSides),
                         .kind = both ? Kind::Chosen : Kind::Out,
                         .icon = Icon::Both,
                         .role = "toggle",
                         .value = both ? "on" : "off"})) {
    w.emit(ev::ToggleBothSides{});
  }
  const float left = sided ? m.x + split + gap : m.x;
  if (w.button({.id = "avoid",
                .rect = {left, y, m.x + m.w - left, kTall},
                .label = scene.words(Str::PanelAvoid),
                .kind = avoid ? Kind::Chosen : Kind::Out,
                .icon = Icon::Hatch,
                .role = "toggle",
                .value = avoid ? "on" : "off"})) {
    w.emit(ev::ToggleAvoid{});
  }
  return y + kTall + gap;
}

void avoid_why(const Scene& scene, const Metrics& m, float y) {
  using intake::AvoidWhy;
  constexpr std::array<std::pair<AvoidWhy, Str>, 3> kWords = {{{AvoidWhy::Injury, Str::AvoidInjury},
                                                               {AvoidWhy::Skin, Str::AvoidSkin},
                                                               {AvoidWhy::Private, Str::AvoidPrivate}}};
  constexpr float kTall = 68;
  scene.widgets.text({.x = m.x,
                      .top = y + kTall / 2 - 20,
                      .words = scene.words(Str::PanelAvoidWhy),
                      .type = type::kButton,
                      .role = "heading"});
  std::vector<Chip> chips;
  for (const auto& [value, word] : kWords) {
    chips.push_back(
        {"avoid." + std::string(intake::to_text(value)), scene.words(word), avoid_of(scene)->why == value});
  }
  constexpr float kLabel = 100;
  if (const auto touched = chip_row(scene, {m.x + kLabel, y, m.w - kLabel, kTall}, chips)) {
    scene.widgets.emit(ev::SetAvoidWhy{kWords.at(*touched).first});
  }
}

}  // namespace

void level_panel(const Scene& scene) {
  const Metrics m = metrics(scene.layout());
  sheet(scene);
  Widgets& w = scene.widgets;
  float y = m.y;
  const bool marked = area_of(scene) != nullptr || avoid_of(scene) != nullptr;
  const float room = m.w - 196 - 24;
  w.text({.x = m.x,
          .top = y,
          .words = scene.catalogue.your_label(scene.visit.chosen),
          .type = type::kPlace,
          .width = room,
          .line_height = 1.1F,
          .role = "heading"});
  if (marked && w.button({.id = "clear.one",
                          .rect = {m.x + m.w - 196, y - 6, 196, 76},
                          .label = scene.words(Str::PanelRemove),
                          .icon = Icon::Cross,
                          .type = type::kChipChosen})) {
    w.emit(ev::RemoveMark{});
  }
  y += 74;
  w.text({.x = m.x,
          .top = y,
          .words = scene.words(Str::PanelHowStrong),
          .type = type::kHelperMedium,
          .colour = colour::kInk2});
  y = level_keys(scene, m, y + 56);
  // Room is kept for what a level opens, so that nothing moves under the finger that chose it.
  if (area_of(scene) != nullptr) {
    kinds(scene, m, y);
    since(scene, m, y + 50 + 2 * m.chip + px(mm::kGap) + m.group);
    when(scene, m, y + 64 + 3 * m.chip + px(mm::kGap) + m.group);
  } else if (!marked) {
    w.text({.x = m.x,
            .top = y,
            .words = scene.words(Str::PanelChooseFirst),
            .type = type::kHelper,
            .colour = colour::kInk2});
  }
  y += 64 + 4 * m.chip + px(mm::kGap) + 2 * m.group;
  y = both_and_avoid(scene, m, y);
  if (avoid_of(scene) != nullptr) avoid_why(scene, m, y);
}

}  // namespace ui
