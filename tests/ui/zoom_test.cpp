// The map's body pinched, dragged, enlarged by its button and put back, through the real window.
#include <algorithm>

#include "shell_fixture.h"
#include "ui/body_touch.h"

namespace ev = visit::event;

namespace {

visit::Visit map_of(figure::View view) {
  visit::Visit made;
  made.screen = visit::Screen::Map;
  made.number = 1;
  made.view = view;
  return made;
}

struct Map {
  Kiosk kiosk;
  visit::Visit visit = map_of(figure::View::Back);
  ui::Shell& shell = *kiosk.shell;

  Map() { settle(); }
  std::vector<visit::What> settle() { return kiosk.settle(visit); }
  void rest() { kiosk.clock.advance(ui::kDeafAfterChange); }
  // Two fingers that spread from about (x, y): to `to` px apart from 100.
  std::vector<visit::What> pinch(float x, float y, float to) {
    rest();
    shell.press(x - 50, y, 1);
    auto touched = settle();
    const auto add = [&] {
      for (auto& what : settle()) touched.push_back(std::move(what));
    };
    shell.press(x + 50, y, 2);
    add();
    for (const float share : {0.3F, 0.6F, 1.0F}) {
      const float half = (100 + (to - 100) * share) / 2;
      shell.move(x - half, y, 1);
      shell.move(x + half, y, 2);
      add();
    }
    shell.release(x + to / 2, y, 2);
    add();
    shell.release(x - to / 2, y, 1);
    add();
    return touched;
  }
  std::vector<visit::What> drag(float x, float y, float by_x, float by_y) {
    rest();
    shell.press(x, y, 1);
    settle();
    for (const float share : {0.5F, 1.0F}) {
      shell.move(x + by_x * share, y + by_y * share, 1);
      settle();
    }
    shell.release(x + by_x, y + by_y, 1);
    return settle();
  }
  ui::Rect place(const char* id) const {
    const ui::Item* item = shell.outline().find_id(id);
    REQUIRE_MESSAGE(item != nullptr, id);
    return item->rect;
  }
  bool enlarged() const {
    const ui::Item* button = shell.outline().find_id("zoom");
    CHECK(button->fits);
    return button->value == "on";
  }
};

bool marks(const std::vector<visit::What>& touched) {
  return std::any_of(touched.begin(), touched.end(),
                     [](const visit::What& what) { return !std::holds_alternative<ev::Touch>(what); });
}

const char* const kCalf = "region.calf_outer.L";

}  // namespace

TEST_CASE("a pinch enlarges the body about the fingers and marks nothing") {
  Map map;
  const ui::Rect before = map.place(kCalf);
  const auto touched = map.pinch(420, 1100, 200);
  CHECK_FALSE(marks(touched));
  CHECK_MESSAGE(!touched.empty(), "somebody is there");
  CHECK(map.enlarged());
  const ui::Rect after = map.place(kCalf);
  // What the fingers moved before it was a pinch, no more than a slip each, is not made up for.
  const float slips = 2 * static_cast<float>(ui::kSlipMm / map.shell.mm_per_px());
  CHECK(after.w > before.w * 200 / (100 + 2 * slips));
  CHECK(after.w < before.w * 2.05F);

  SUBCASE("pinched together again it stands as before") {
    map.pinch(420, 1100, 20);
    CHECK_FALSE(map.enlarged());
    CHECK(map.place(kCalf).w == before.w);
    CHECK(map.place(kCalf).x == before.x);
  }
  SUBCASE("a tap means what is under the finger, at its real size") {
    map.kiosk.tap(kCalf);
    const auto tapped = map.settle();
    REQUIRE(tapped.size() == 1);
    const auto* touch = std::get_if<ev::TouchRegion>(&tapped.front());
    REQUIRE(touch != nullptr);
    CHECK("region." + std::string(touch->region.view()) == kCalf);
    // In the record's mm of the body, whatever it was enlarged to.
    const auto* shape = map.kiosk.content.atlas.shape(figure::View::Back, touch->region);
    const double mm = figure::mm_per_px(figure::View::Back, figure::kRecordBodyMm);
    CHECK(touch->at.x_mm == doctest::Approx(shape->inscribed.centre.x * mm).epsilon(0.02));
    CHECK(touch->at.y_mm == doctest::Approx(shape->inscribed.centre.y * mm).epsilon(0.02));
  }
  SUBCASE("another view stands at rest, and so does this one after it") {
    map.visit.view = figure::View::Front;
    map.settle();
    CHECK_FALSE(map.enlarged());
    map.visit.view = figure::View::Back;
    map.settle();
    CHECK(map.place(kCalf).w == before.w);
  }
  SUBCASE("the next visit begins at rest") {
    map.shell.forget();
    map.visit.number = 2;
    map.settle();
    CHECK_FALSE(map.enlarged());
  }
  SUBCASE("after the level panel the body stands as it was enlarged") {
    map.visit.chosen = *intake::RegionCode::parse("calf_outer.L");
    map.settle();
    map.visit.chosen = intake::RegionCode();
    map.settle();
    CHECK(map.place(kCalf).w == after.w);
    CHECK(map.place(kCalf).x == after.x);
  }
}

