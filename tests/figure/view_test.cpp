#include "figure/view.h"

#include <doctest/doctest.h>

using namespace figure;

TEST_CASE("every view's name leads back to it") {
  for (const View view : kViews) CHECK(view_from_name(view_name(view)) == view);
  CHECK(view_name(View::LegsBack) == "legs-back");
  CHECK_FALSE(view_from_name("legs_back").has_value());
  CHECK_FALSE(view_from_name("").has_value());
}

TEST_CASE("a close-up belongs to a whole body") {
  for (const View view : kViews) CHECK(is_whole_body(whole_body_of(view)));
  CHECK(whole_body_of(View::LegsFront) == View::Front);
  CHECK(whole_body_of(View::LegsBack) == View::Back);
  CHECK(whole_body_of(View::Left) == View::Left);
  CHECK(whole_body_of(View::LegsRight) == View::Right);
  CHECK(whole_body_of(View::UpperBack) == View::Back);
  CHECK_FALSE(is_whole_body(View::Soles));
  CHECK_FALSE(is_whole_body(View::UpperFront));
}

TEST_CASE("sides have each other for a mirror image, as their whole bodies have") {
  CHECK(mirrored(View::LegsLeft) == View::LegsRight);
  CHECK(mirrored(View::Left) == View::Right);
  CHECK(mirrored(View::UpperFront) == View::UpperFront);
  for (const View view : kViews) {
    CHECK(mirrored(mirrored(view)) == view);
    CHECK(whole_body_of(mirrored(view)) == mirrored(whole_body_of(view)));
    CHECK(canvas_cm(mirrored(view)) == canvas_cm(view));
  }
}

TEST_CASE("scale: a body of 184 cm stands as tall as asked, and close-ups count at their own scale") {
  const double whole = mm_per_px(View::Back, 400);
  CHECK(whole * kViewHeight == doctest::Approx(400.0 * 200 / 184));
  CHECK(mm_per_px(View::LegsBack, 400) * kViewHeight == doctest::Approx(1.8 * 116 * 400 / 184));
  for (const View view : kViews) {
    CHECK(mm_per_px(view, 200) == doctest::Approx(mm_per_px(view, 400) / 2));
    CHECK((is_whole_body(view) ? mm_per_px(view, 400) == doctest::Approx(whole)
                               : mm_per_px(view, 1840) * kViewHeight > 1.4 * 10 * canvas_cm(view)));
  }
}
