// The body on the screen: its picture, and the numbers that stand on it.
#include <cmath>

#include "ui/views/parts.h"

namespace ui {
namespace {

constexpr float kEdge = 40;

struct Disc {
  Point at;
  int level;
};

// Discs of small neighbours step aside so that none hides another.
void spread(std::vector<Disc>& discs, float radius) {
  constexpr int kRounds = 12;
  const float least = 2 * radius + 4;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < discs.size(); ++i) {
      for (std::size_t j = i + 1; j < discs.size(); ++j) {
        const float dx = discs[j].at.x - discs[i].at.x;
        const float dy = discs[j].at.y - discs[i].at.y;
        const float apart = std::hypot(dx, dy);
        if (apart >= least) continue;
        const float push = (least - apart) / 2;
        const Point way = apart > 0.01F ? Point{dx / apart, dy / apart} : Point{1, 0};
        discs[i].at = {discs[i].at.x - way.x * push, discs[i].at.y - way.y * push};
        discs[j].at = {discs[j].at.x + way.x * push, discs[j].at.y + way.y * push};
      }
    }
  }
}

}  // namespace

figure::Marks marks_to_paint(const visit::Marks& marks, const intake::RegionCode& chosen) {
  figure::Marks paint;
  for (const auto& area : marks.areas) {
    if (area.level >= 1) paint.levels.push_back({area.region, area.level, 1});
  }
  for (const auto& avoid : marks.avoid) paint.avoid.push_back(avoid.region);
  paint.chosen = chosen;
  return paint;
}

Placed place_body(figure::View view, float centre_x, float top, float scale, const Rect& stage) {
  const figure::Box body = FigureStore::body_box(view);
  const float middle = static_cast<float>(body.x) + static_cast<float>(body.w) / 2;
  return {view, {centre_x - middle * scale, top - static_cast<float>(body.y) * scale}, scale, stage};
}

void draw_body(const Scene& scene, const Placed& placed, const figure::Marks& marks, float disc_radius,
               float opacity) {
  Canvas& canvas = scene.canvas();
  const float drawn = placed.drawn > 0 ? placed.drawn : placed.scale;
  const FigureStore::Scale scale{drawn, static_cast<double>(drawn) * scene.layout().scale};
  const auto [texture, box] = scene.figures.shown(placed.view, marks, scale);
  if (texture == nullptr) return;
  canvas.clip(placed.stage);
  const Point corner = placed.to_screen({static_cast<float>(box.x), static_cast<float>(box.y)});
  canvas.picture(texture,
                 {corner.x, corner.y, static_cast<float>(box.w) * placed.scale,
                  static_cast<float>(box.h) * placed.scale},
                 {0, 0, 1, 1}, opacity);
  std::vector<Disc> discs;
  if (disc_radius > 0) {
    for (const auto& mark : marks.levels) {
      const bool hatched =
          std::find(marks.avoid.begin(), marks.avoid.end(), mark.region) != marks.avoid.end();
      const figure::Shape* shape = scene.figures.atlas().shape(placed.view, mark.region);
      if (hatched || shape == nullptr) continue;
      const Point centre = placed.to_screen(shape->inscribed.centre);
      // A number that the stage's edge would cut is not drawn; the tint still tells.
      if (centre.y - disc_radius < placed.stage.y + kEdge) continue;
      discs.push_back({centre, mark.level});
    }
  }
  spread(discs, disc_radius);
  for (const Disc& disc : discs) body_disc(canvas, disc.at, disc_radius, disc.level);
  canvas.end_clip();
}

}  // namespace ui
