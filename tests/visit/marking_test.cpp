#include "play.h"

using play::Player;
namespace ev = visit::event;

namespace {

Player on_panel(std::string_view code) {
  Player play;
  play.known_on_map()(ev::TouchRegion{play::region(code), {intake::ViewName("back"), 1, 2}});
  return play;
}

}  // namespace

TEST_CASE("a place without a level is not marked, and Done is off until it has one") {
  auto play = on_panel("calf_outer.L");
  CHECK_FALSE(play.now.marks.any());
  CHECK_FALSE(visit::can_go_on(play.now, play.rules));
  play(ev::ToggleKind{intake::Kind::Tight});
  CHECK_FALSE(play.now.marks.any());
  play(ev::SetLevel{7});
  CHECK(visit::can_go_on(play.now, play.rules));
  play(ev::SetLevel{0})(ev::SetLevel{11});
  CHECK(play.now.marks.areas[0].level == 7);
}

TEST_CASE(
    "up to three kinds; a fourth is refused with its reason, and a chosen one goes when touched again") {
  auto play = on_panel("calf_outer.L");
  play(ev::SetLevel{7})(ev::ToggleKind{intake::Kind::Tight})(ev::ToggleKind{intake::Kind::Sore})(
      ev::ToggleKind{intake::Kind::Sharp});
  play(ev::ToggleKind{intake::Kind::Numb});
  CHECK(play.now.marks.areas[0].kinds.count() == 3);
  CHECK(play.now.notice == visit::Notice::KindsFull);
  play(ev::ToggleKind{intake::Kind::Sore});
  CHECK(play.now.notice == visit::Notice::None);
  CHECK_FALSE(play.now.marks.areas[0].kinds.has(intake::Kind::Sore));
}

TEST_CASE("since is one answer, when it hurts may be several; both can be taken back") {
  auto play = on_panel("calf_outer.L");
  play(ev::SetLevel{7})(ev::ToggleSince{intake::Since::Days})(ev::ToggleSince{intake::Since::Weeks});
  CHECK(play.now.marks.areas[0].since == intake::Since::Weeks);
  play(ev::ToggleSince{intake::Since::Weeks});
  CHECK(play.now.marks.areas[0].since == intake::Since::Unsaid);
  play(ev::ToggleWhen{intake::When::AtRest})(ev::ToggleWhen{intake::When::AfterRunning});
  CHECK(play.now.marks.areas[0].when.count() == 2);
}

TEST_CASE("both sides copies, keeps both alike while on, and takes the other side back") {
  auto play = on_panel("calf_outer.L");
  play(ev::SetLevel{7})(ev::ToggleKind{intake::Kind::Tight})(ev::ToggleBothSides{});
  REQUIRE(play.now.marks.areas.size() == 2);
  CHECK(play.now.marks.area(play::region("calf_outer.R"))->kinds.has(intake::Kind::Tight));
  play(ev::SetLevel{4});
  CHECK(play.now.marks.area(play::region("calf_outer.R"))->level == 4);
  play(ev::Next{})(ev::TouchRegion{play::region("calf_outer.R"), {}});
  CHECK_MESSAGE(play.now.both_sides(), "seen from the other side as well");
  play(ev::ToggleBothSides{});
  REQUIRE(play.now.marks.areas.size() == 1);
  CHECK(play.now.marks.areas[0].region.view() == "calf_outer.R");
}

TEST_CASE("both sides before a level is chosen takes nothing away from a mark the other side has") {
  Player play;
  play.known_on_map().mark("calf_outer.R", 6);
  const auto before = play.now.marks;
  play(ev::TouchRegion{play::region("calf_outer.L"), {intake::ViewName("back"), 1, 2}})(
      ev::ToggleBothSides{});
  CHECK(play.now.both_sides());
  CHECK(play.now.marks.areas == before.areas);
  SUBCASE("off again") {
    const auto steps = play.now.past.size();
    play(ev::ToggleBothSides{});
    CHECK(play.now.marks == before);
    CHECK(play.now.past.size() == steps);
  }
  SUBCASE("closed, or another place touched, nothing is left of it") {
    SUBCASE("closed") { play(ev::Back{}); }
    SUBCASE("another place") { play(ev::TouchRegion{play::region("head.M"), {}}); }
    CHECK(play.now.marks == before);
  }
  SUBCASE("a level then holds for both") {
    play(ev::SetLevel{3});
    CHECK(play.now.marks.area(play::region("calf_outer.L"))->level == 3);
    CHECK(play.now.marks.area(play::region("calf_outer.R"))->level == 3);
    play(ev::Undo{});
    CHECK(play.now.marks.area(play::region("calf_outer.R"))->level == 6);
  }
}

TEST_CASE("two sides that were rated alike one by one stay two") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 5).mark("calf_outer.R", 5);
  play(ev::TouchRegion{play::region("calf_outer.L"), {}});
  CHECK_FALSE(play.now.both_sides());
  play(ev::SetLevel{7});
  CHECK(play.now.marks.area(play::region("calf_outer.R"))->level == 5);
}

