// The map's controls and the body share one screen: whatever the view, nothing that can be touched stands on
// the body.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "shell_fixture.h"
#include "ui/theme.h"
#include "ui/turn.h"

namespace {

bool is_control(const ui::Item& item) {
  return item.role == "button" || item.role == "toggle" || item.role == "key" || item.role == "field";
}

// Where a view's canvas stands in the window.
struct Canvas {
  float scale = 0;  // window px per canvas px
  figure::Point origin;

  int to_x(float window_x) const { return static_cast<int>(std::floor((window_x - origin.x) / scale)); }
  int to_y(float window_y) const { return static_cast<int>(std::floor((window_y - origin.y) / scale)); }
};

// Told by the largest region the screen names.
Canvas canvas_of(const ui::Outline& outline, const figure::Atlas& atlas, figure::View view) {
  Canvas canvas;
  int largest = 0;
  for (const auto& region : atlas.regions(view)) {
    const ui::Item* item = outline.find_id("region." + std::string(region.code.view()));
    const figure::Box& box = region.shape.box;
    if (item == nullptr || box.h <= largest) continue;
    largest = box.h;
    canvas.scale = item->rect.h / static_cast<float>(box.h);
    canvas.origin = {item->rect.x - static_cast<float>(box.x) * canvas.scale,
                     item->rect.y - static_cast<float>(box.y) * canvas.scale};
  }
  REQUIRE(largest > 0);
  return canvas;
}

// The topmost px of the body within a part of the window, canvas px.
std::optional<figure::Point> body_in(const ui::Rect& rect, const Canvas& canvas, const figure::IdMap& ids) {
  const int right = std::min(canvas.to_x(rect.x + rect.w), figure::kViewWidth - 1);
  const int bottom = std::min(canvas.to_y(rect.y + rect.h), figure::kViewHeight - 1);
  for (int y = std::max(canvas.to_y(rect.y), 0); y <= bottom; ++y) {
    for (int x = std::max(canvas.to_x(rect.x), 0); x <= right; ++x) {
      if (ids.at(x, y) != 0) return figure::Point{static_cast<float>(x), static_cast<float>(y)};
    }
  }
  return std::nullopt;
}

void check_map(int width, int height) {
  Kiosk kiosk(width, height);
  figure::Atlas& atlas = kiosk.content.atlas;
  int controls = 0;
  int views = 0;
  for (const auto& scene : screens::all()) {
    const bool map = scene.visit.screen == visit::Screen::Map && !scene.visit.panel_open();
    if (!map || scene.visit.lens_open()) continue;
    CAPTURE(scene.name);
    kiosk.settle(scene.visit, scene.now);
    const ui::Outline& outline = kiosk.shell->outline();
    const figure::IdMap* ids = atlas.id_map(scene.visit.view).value();
    const Canvas canvas = canvas_of(outline, atlas, scene.visit.view);
    for (const auto& item : outline.items) {
      if (!is_control(item)) continue;
      ++controls;
      const float air = static_cast<float>(ui::mm::kLeastTargetGap / kiosk.shell->mm_per_px());
      const ui::Rect& rect = item.rect;
      const auto hidden =
          body_in({rect.x - air, rect.y - air, rect.w + 2 * air, rect.h + 2 * air}, canvas, *ids);
      if (hidden) CHECK_MESSAGE(false, item.id << " covers " << hidden->x << ", " << hidden->y);
    }
    ++views;
  }
  CHECK(views >= static_cast<int>(figure::kViews.size()));
  CHECK(controls > 12 * views);
}

}  // namespace

TEST_CASE("a view turns into the next in a few frames, then stands still") {
  Kiosk kiosk;
  ui::Shell& shell = *kiosk.shell;
  visit::Visit map = screens::all().front().visit;
  map.screen = visit::Screen::Map;
  map.view = figure::View::Front;
  kiosk.settle(map);
  auto presented = [&, last = shell.counters().frames_presented]() mutable {
    const auto before = std::exchange(last, shell.counters().frames_presented);
    return last - before;
  };
  map.view = figure::View::Left;
  shell.frame(map, base::Millis{0}, kiosk.rules);
  CHECK(presented() == 1);
  CHECK_FALSE(shell.settled());
  CHECK(shell.wants_frame());
  const ui::Rect calf = shell.outline().find_id("region.calf_outer.L")->rect;

  SUBCASE("each frame of it is another picture, and places do not move") {
    for (int ms = 0; ms < ui::kTurnTime.count(); ms += 30) {
      kiosk.clock.advance(base::Millis{30});
      shell.frame(map, base::Millis{0}, kiosk.rules);
      CHECK(presented() == 1);
      CHECK(shell.outline().find_id("region.calf_outer.L")->rect.x == calf.x);
    }
    kiosk.settle(map);
    CHECK(presented() == 0);
    kiosk.clock.advance(base::Millis{30});
    CHECK_FALSE(shell.wants_frame());
  }

  SUBCASE("another view on the way begins anew") {
    kiosk.clock.advance(base::Millis{60});
    map.view = figure::View::Back;
    shell.frame(map, base::Millis{0}, kiosk.rules);
    kiosk.settle(map);
    kiosk.clock.advance(base::Millis{30});
    CHECK_FALSE(shell.wants_frame());
  }

  SUBCASE("a visit that ends on the way leaves nothing of it") {
    shell.forget();
    map.view = figure::View::Front;
    kiosk.settle(visit::Visit{});
    CHECK(shell.settled());
  }
}

TEST_CASE("without motion the next view is there at once") {
  Kiosk kiosk(1080, 1920, false);
  visit::Visit map = screens::all().front().visit;
  map.screen = visit::Screen::Map;
  map.view = figure::View::Front;
  kiosk.settle(map);
  const auto before = kiosk.shell->counters().frames_presented;
  map.view = figure::View::Left;
  for (int i = 0; i < 8; ++i) {
    kiosk.shell->frame(map, base::Millis{0}, kiosk.rules);
    kiosk.clock.advance(Kiosk::kFrame);
  }
  CHECK(kiosk.shell->counters().frames_presented == before + 1);
  CHECK(kiosk.shell->settled());
}

TEST_CASE("no control stands on the body, upright") { check_map(1080, 1920); }
TEST_CASE("no control stands on the body, wide") { check_map(1920, 1080); }
