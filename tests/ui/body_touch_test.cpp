#include "ui/body_touch.h"

#include <doctest/doctest.h>

#include "ui/zoom.h"

using figure::Point;
using ui::Fingers;

namespace {

constexpr float kSlip = 20;

Fingers one(float x, float y) { return {{x, y}, {}, 0}; }
Fingers two(Point first, Point second, float second_went) { return {first, second, second_went}; }

}  // namespace

TEST_CASE("a touch that stays or only slips is a tap") {
  ui::BodyTouch touch;
  CHECK_FALSE(touch.follow(one(100, 100), kSlip));
  CHECK_FALSE(touch.follow(one(112, 112), kSlip));
  CHECK(touch.lift());
  CHECK_FALSE(touch.lift());  // there is none any more
}

TEST_CASE("a drag is not a tap, not even when it comes back") {
  ui::BodyTouch touch;
  touch.follow(one(100, 100), kSlip);
  const auto moved = touch.follow(one(100, 130), kSlip);
  REQUIRE(moved);
  CHECK(moved->from == Point{100, 100});
  CHECK(moved->to == Point{100, 130});
  CHECK(moved->grown == 1);
  touch.follow(one(100, 100), kSlip);
  CHECK_FALSE(touch.lift());
}

TEST_CASE("a pinch grows about its middle and is not a tap") {
  ui::BodyTouch touch;
  touch.follow(one(100, 100), kSlip);
  CHECK_FALSE(touch.follow(two({100, 100}, {200, 100}, 0), kSlip));
  const auto moved = touch.follow(two({100, 100}, {300, 100}, 100), kSlip);
  REQUIRE(moved);
  CHECK(moved->grown == doctest::Approx(2));
  CHECK(moved->from == Point{150, 100});
  CHECK(moved->to == Point{200, 100});
  // The second finger lifts: that moves nothing by itself, and what is left may drag but not mark.
  CHECK_FALSE(touch.follow(one(100, 100), kSlip));
  REQUIRE(touch.follow(one(104, 100), kSlip));
  CHECK_FALSE(touch.lift());
}

TEST_CASE("a pinch too quick to be seen is not a tap either") {
  ui::BodyTouch touch;
  touch.follow({{100, 100}, {}, 80}, kSlip);
  CHECK_FALSE(touch.lift());
}

TEST_CASE("a palm that rests beside the finger takes no tap away") {
  ui::BodyTouch touch;
  touch.follow(two({100, 100}, {300, 500}, 4), kSlip);
  CHECK_FALSE(touch.follow(two({103, 100}, {300, 505}, 5), kSlip));
  CHECK(touch.lift());
}

TEST_CASE("a touch that is void leaves nothing to the next") {
  ui::BodyTouch touch;
  touch.follow(one(100, 100), kSlip);
  touch.follow(one(300, 100), kSlip);
  touch.cancel();
  CHECK_FALSE(touch.follow(one(500, 500), kSlip));
  CHECK(touch.lift());
}

namespace {

const ui::Zoom::Frame kFrame{{{10, 20}, 0.5F}, {200, 100, 600, 1700}, {0, 200, 1000, 1300}};

// Where a canvas px stands.
Point at(const ui::Zoom& zoom, Point canvas) {
  const auto standing = zoom.standing(kFrame.rest);
  return {standing.origin.x + canvas.x * standing.scale, standing.origin.y + canvas.y * standing.scale};
}

}  // namespace

TEST_CASE("what was under the fingers stays under them") {
  ui::Zoom zoom;
  const Point held{500, 900};
  const Point from = at(zoom, held);
  zoom.move(kFrame, {from, {from.x + 30, from.y - 10}, 1.5F});
  CHECK(zoom.on());
  CHECK(zoom.factor() == doctest::Approx(1.5));
  CHECK(at(zoom, held).x == doctest::Approx(from.x + 30));
  CHECK(at(zoom, held).y == doctest::Approx(from.y - 10));
  const Point now = at(zoom, held);
  zoom.move(kFrame, {now, {now.x - 10, now.y + 25}, 1});
  CHECK(at(zoom, held).x == doctest::Approx(now.x - 10));
  CHECK(at(zoom, held).y == doctest::Approx(now.y + 25));
}

TEST_CASE("at rest a drag moves nothing, and pinched together the body is as it was") {
  ui::Zoom zoom;
  zoom.move(kFrame, {{300, 300}, {500, 300}, 1});
  CHECK_FALSE(zoom.on());
  CHECK(zoom.standing(kFrame.rest) == kFrame.rest);
  zoom.step_in(kFrame);
  CHECK(zoom.factor() == ui::kZoomStep);
  zoom.move(kFrame, {{300, 300}, {300, 300}, 0.2F});
  CHECK_FALSE(zoom.on());
  CHECK(zoom.standing(kFrame.rest) == kFrame.rest);
}

TEST_CASE("it grows no further than the picture bears, and the body cannot be lost") {
  ui::Zoom zoom;
  for (int i = 0; i < 5; ++i) zoom.move(kFrame, {{500, 800}, {500, 800}, 3});
  CHECK(zoom.factor() == ui::kMostZoom);
  const auto& [x, y, w, h] = kFrame.stage;
  const Point middle{x + w / 2, y + h / 2};
  for (const Point way : {Point{5000, 0}, Point{-5000, 0}, Point{0, 5000}, Point{0, -5000}}) {
    zoom.move(kFrame, {{0, 0}, way, 1});
    const Point first = at(zoom, {200, 100});
    const Point last = at(zoom, {800, 1800});
    CHECK(first.x <= middle.x + 0.1F);
    CHECK(first.y <= middle.y + 0.1F);
    CHECK(last.x >= middle.x - 0.1F);
    CHECK(last.y >= middle.y - 0.1F);
  }
}
