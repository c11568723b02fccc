#include "ui/layout.h"

#include <doctest/doctest.h>

using ui::Layout;

TEST_CASE("a layout knows its mm: as meant on a 27-inch panel and larger ones, less on smaller ones") {
  CHECK(Layout::of_window(1080, 1920).mm_per_px == doctest::Approx(ui::kMmPerLayoutPx));
  CHECK(Layout::of_window(540, 960).mm_per_px == doctest::Approx(ui::kMmPerLayoutPx));
  CHECK(Layout::of_window(1080, 1920, 0.311).mm_per_px == doctest::Approx(0.311));
  CHECK(Layout::of_window(1080, 1920, 0.248).mm_per_px == doctest::Approx(0.248));
  CHECK(Layout::of_window(2160, 3840, 0.124).mm_per_px == doctest::Approx(0.248));
  CHECK(Layout::of_window(1080, 1920, 0.5).mm_per_px == doctest::Approx(ui::kMmPerLayoutPx));
}

TEST_CASE("a panel on which a finger would not find its place is too small, one of unknown size is not") {
  CHECK_FALSE(Layout::of_window(1080, 1920, 0.248).too_small());  // 21.5 inches, upright
  CHECK(Layout::of_window(1080, 1920, 0.18).too_small());         // 15.6 inches, upright
  CHECK_FALSE(Layout::of_window(1920, 1080, 0.311).too_small());  // 27 inches, wide
  CHECK(Layout::of_window(1920, 1080, 0.248).too_small());        // 21.5 inches, wide
  CHECK_FALSE(Layout::of_window(400, 300).too_small());
}
