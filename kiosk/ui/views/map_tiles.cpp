// The map's views as tiles with small pictures.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;
using figure::View;

struct Tile {
  View view;
  float share;  // of the picture's height: wide pictures are drawn lower
};
constexpr std::array<Tile, 6> kTiles = {{{View::Front, 1},
                                         {View::Back, 1},
                                         {View::Left, 1},
                                         {View::Right, 1},
                                         {View::Inside, 0.8F},
                                         {View::Soles, 0.72F}}};

struct TileGrid {
  Rect area;
  int columns;
  float tile_h;
  float above;  // from the tile's top to the picture
  float under;  // from the name's top to the tile's bottom
  float picture_h;
};

TileGrid tile_grid(const Layout& layout) {
  if (layout.portrait) return {{48, 1576, 984, 168}, 6, 168, 14, 44, 102};
  return {{1440, 112, 424, 780}, 2, 252, 12, 42, 190};
}

// The tile under which a view is found: the close-ups of the legs belong to the whole body's.
View tile_of(View view) {
  if (view == View::Inside || view == View::Soles) return view;
  return figure::whole_body_of(view);
}

int picture_height(const Layout& layout, const Tile& tile) {
  return static_cast<int>(std::lround(tile_grid(layout).picture_h * tile.share * layout.scale));
}

void tile_picture(const Scene& scene, const Tile& tile, const TileGrid& grid, const Rect& rect) {
  const Layout& layout = scene.layout();
  const auto small = scene.figures.small(tile.view, picture_height(layout, tile));
  if (small.texture == nullptr) return;
  const float w = static_cast<float>(small.width) / layout.scale;
  const float h = static_cast<float>(small.height) / layout.scale;
  // On whole window px, or the picture would blur.
  const float px_x = std::round(layout.to_window_x(rect.x + (rect.w - w) / 2));
  const float px_y = std::round(layout.to_window_y(rect.y + grid.above + (grid.picture_h - h) / 2));
  scene.canvas().picture(small.texture, {layout.from_window_x(px_x), layout.from_window_y(px_y), w, h});
}

// Marks that can be seen well in the tile's views: where a region shows at half the size of its best tile or
// more.
int marks_in(const Scene& scene, View tile) {
  const figure::Atlas& atlas = scene.figures.atlas();
  const auto seen = [&](const intake::RegionCode& region) {
    double best = 0;
    for (const Tile& each : kTiles) best = std::max(best, atlas.prominence(each.view, region));
    const double here = atlas.prominence(tile, region);
    return here > 0 && here >= best / 2;
  };
  const visit::Marks& marks = scene.visit.marks;
  int count = 0;
  for (const auto& area : marks.areas) count += seen(area.region) ? 1 : 0;
  for (const auto& avoid : marks.avoid) {
    if (marks.area(avoid.region) == nullptr && seen(avoid.region)) ++count;
  }
  return count;
}

// In the tile's corner, of one size whatever it counts; never the disc of a level.
void count_badge(const Scene& scene, const Rect& tile, int count) {
  constexpr float kBadgeInset = 7;
  const float size = px(mm::kBadge);
  const Rect rect{tile.x + tile.w - size - kBadgeInset, tile.y + kBadgeInset, size, size};
  scene.canvas().box(rect, colour::kWash, colour::kInk2, px(mm::kOutline), px(mm::kBadgeRadius));
  const std::string words = number(count);
  const float width = scene.canvas().text_width(words, type::kBadge);
  scene.canvas().text(rect.x + (size - width) / 2, rect.y + (size - type::kBadge.em()) / 2, words,
                      type::kBadge, colour::kInk, 1);
}

void view_tile(const Scene& scene, const Tile& tile, const TileGrid& grid, const Rect& rect) {
  const bool chosen = tile_of(scene.visit.view) == tile.view;
  const int marks = marks_in(scene, tile.view);
  const std::string& view = scene.words(view_words(tile.view));
  const std::string name =
      marks == 0 ? view : scene.strings.fill(Str::MapViewCount, {{"view", view}, {"count", number(marks)}});
  // Back in the whole body is a touch on its own tile, too.
  const bool touched = scene.widgets.button({.id = "view." + std::string(figure::view_name(tile.view)),
                                             .rect = rect,
                                             .label = {},
                                             .kind = chosen ? Kind::Chosen : Kind::Out,
                                             .role = "toggle",
                                             .value = chosen ? "on" : "off",
                                             .said = name});
  if (touched) scene.widgets.emit(visit::event::ShowView{tile.view});
  tile_picture(scene, tile, grid, rect);
  if (marks > 0) count_badge(scene, rect, marks);
  scene.widgets.text({.x = rect.x,
                      .top = rect.y + rect.h - grid.under,
                      .words = view,
                      .type = scene.layout().portrait ? type::kView : type::kHeader,
                      .colour = chosen ? colour::kSurface : colour::kInk,
                      .width = rect.w,
                      .line_height = 1.1F,
                      .align = Align::Centre,
                      .outlined = false});
}

}  // namespace

void view_tiles(const Scene& scene) {
  const TileGrid grid = tile_grid(scene.layout());
  const float gap = px(mm::kGap);
  const auto columns = static_cast<std::size_t>(grid.columns);
  const float width = (grid.area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t i = 0; i < kTiles.size(); ++i) {
    const float x = grid.area.x + static_cast<float>(i % columns) * (width + gap);
    const std::size_t row = i / columns;
    const float y = grid.area.y + static_cast<float>(row) * (grid.tile_h + gap);
    view_tile(scene, kTiles[i], grid, {std::round(x), y, std::round(x + width) - std::round(x), grid.tile_h});
  }
}

std::vector<FigureStore::Wanted> map_tile_pictures(const Layout& layout) {
  std::vector<FigureStore::Wanted> wanted;
  wanted.reserve(kTiles.size());
  for (const Tile& tile : kTiles) wanted.emplace_back(tile.view, picture_height(layout, tile));
  return wanted;
}

}  // namespace ui
