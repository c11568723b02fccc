// The choice lens: which of two to four places did the finger mean? The place enlarged once for each, over
// its name in large words; one more touch decides.
#include <array>
#include <cmath>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

constexpr float kInset = 16;      // from a card's edge to its picture
constexpr float kLabelAir = 14;   // above and below the words
constexpr float kMostLarger = 3;  // layout px per canvas px: beyond that the picture only blurs

struct Grid {
  Rect area;
  int columns;
  int rows;
  float gap;
  Rect card(std::size_t i) const {
    const float w = (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float h = (area.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
    const std::size_t from_top = i / static_cast<std::size_t>(columns);
    const auto row = static_cast<float>(from_top);
    const float left = std::round(area.x + column * (w + gap));
    const float right = std::round(area.x + column * (w + gap) + w);
    return {left, std::round(area.y + row * (h + gap)), right - left, std::round(h)};
  }
};

Grid grid_of(const Layout& layout, std::size_t count) {
  const float gap = px(mm::kGap);
  if (layout.portrait && count == 4) return {{48, 352, 984, 1126}, 2, 2, gap};
  if (layout.portrait) return {{48, 400, 984, 1078}, static_cast<int>(count), 1, gap};
  return {{600, 104, 1264, 812}, static_cast<int>(count), 1, gap};
}

// "Your left" and "Outer calf": the side on its own line, the place with a capital of its own.
struct Name {
  std::string side;
  std::string place;
};

Name name_of(const Scene& scene, const intake::RegionCode& region) {
  const std::string& whole = scene.catalogue.your_label(region);
  const Str side = region.side() == intake::Side::Left ? Str::CommonYourLeft : Str::CommonYourRight;
  const std::string start = scene.words(side) + " ";
  if (region.side() == intake::Side::Middle || !whole.starts_with(start)) return {"", whole};
  Name name{scene.words(side), whole.substr(start.size())};
  if (name.place.front() >= 'a' && name.place.front() <= 'z')
    name.place.front() = static_cast<char>(name.place.front() - 'a' + 'A');
  return name;
}

// The names' type: the largest in which each has room on so many lines.
struct Lettering {
  Type type;
  float side_h;
  float place_h;
  float height() const { return side_h + place_h + 2 * kLabelAir; }
};
constexpr float kPlaceLine = 1.15F;
constexpr Type kSideType = type::kChipHelper;

Lettering lettering(const Scene& scene, float width) {
  constexpr std::array kTypes = {type::kChoice, type::kName, type::kBodyLarge};
  constexpr std::size_t kMostLines = 3;
  const auto lines_in = [&](Type type) {
    std::size_t most = 0;
    for (const auto& region : scene.visit.candidates) {
      const Name name = name_of(scene, region);
      const auto lines = scene.canvas().wrap(name.place, type, width);
      for (const auto line : lines) {
        if (scene.canvas().text_width(line, type) > width) return kMostLines + 1;
      }
      most = std::max(most, lines.size());
    }
    return most;
  };
  Type type = kTypes.back();
  for (const Type each : kTypes) {
    if (lines_in(each) > kMostLines) continue;
    type = each;
    break;
  }
  const auto lines = static_cast<float>(lines_in(type));
  return {type, kSideType.em() * 1.3F, lines * type.em() * kPlaceLine};
}

// The part of the canvas around all candidates, of the picture's shape.
figure::Box part_of(const Scene& scene, const Rect& picture) {
  figure::Box around;
  for (const auto& region : scene.visit.candidates) {
    if (const auto* shape = scene.figures.atlas().shape(scene.visit.view, region))
      around = figure::hull(around, shape->box);
  }
  const double air = 0.07 * std::max(around.w, around.h) + 8;
  double w = std::max<double>(around.w + 2 * air, picture.w / kMostLarger);
  double h = std::max<double>(around.h + 2 * air, picture.h / kMostLarger);
  const double shape = picture.w / picture.h;
  if (w / h < shape)
    w = h * shape;
  else
    h = w / shape;
  const double shrink = std::min({1.0, figure::kViewWidth / w, figure::kViewHeight / h});
  const int part_w = static_cast<int>(w * shrink);
  const int part_h = static_cast<int>(h * shrink);
  const int x = around.x + around.w / 2 - part_w / 2;
  const int y = around.y + around.h / 2 - part_h / 2;
  return {std::clamp(x, 0, figure::kViewWidth - part_w), std::clamp(y, 0, figure::kViewHeight - part_h),
          part_w, part_h};
}

void card_picture(const Scene& scene, const Rect& rect, const intake::RegionCode& region) {
  const Layout& layout = scene.layout();
  figure::Magnified wanted;
  wanted.part = part_of(scene, rect);
  wanted.width = static_cast<int>(std::lround(rect.w * layout.scale));
  wanted.height = static_cast<int>(std::lround(rect.h * layout.scale));
  wanted.line_scale = layout.scale;
  wanted.candidate = region;
  const auto made = scene.figures.candidate(scene.visit.view, marks_to_paint(scene.visit.marks, {}), wanted);
  if (made.texture == nullptr) return;
  // On whole window px, or the picture would blur.
  const float x = std::round(layout.to_window_x(rect.x));
  const float y = std::round(layout.to_window_y(rect.y));
  scene.canvas().picture(made.texture, {layout.from_window_x(x), layout.from_window_y(y),
                                        static_cast<float>(made.width) / layout.scale,
                                        static_cast<float>(made.height) / layout.scale});
}

void card(const Scene& scene, const Rect& rect, std::size_t index, const Lettering& letters) {
  const intake::RegionCode& region = scene.visit.candidates[index];
  const std::string id = "lens." + number(static_cast<int>(index) + 1);
  Widgets& w = scene.widgets;
  if (w.button({.id = id,
                .rect = rect,
                .label = {},
                .radius = px(mm::kCardRadius),
                .value = std::string(region.view()),
                .said = scene.catalogue.your_label(region)})) {
    w.emit(ev::PickCandidate{index});
  }
  const float drop = w.pressed(id) ? px(mm::kPressDrop) : 0;
  const float words_h = letters.height();
  card_picture(scene, {rect.x + kInset, rect.y + kInset, rect.w - 2 * kInset, rect.h - 2 * kInset - words_h},
               region);
  const Name name = name_of(scene, region);
  const float top = rect.y + rect.h - kInset - words_h + kLabelAir + drop;
  Text words{.x = rect.x + kInset,
             .top = top,
             .words = name.side,
             .type = kSideType,
             .colour = colour::kInk2,
             .width = rect.w - 2 * kInset,
             .align = Align::Centre,
             .outlined = false};
  if (!name.side.empty()) w.text(words);
  words.top = top + letters.side_h;
  words.words = name.place;
  words.type = letters.type;
  words.colour = colour::kInk;
  words.line_height = kPlaceLine;
  words.balanced = true;
  w.text(words);
}

void words_above(const Scene& scene) {
  const Layout& layout = scene.layout();
  const float below = scene.widgets.text({.x = layout.margin(),
                                          .top = layout.portrait ? 136.0F : 96.0F,
                                          .words = scene.words(Str::LensTitle),
                                          .type = layout.portrait ? type::kReviewTitle : type::kTitleWide,
                                          .width = layout.portrait ? 984.0F : 480.0F,
                                          .line_height = 1.1F,
                                          .role = "heading",
                                          .balanced = true});
  scene.widgets.text({.x = layout.margin(),
                      .top = below + (layout.portrait ? 14.0F : 24.0F),
                      .words = scene.words(Str::LensWhere),
                      .type = type::kHelper,
                      .colour = colour::kInk2,
                      .width = layout.portrait ? 984.0F : 480.0F,
                      .line_height = 1.4F,
                      .balanced = true});
}

}  // namespace

void choice_lens(const Scene& scene) {
  const Layout& layout = scene.layout();
  header(scene);
  words_above(scene);
  const std::size_t count = scene.visit.candidates.size();
  const Grid grid = grid_of(layout, count);
  const Lettering letters = lettering(scene, grid.card(0).w - 2 * kInset);
  for (std::size_t i = 0; i < count; ++i) card(scene, grid.card(i), i, letters);
  if (scene.widgets.button({.id = "lens.none",
                            .rect = layout.portrait ? Rect{48, 1506, 984, 116} : Rect{56, 800, 500, 116},
                            .label = scene.words(Str::LensNone),
                            .type = type::kMain})) {
    scene.widgets.emit(ev::NoCandidate{});
  }
  dock(scene, {.next_id = ""});
}

}  // namespace ui
