#include "figure/finger.h"

#include <algorithm>
#include <cmath>

#include "support.h"

using namespace figure;

namespace {

using Way = Meant::Way;
constexpr double kPanels[] = {400, 252};  // height of the whole body, mm: an upright panel and a wide one

Meant tap(Atlas& atlas, View view, double x, double y, double height_mm = 400) {
  auto found = meant(atlas, view, x, y, mm_per_px(view, height_mm));
  REQUIRE(found.has_value());
  return *std::move(found);
}

// The body's pixels and those within `reach` px of it, one value a pixel of the canvas with a rim around it.
std::vector<bool> grown_body(const IdMap& map, int reach, int rim) {
  const int w = kViewWidth + 2 * rim;
  const int h = kViewHeight + 2 * rim;
  std::vector<bool> near(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
  for (int y = 0; y < kViewHeight; ++y) {
    for (int x = 0; x < kViewWidth; ++x) {
      const bool inside = map.at(x, y) != 0;
      const bool edge = inside && (map.at(x - 1, y) == 0 || map.at(x + 1, y) == 0 || map.at(x, y - 1) == 0 ||
                                   map.at(x, y + 1) == 0);
      const int around = edge ? reach : 0;
      if (!inside) continue;
      for (int dy = -around; dy <= around; ++dy) {
        const int half = static_cast<int>(std::sqrt(static_cast<double>(around * around - dy * dy)));
        const auto row = static_cast<std::size_t>(y + dy + rim) * static_cast<std::size_t>(w);
        const auto from = near.begin() + static_cast<std::ptrdiff_t>(row) + x + rim;
        std::fill(from - half, from + half + 1, true);
      }
    }
  }
  return near;
}

}  // namespace

static_assert(kForgivenessMm >= 10);

TEST_CASE("no tap on the body or beside it is dead, and one well away is") {
  Atlas atlas = open_atlas();
  for (const double height : kPanels) {
    for (const View view : kViews) {
      const double mm = mm_per_px(view, height);
      const int reach = static_cast<int>(kForgivenessMm / mm);
      const int rim = reach + 2;
      const auto near = grown_body(**atlas.id_map(view), reach, rim);
      const int w = kViewWidth + 2 * rim;
      int dead = 0;
      int far_hits = 0;
      constexpr int kEvery = 13;  // px; not a divisor of the rule's own steps
      for (int y = -rim; y < kViewHeight + rim; y += kEvery) {
        for (int x = -rim; x < kViewWidth + rim; x += kEvery) {
          const int place = (y + rim) * w + x + rim;
          const bool expected = near[static_cast<std::size_t>(place)];
          const bool missed = tap(atlas, view, x + 0.5, y + 0.5, height).way == Way::Miss;
          dead += expected && missed ? 1 : 0;
        }
      }
      const Box body = atlas.body_box(view);
      for (int x = body.x; x < body.x + body.w; x += kEvery) {
        const double below = body.y + body.h + 18 / mm;
        far_hits += tap(atlas, view, x, below, height).way != Way::Miss ? 1 : 0;
      }
      CAPTURE(view_name(view));
      CHECK(dead == 0);
      CHECK(far_hits == 0);
    }
  }
}

TEST_CASE("the middle of a region means it wherever the view is made for it, and is never lost elsewhere") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    for (const RegionInView& here : atlas.regions(view)) {
      CAPTURE(view_name(view));
      CAPTURE(here.code.view());
      const auto [x, y] = here.shape.inscribed.centre;
      const Meant answer = tap(atlas, view, x, y);
      if (atlas.prominence(view, here.code) == 1) {
        CHECK(answer.way == Way::Hit);
        CHECK(answer.regions.front() == here.code);
      }
      if (answer.way == Way::Zoom) {
        CHECK(is_whole_body(view));
        CHECK(whole_body_of(answer.closer) == view);
      } else if (atlas.prominence(view, here.code) > 0.5) {
        CHECK(std::find(answer.regions.begin(), answer.regions.end(), here.code) != answer.regions.end());
      }
    }
  }
}