TEST_CASE("the other side's point is the mirror image in the view that shows it") {
  Player play;
  const auto at = [&](const char* code) { return play.now.marks.area(play::region(code))->at; };
  const auto width = [](figure::View view) {
    return static_cast<float>(figure::kViewWidth * figure::mm_per_px(view, figure::kRecordBodyMm));
  };
  play.known_on_map();
  SUBCASE("copied") {
    play(ev::TouchRegion{play::region("calf_outer.L"), {intake::ViewName("left"), 30, 200}})(ev::SetLevel{5})(
        ev::ToggleBothSides{});
  }
  SUBCASE("marked together") {
    play(ev::TouchRegion{play::region("calf_outer.L"), {intake::ViewName("left"), 30, 200}})(
        ev::ToggleBothSides{})(ev::SetLevel{5});
  }
  CHECK(at("calf_outer.L").view.view() == "left");
  CHECK(at("calf_outer.R").view.view() == "right");
  CHECK(at("calf_outer.R").x_mm == doctest::Approx(width(figure::View::Right) - 30));
  CHECK(at("calf_outer.R").y_mm == 200);
  play(ev::Next{})(ev::TouchRegion{play::region("ham_outer.L"), {intake::ViewName("legs-back"), 30, 200}})(
      ev::SetLevel{5})(ev::ToggleBothSides{});
  CHECK(at("ham_outer.R").view.view() == "legs-back");
}

TEST_CASE("the middle line has no other side") {
  auto play = on_panel("sacrum.M");
  play(ev::SetLevel{5})(ev::ToggleBothSides{});
  CHECK(play.now.marks.areas.size() == 1);
  CHECK_FALSE(play.now.both_sides());
}

TEST_CASE("don't touch stands with or without a level, and says why") {
  auto play = on_panel("knee_back.R");
  play(ev::ToggleAvoid{})(ev::SetAvoidWhy{intake::AvoidWhy::Skin});
  CHECK(visit::can_go_on(play.now, play.rules));
  play(ev::SetLevel{4});
  CHECK(play.now.marks.count() == 1);
  REQUIRE(play.now.marks.avoid.size() == 1);
  CHECK(play.now.marks.avoid[0].why == intake::AvoidWhy::Skin);
  play(ev::ToggleAvoid{});
  CHECK(play.now.marks.avoid.empty());
}

TEST_CASE("undo and redo go through fifty steps and give the same marks back") {
  auto play = on_panel("calf_outer.L");
  for (int i = 0; i < 60; ++i) play(ev::SetLevel{1 + i % 7});
  CHECK(play.now.past.size() == visit::kUndoSteps);
  const auto marks = play.now.marks;
  for (int i = 0; i < 50; ++i) play(ev::Undo{});
  CHECK(play.now.past.empty());
  CHECK_FALSE(play.now.marks == marks);
  for (int i = 0; i < 50; ++i) play(ev::Redo{});
  CHECK(play.now.marks == marks);
  play(ev::Undo{})(ev::SetLevel{2});
  CHECK_MESSAGE(play.now.future.empty(), "a new mark ends what could be done again");
}

TEST_CASE("remove and clear can be undone") {
  auto play = on_panel("calf_outer.L");
  play(ev::SetLevel{7})(ev::RemoveMark{});
  CHECK_FALSE(play.now.marks.any());
  CHECK_FALSE(play.now.panel_open());
  play(ev::Undo{});
  CHECK(play.now.marks.areas.size() == 1);
  play(ev::ClearMarks{});
  CHECK_FALSE(play.now.marks.any());
  play(ev::Undo{});
  CHECK(play.now.marks.areas.size() == 1);
}

TEST_CASE("marking something takes back that nothing hurts") {
  Player play;
  play.known_on_map()(ev::NothingHurts{})(ev::Back{}).mark("calf_outer.L", 2);
  CHECK_FALSE(play.now.marks.nothing_hurts);
}

TEST_CASE("a doubtful touch asks; the answer opens its panel at the point that was touched") {
  const intake::TouchedAt at{intake::ViewName("legs-back"), 30, 200};
  Player play;
  play.known_on_map()(ev::TouchDoubtful{{play::region("achilles.L"), play::region("calf_low.L")}, at});
  CHECK(play.now.lens_open());
  CHECK_FALSE(play.now.panel_open());
  CHECK_FALSE(visit::can_go_on(play.now, play.rules));
  SUBCASE("the second one") {
    play(ev::PickCandidate{1})(ev::SetLevel{6});
    CHECK_FALSE(play.now.lens_open());
    REQUIRE(play.now.marks.areas.size() == 1);
    CHECK(play.now.marks.areas[0].region == play::region("calf_low.L"));
    CHECK(play.now.marks.areas[0].at == at);
  }
  SUBCASE("none of these, and back") {
    SUBCASE("none") { play(ev::NoCandidate{}); }
    SUBCASE("back") { play(ev::Back{}); }
    CHECK(play.now.screen == visit::Screen::Map);
    CHECK_FALSE(play.now.lens_open());
    CHECK_MESSAGE(play.now.candidates.capacity() == 0, "given back, which is when it is wiped");
    CHECK_FALSE(play.now.panel_open());
    CHECK_FALSE(play.now.marks.any());
  }
  SUBCASE("help and the idle warning come back to it") {
    SUBCASE("help") { play(ev::Help{})(ev::Back{}); }
    SUBCASE("idle") { play.wait(play::Millis{120'000})(ev::Stay{}); }
    CHECK(play.now.candidates.size() == 2);
  }
  SUBCASE("nothing of it is left when the visit is cleared") {
    play.wait(play::Millis{120'000})(ev::Discard{});
    CHECK_FALSE(play.now.lens_open());
  }
}

TEST_CASE("a doubtful touch or a closer view closes an open panel and leaves its mark alone") {
  auto play = on_panel("calf_outer.L");
  play(ev::SetLevel{7});
  SUBCASE("doubtful") {
    play(ev::TouchDoubtful{{play::region("achilles.L"), play::region("calf_low.L")}, {}});
    CHECK(play.now.lens_open());
  }
  SUBCASE("closer") {
    play(ev::ComeCloser{figure::View::LegsBack});
    CHECK(play.now.view == figure::View::LegsBack);
  }
  CHECK_FALSE(play.now.panel_open());
  CHECK(play.now.marks.areas.size() == 1);
}