TEST_CASE("the magnifier enlarges, a drag moves, the same button puts back") {
  Map map;
  const ui::Rect before = map.place(kCalf);
  map.kiosk.tap("zoom");
  CHECK_FALSE(marks(map.settle()));
  CHECK(map.enlarged());
  CHECK_MESSAGE(!map.shell.takes_touches(), "the second tap of a double tap would undo it");
  const ui::Rect large = map.place("region.glute.L");
  CHECK_FALSE(marks(map.drag(700, 800, 100, -300)));
  const ui::Rect moved = map.place("region.glute.L");
  CHECK(moved.w == large.w);
  CHECK(moved.x > large.x);
  CHECK(moved.y < large.y);
  // A drag that begins on the body and ends on a button acts on neither.
  const ui::Rect next = map.place("undo");
  CHECK_FALSE(marks(map.drag(540, 800, next.x + 10 - 540, next.y + 10 - 800)));
  map.kiosk.tap("zoom");
  map.settle();
  CHECK_FALSE(map.enlarged());
  CHECK(map.place(kCalf).x == before.x);
  CHECK(map.place(kCalf).w == before.w);
}

TEST_CASE("at rest a drag over the body is no tap, and a finger that slips is one") {
  Map map;
  const ui::Rect calf = map.place(kCalf);
  const auto slip = static_cast<float>(ui::kSlipMm / map.shell.mm_per_px());
  const auto touched = map.drag(calf.x + calf.w / 2, calf.y, 0, calf.h);
  REQUIRE(touched.size() == 1);
  CHECK(std::holds_alternative<ev::Touch>(touched.front()));
  CHECK_FALSE(map.enlarged());
  CHECK(marks(map.drag(calf.x + calf.w / 2, calf.y + calf.h / 2 - slip * 0.6F, 0, slip * 0.8F)));
}

TEST_CASE("a palm beside the finger takes no tap away") {
  Map map;
  map.rest();
  const ui::Rect calf = map.place(kCalf);
  map.shell.press(calf.x + calf.w / 2, calf.y + calf.h / 2, 1);
  map.settle();
  map.shell.press(800, 1500, 2);
  map.settle();
  map.shell.release(calf.x + calf.w / 2, calf.y + calf.h / 2, 1);
  CHECK(marks(map.settle()));
  map.shell.release(800, 1500, 2);
  CHECK_FALSE(marks(map.settle()));
}

TEST_CASE("beside the level panel a drag is no tap either, and nothing is enlarged") {
  Map map;
  map.visit.chosen = *intake::RegionCode::parse("calf_outer.L");
  map.settle();
  const ui::Rect calf = map.place("region.calf_inner.L");
  CHECK_FALSE(marks(map.drag(calf.x + calf.w / 2, calf.y + 10, 0, calf.h - 20)));
  CHECK_FALSE(marks(map.pinch(calf.x + calf.w / 2, calf.y + calf.h / 2, 300)));
  CHECK(map.place("region.calf_inner.L").w == calf.w);
}
