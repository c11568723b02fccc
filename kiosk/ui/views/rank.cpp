// Which place first: up to three get First, Second, Third; digits mean level, so the order is in words.
#include <algorithm>
#include <cmath>

#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

constexpr float kPlaceGap = 16;
constexpr float kTallestPlace = 187;

constexpr Str kRankWords[] = {Str::RankFirst, Str::RankSecond, Str::RankThird};

struct Places {
  std::size_t on_a_page;
  Rect rows;
  Rect again;
  Rect any;
};

Places places(const Layout& layout) {
  if (layout.portrait) return {6, {48, 560, 984, 916}, {48, 1500, 486, 110}, {546, 1500, 486, 110}};
  return {5, {960, 110, 904, 660}, {960, 794, 446, 106}, {1418, 794, 446, 106}};
}

// The strongest first, then as marked.
std::vector<const intake::Area*> in_order(const visit::Marks& marks) {
  std::vector<const intake::Area*> areas;
  for (const auto& area : marks.areas) areas.push_back(&area);
  std::stable_sort(areas.begin(), areas.end(),
                   [](const auto* a, const auto* b) { return a->level > b->level; });
  return areas;
}

void pill(const Scene& scene, const Rect& rect, int rank) {
  Canvas& canvas = scene.canvas();
  if (rank == 0) {
    canvas.frame(rect, colour::kHair, 3, rect.h / 2);
    return;
  }
  canvas.fill(rect, colour::kPrimary, rect.h / 2);
  const std::string& words = scene.words(kRankWords[rank - 1]);
  const float width = canvas.text_width(words, type::kButtonLarge);
  canvas.text(rect.x + (rect.w - width) / 2, rect.y + rect.h / 2 - type::kButtonLarge.em() / 2, words,
              type::kButtonLarge, colour::kSurface, 1);
}

void row(const Scene& scene, const Rect& rect, std::size_t index, const intake::Area& area) {
  const std::string id = "rank." + std::to_string(index);
  const std::string& place = scene.catalogue.your_label(area.region);
  if (scene.widgets.button({.id = id,
                            .rect = rect,
                            .label = {},
                            .radius = px(mm::kRowRadius),
                            .role = "toggle",
                            .value = area.rank == 0 ? "" : scene.words(kRankWords[area.rank - 1]),
                            .said = place,
                            .draw_face = false})) {
    scene.widgets.emit(ev::RankRegion{area.region});
  }
  row_ground(scene, id, rect, area.rank > 0);
  const float middle = rect.y + rect.h / 2;
  level_token(scene.canvas(), {rect.x + 76, middle}, 40, area.level);
  constexpr float kPill = 196;
  constexpr float kTextLeft = 148;
  const float width = rect.w - kTextLeft - kPill - 60;
  const auto lines = scene.canvas().wrap(place, type::kName, width);
  float y = middle - 48 * static_cast<float>(lines.size()) / 2;
  for (const auto line : lines) {
    scene.canvas().text(rect.x + kTextLeft, y, line, type::kName, colour::kInk, 1.2F);
    y += 48;
  }
  pill(scene, {rect.x + rect.w - kPill - 30, middle - 40, kPill, 80}, area.rank);
}

}  // namespace

void rank_view(const Scene& scene) {
  header(scene);
  const bool portrait = scene.layout().portrait;
  heading(scene, {{}, scene.words(Str::RankTitle), scene.words(Str::RankHint)}, scene.layout().margin(),
          portrait ? 200.0F : 150.0F, portrait ? 984.0F : 820.0F, type::kHero);
  const auto areas = in_order(scene.visit.marks);
  const Places at = places(scene.layout());
  const bool paged = areas.size() > at.on_a_page;
  const std::size_t on_page = paged ? at.on_a_page - 1 : at.on_a_page;
  const std::size_t count = (areas.size() + on_page - 1) / on_page;
  const std::size_t page = static_cast<std::size_t>(scene.memory.rank_page) % std::max<std::size_t>(1, count);
  const std::size_t first = page * on_page;
  const std::size_t shown = std::min(on_page, areas.size() - first);
  const auto slots = static_cast<float>(paged ? at.on_a_page : shown);
  const float h = std::min(kTallestPlace, std::floor((at.rows.h - kPlaceGap * (slots - 1)) / slots));
  for (std::size_t i = 0; i < shown; ++i) {
    const float y = at.rows.y + static_cast<float>(i) * (h + kPlaceGap);
    row(scene, {at.rows.x, y, at.rows.w, h}, first + i, *areas[first + i]);
  }
  const float last = at.rows.y + static_cast<float>(at.on_a_page - 1) * (h + kPlaceGap);
  const auto others = static_cast<int>(areas.size() - shown);
  if (paged &&
      scene.widgets.button({.id = "more",
                            .rect = {at.rows.x, last, at.rows.w, h},
                            .label = scene.strings.fill(Str::ReviewMorePlaces, {{"count", number(others)}}),
                            .after = Icon::Next,
                            .type = type::kButtonLarge,
                            .radius = px(mm::kRowRadius)})) {
    scene.memory.rank_page = static_cast<int>((page + 1) % count);
    scene.widgets.emit(ev::Touch{});
  }
  if (scene.widgets.button({.id = "rank.clear",
                            .rect = at.again,
                            .label = scene.words(Str::RankAgain),
                            .icon = Icon::Undo,
                            .type = type::kButtonLarge}))
    scene.widgets.emit(ev::RankClear{});
  if (scene.widgets.button(
          {.id = "rank.any", .rect = at.any, .label = scene.words(Str::RankAny), .type = type::kButtonLarge}))
    scene.widgets.emit(ev::RankAny{});
  if (dock(scene, {})) scene.widgets.emit(ev::Next{});
}

}  // namespace ui
