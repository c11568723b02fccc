#include "ui/outline.h"

#include <doctest/doctest.h>

#include "ui/layout.h"

namespace {

ui::Outline outline() {
  ui::Outline made;
  made.screen = "map";
  const auto add = [&](const char* id, const char* role, bool enabled) {
    ui::Item item;
    item.id = id;
    item.role = role;
    item.label = std::string("label of ") + id;
    item.enabled = enabled;
    made.items.push_back(item);
  };
  add("", "heading", true);
  add("undo", "button", false);
  add("view.back", "toggle", true);
  add("", "text", true);
  add("region.calf_outer.L", "region", true);
  add("next", "button", true);
  return made;
}

}  // namespace

TEST_CASE("items are found by id and by label") {
  const auto made = outline();
  REQUIRE(made.find_id("next") != nullptr);
  CHECK(made.find_id("next")->role == "button");
  CHECK(made.find_id("nothing") == nullptr);
  REQUIRE(made.find_label("label of undo") != nullptr);
  CHECK(made.find_label("label of undo")->id == "undo");
}

TEST_CASE("focus goes round over what can be acted on") {
  const auto made = outline();
  CHECK(ui::next_focus(made, "", 1) == "view.back");
  CHECK(ui::next_focus(made, "view.back", 1) == "region.calf_outer.L");
  CHECK(ui::next_focus(made, "region.calf_outer.L", 1) == "next");
  CHECK(ui::next_focus(made, "next", 1) == "view.back");
  CHECK(ui::next_focus(made, "view.back", -1) == "next");
  CHECK(ui::next_focus(made, "", -1) == "next");
  CHECK(ui::next_focus(made, "gone", 1) == "view.back");
  CHECK(ui::next_focus(ui::Outline{}, "", 1).empty());
}

TEST_CASE("forgetting leaves nothing") {
  auto made = outline();
  made.forget();
  CHECK(made.items.empty());
  CHECK(made.screen.empty());
}

TEST_CASE("a window of any shape shows a layout whole and centred") {
  const auto panel = ui::Layout::of_window(1080, 1920);
  CHECK(panel.portrait);
  CHECK(panel.scale == doctest::Approx(1));
  const auto half = ui::Layout::of_window(540, 960);
  CHECK(half.scale == doctest::Approx(0.5));
  const auto tablet = ui::Layout::of_window(1280, 800);
  CHECK_FALSE(tablet.portrait);
  CHECK(tablet.scale == doctest::Approx(1280.0 / 1920));
  CHECK(tablet.left == 0);
  CHECK(tablet.top == doctest::Approx(40));
  CHECK(tablet.from_window_y(tablet.to_window_y(500)) == doctest::Approx(500));
}

TEST_CASE("sizes in mm are whole px of the layout") {
  CHECK(ui::px(ui::mm::kGap) == 12);
  CHECK(ui::px(ui::mm::kMarginPortrait) == 48);
  CHECK(ui::px(ui::mm::kMarginLandscape) == 56);
  CHECK(ui::type::kTitle.em() == 60);
  CHECK(ui::type::kHero.em() == 92);
  CHECK(ui::type::kView.em() == 25);
}

TEST_CASE("the layout keeps its millimetres where the glass is known, and fills the window where it is not") {
  using ui::Layout;
  CHECK(Layout::of_window(1080, 1920).scale == 1);
  CHECK(Layout::of_window(540, 960).scale == 0.5F);
  CHECK(Layout::of_window(2160, 3840).scale == 2);
  // The same 27-inch panel with twice the px, and one of twice the size.
  CHECK(Layout::of_window(2160, 3840, 0.1555).scale == doctest::Approx(2));
  const Layout large = Layout::of_window(1080, 1920, 0.622);
  CHECK(large.scale == doctest::Approx(0.5));
  CHECK(large.left == 270);
  CHECK(large.top == 480);
  // Too small for its millimetres: as large as it goes.
  CHECK(Layout::of_window(1080, 1920, 0.2).scale == 1);
}
