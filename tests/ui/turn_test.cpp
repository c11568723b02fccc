#include "ui/turn.h"

#include <doctest/doctest.h>

using base::Millis;
using figure::View;
using ui::Way;

TEST_CASE("the body turns the shorter way round, and from its front to its back by its left") {
  const Way to_the_left{.right = -1};
  const Way to_the_right{.right = 1};
  CHECK(ui::way_between(View::Front, View::Left) == to_the_left);
  CHECK(ui::way_between(View::Left, View::Back) == to_the_left);
  CHECK(ui::way_between(View::Right, View::Front) == to_the_left);
  CHECK(ui::way_between(View::Front, View::Right) == to_the_right);
  CHECK(ui::way_between(View::Left, View::Front) == to_the_right);
  CHECK(ui::way_between(View::Front, View::Back) == to_the_left);
  CHECK(ui::way_between(View::LegsFront, View::LegsLeft) == to_the_left);
}

TEST_CASE("a close-up comes closer, the whole body goes back, the soles come up") {
  CHECK(ui::way_between(View::Back, View::LegsBack) == Way{.closer = 1});
  CHECK(ui::way_between(View::UpperFront, View::Front) == Way{.closer = -1});
  CHECK(ui::way_between(View::Front, View::Soles) == Way{.down = -1});
  CHECK(ui::way_between(View::Front, View::Inside) == Way{.down = -1});
  CHECK(ui::way_between(View::Soles, View::Back) == Way{.down = 1});
  CHECK(ui::way_between(View::Inside, View::UpperFront) == Way{.down = 1});
}

TEST_CASE("between two views there is a way, and back is its opposite but for half a turn") {
  for (const View from : figure::kViews) {
    for (const View to : figure::kViews) {
      if (from == to) continue;
      const Way way = ui::way_between(from, to);
      const Way back = ui::way_between(to, from);
      CAPTURE(figure::view_name(from));
      CAPTURE(figure::view_name(to));
      CHECK(way != Way{});
      CHECK((back == Way{-way.right, -way.down, -way.closer} || (back == way && way.right == -1) ||
             way.down != 0));
    }
  }
}

TEST_CASE("a turn runs from the frame that shows it first, fast at first, and ends") {
  ui::Turn turn;
  turn.in_sight(Millis{1000});
  CHECK_FALSE(turn.now());
  turn.begin(View::Front, View::Back);
  turn.move_on(Millis{5000});
  REQUIRE(turn.now());
  CHECK(turn.now()->done == 0);
  turn.in_sight(Millis{6000});
  turn.in_sight(Millis{6100});
  turn.move_on(Millis{6000} + ui::kTurnTime / 2);
  REQUIRE(turn.now());
  CHECK(turn.now()->from == View::Front);
  CHECK(turn.now()->done == doctest::Approx(0.875));
  turn.move_on(Millis{6000} + ui::kTurnTime);
  CHECK_FALSE(turn.now());
}

TEST_CASE("coming closer takes its own time") {
  ui::Turn turn;
  turn.begin(View::Back, View::LegsBack);
  turn.in_sight(Millis{0});
  turn.move_on(ui::kTurnTime);
  REQUIRE(turn.now());
  CHECK(turn.now()->way.closer == 1);
  turn.move_on(ui::kZoomTime);
  CHECK_FALSE(turn.now());
}