TEST_CASE("a choice offers two to four regions, the most likely first, and only from a whole body leads on") {
  Atlas atlas = open_atlas();
  int lenses = 0;
  int zooms = 0;
  for (const View view : kViews) {
    const double mm = mm_per_px(view, 400);
    for (int y = 3; y < kViewHeight; y += 19) {
      for (int x = 3; x < kViewWidth; x += 19) {
        const Meant answer = tap(atlas, view, x, y);
        const auto under = *likely(atlas, view, x, y, mm);
        double all = 0;
        for (const Likely& each : under) all += each.share;
        CHECK((under.empty() ? answer.way == Way::Miss : all == doctest::Approx(1)));
        CHECK(std::is_sorted(under.begin(), under.end(), [](auto& a, auto& b) { return a.share > b.share; }));
        if (answer.way == Way::Hit) CHECK(answer.regions.size() == 1);
        if (answer.way == Way::Lens) {
          ++lenses;
          CHECK(answer.regions.size() >= 2);
          CHECK(answer.regions.size() <= kMostChoices);
          CHECK(answer.regions.front() == under.front().region);
          CHECK(under.front().share < (is_whole_body(view) ? kCertainWholeBody : kCertain));
        }
        if (answer.way == Way::Zoom) {
          ++zooms;
          CHECK(under.front().share < kCertainWholeBody);
          CHECK(atlas.prominence(answer.closer, under.front().region) >
                atlas.prominence(view, under.front().region));
        }
      }
    }
  }
  CHECK(lenses > 100);
  CHECK(zooms > 100);
}

TEST_CASE("left and right are answered alike") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    const double mm = mm_per_px(view, 400);
    const View there = mirrored(view);
    double worst = 0;
    double worst_beside = 0;
    for (int y = 5; y < kViewHeight; y += 23) {
      for (int x = 5; x < kViewWidth; x += 23) {
        const auto left = *likely(atlas, view, x + 0.5, y, mm);
        const auto right = *likely(atlas, there, kViewWidth - x - 0.5, y, mm);
        // Beside the body only the Gaussian's thin end meets it, and a pixel weighs more.
        double& side = (*atlas.id_map(view))->at(x, y) != 0 ? worst : worst_beside;
        for (const Likely& each : left) {
          const auto found = std::find_if(right.begin(), right.end(), [&](const Likely& other) {
            return other.region == each.region.mirrored();
          });
          side = std::max(side, std::abs(each.share - (found == right.end() ? 0 : found->share)));
        }
      }
    }
    CAPTURE(view_name(view));
    CHECK(worst < 0.05);  // the two halves' pixels differ by a rounding here and there
    CHECK(worst_beside < 0.15);
  }
}

TEST_CASE("a point that is no point is a miss") {
  Atlas atlas = open_atlas();
  for (const double far : {-1e9, 1e9, 1e300, std::nan("")}) {
    CHECK(tap(atlas, View::Back, far, 900).way == Way::Miss);
    CHECK(tap(atlas, View::Back, 540, far).way == Way::Miss);
  }
}

TEST_CASE("a whole body enlarged as far as its closer views leads to none of them: it asks") {
  Atlas atlas = open_atlas();
  int led = 0;
  int still_led = 0;
  int asked = 0;
  for (const RegionInView& region : atlas.regions(View::Back)) {
    const Point at = region.shape.inscribed.centre;
    const auto x = static_cast<double>(region.shape.box.x);
    const auto meant_at = [&](double zoom) {
      const auto found = meant(atlas, View::Back, x, at.y, mm_per_px(View::Back, 400) * zoom, zoom);
      REQUIRE(found.has_value());
      return found->way;
    };
    led += meant_at(1) == Way::Zoom ? 1 : 0;
    still_led += meant_at(enlargement(View::LegsBack)) == Way::Zoom ? 1 : 0;
    asked += meant_at(enlargement(View::LegsBack)) == Way::Lens ? 1 : 0;
  }
  CHECK(led > 20);
  CHECK(still_led == 0);
  CHECK(asked > 5);
}
