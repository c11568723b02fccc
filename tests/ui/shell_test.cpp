#include <SDL.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "shell_fixture.h"
#include "ui/platform.h"

namespace ev = visit::event;

namespace {

visit::Visit map() {
  visit::Visit made;
  made.screen = visit::Screen::Map;
  made.number = 1;
  return made;
}

template <class E>
const E* only(const std::vector<visit::What>& touched) {
  return touched.size() == 1 ? std::get_if<E>(&touched.front()) : nullptr;
}

// The window, and the visit that stands before anybody comes.
struct Window {
  Kiosk kiosk;
  ui::Shell& shell = *kiosk.shell;
  const visit::Visit attract{};
};

}  // namespace

TEST_CASE_FIXTURE(Window, "anywhere starts, help does not") {
  CHECK(kiosk.settle(attract).empty());
  CHECK(shell.outline().screen == "attract");
  kiosk.tap("start");
  CHECK(only<ev::Start>(kiosk.settle(attract)) != nullptr);
  kiosk.tap(540, 1000);
  CHECK(only<ev::Start>(kiosk.settle(attract)) != nullptr);
  kiosk.tap("help");
  CHECK(only<ev::Help>(kiosk.settle(attract)) != nullptr);
}

TEST_CASE_FIXTURE(Window, "a still screen presents nothing, and a change once") {
  kiosk.settle(attract);
  const auto presented = shell.counters().frames_presented;
  for (int i = 0; i < 10; ++i) shell.frame(attract, base::Millis{0}, kiosk.rules);
  CHECK(shell.counters().frames_presented == presented);
  visit::Visit down = attract;
  down.reader_working = false;
  for (int i = 0; i < 10; ++i) shell.frame(down, base::Millis{0}, kiosk.rules);
  CHECK(shell.counters().frames_presented == presented + 1);
  CHECK(shell.counters().start_to_first_frame_ms > 0);
}

TEST_CASE_FIXTURE(Window, "the countdown changes once a second") {
  visit::Visit idle = map();
  idle.screen = visit::Screen::Idle;
  kiosk.settle(idle, base::Millis{10'001});
  const auto presented = shell.counters().frames_presented;
  for (int ms = 10'001; ms < 11'000; ms += 111) shell.frame(idle, base::Millis{ms}, kiosk.rules);
  CHECK(shell.counters().frames_presented == presented);
  shell.frame(idle, base::Millis{11'001}, kiosk.rules);
  CHECK(shell.counters().frames_presented == presented + 1);
}

TEST_CASE_FIXTURE(Window, "a finger that slides off does nothing but tell that somebody is there") {
  kiosk.settle(map());
  const ui::Rect help = shell.outline().find_id("help")->rect;
  kiosk.clock.advance(ui::kDeafAfterChange);
  shell.press(help.x + 10, help.y + 10, 1);
  CHECK(kiosk.settle(map()).empty());
  shell.move(help.x + 10, help.y - 300, 1);
  shell.release(540, 60, 1);
  CHECK(only<ev::Touch>(kiosk.settle(map())) != nullptr);
}

TEST_CASE_FIXTURE(Window, "a press that outlives its screen does not act on the next one") {
  visit::Visit review = map();
  review.screen = visit::Screen::Review;
  review.marks.nothing_hurts = true;
  kiosk.settle(map());
  const ui::Rect back = shell.outline().find_id("back")->rect;
  kiosk.clock.advance(ui::kDeafAfterChange);
  shell.press(back.x + 10, back.y + 10, 1);
  CHECK(kiosk.settle(map()).empty());
  kiosk.settle(review);
  shell.release(back.x + 10, back.y + 10, 1);
  for (const auto& what : kiosk.settle(review)) CHECK_FALSE(std::holds_alternative<ev::Back>(what));
}

TEST_CASE_FIXTURE(Window, "keys move the focus and act") {
  kiosk.settle(attract);
  REQUIRE(shell.key("Tab"));
  const auto before = shell.counters().frames_presented;
  CHECK_MESSAGE(only<ev::Touch>(kiosk.settle(attract)) != nullptr, "moving on is a sign of life");
  CHECK(shell.counters().frames_presented > before);  // the ring
  REQUIRE(shell.key("Return"));
  CHECK(only<ev::Help>(kiosk.settle(attract)) != nullptr);
  REQUIRE(shell.key("Right"));
  kiosk.settle(attract);
  REQUIRE(shell.key("Space"));
  CHECK(only<ev::Start>(kiosk.settle(attract)) != nullptr);
  CHECK_FALSE(shell.key("No such key"));
}

TEST_CASE_FIXTURE(Window, "another thread ends the sleep") {
  kiosk.settle(attract);
  const auto began = std::chrono::steady_clock::now();
  std::thread other([] { ui::Shell::wake(); });
  CHECK(shell.wait(std::chrono::minutes(1)));
  other.join();
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
}

TEST_CASE_FIXTURE(
    Window,
    "a wake that is taken off SDL's queue before the sleep ends the sleep all the same, without a frame") {
  kiosk.settle(attract);
  const auto drawn = shell.counters().frames_drawn;
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) {
    SDL_Event news{};
    news.type = SDL_USEREVENT;  // as on a display, where nothing else wakes the loop
    SDL_PushEvent(&news);
    CHECK(shell.wait(std::chrono::seconds(5)));
    CHECK_FALSE(shell.wants_frame());
  }
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
  CHECK(shell.counters().frames_drawn == drawn);
}

TEST_CASE_FIXTURE(Window, "the second tap of a double tap does not hit what came up under it") {
  const auto double_tap = [&](const visit::Visit& before, const visit::Visit& after) {
    kiosk.settle(before);
    kiosk.tap("next");
    CHECK(only<ev::Next>(kiosk.settle(before)) != nullptr);
    kiosk.settle(after);
    const ui::Rect dock = shell.outline().find_id(after.screen == visit::Screen::Map ? "next" : "send")->rect;
    const auto touch = [&] {
      shell.press(dock.x + 20, dock.y + 20, 1);
      shell.release(dock.x + 20, dock.y + 20, 1);
      return kiosk.settle(after).size();
    };
    CHECK_FALSE(shell.takes_touches());
    kiosk.clock.advance(base::Millis{150});
    CHECK(touch() == 0);
    kiosk.clock.advance(ui::kDeafAfterChange - base::Millis{151});
    CHECK(touch() == 0);
    kiosk.clock.advance(base::Millis{1});
    CHECK(shell.takes_touches());
    CHECK(touch() == 1);
  };
  visit::Visit marked = map();
  marked.marks.areas.push_back({*intake::RegionCode::parse("calf_outer.L"), 7, {}, {}, {}, 0, {}});
  visit::Visit review = marked;
  review.screen = visit::Screen::Review;
  visit::Visit open = marked;
  open.chosen = marked.marks.areas[0].region;
  SUBCASE("next, then send") { double_tap(marked, review); }
  SUBCASE("done, then next") { double_tap(open, marked); }
}

TEST_CASE_FIXTURE(Window, "a tap that waits while the screen changes is void") {
  visit::Visit review = map();
  review.screen = visit::Screen::Review;
  review.marks.nothing_hurts = true;
  kiosk.settle(map());
  kiosk.tap("back");
  REQUIRE(shell.wait(base::Millis{0}));
  CHECK(kiosk.settle(review).empty());
}

TEST_CASE_FIXTURE(Window, "a finger that was down when the visit ended is forgotten") {
  kiosk.settle(map());
  kiosk.clock.advance(ui::kDeafAfterChange);
  shell.press(20, 20, 7);
  kiosk.settle(map());
  shell.forget();
  kiosk.settle(map());
  kiosk.tap("back");
  CHECK(only<ev::Back>(kiosk.settle(map())) != nullptr);
}

TEST_CASE_FIXTURE(Window, "forgetting empties the outline") {
  kiosk.settle(map());
  shell.forget();
  CHECK(shell.outline().items.empty());
}

TEST_CASE_FIXTURE(Window, "a screenshot is a PNG") {
  CHECK_FALSE(shell.screenshot("/nowhere/at/all.png"));
  kiosk.settle(attract);
  const auto file = std::filesystem::temp_directory_path() / "bodymap-shell-test.png";
  REQUIRE(shell.screenshot(file.string()));
  std::ifstream in(file, std::ios::binary);
  std::string magic(8, '\0');
  in.read(magic.data(), 8);
  CHECK(magic == "\x89PNG\r\n\x1a\n");
  std::filesystem::remove(file);
}

TEST_CASE("every region's own point, in the view that shows it largest, is a tap on it, with view and mm") {
  Kiosk kiosk;
  for (const figure::View view : figure::kViews) {
    visit::Visit on_view = map();
    on_view.view = view;
    kiosk.settle(on_view);
    std::vector<std::string> ids;
    for (const auto& item : kiosk.shell->outline().items) {
      if (item.role != "region") continue;
      const auto code = intake::RegionCode::parse(item.id.substr(std::string("region.").size()));
      if (kiosk.content.atlas.prominence(view, *code) == 1) ids.push_back(item.id);
    }
    for (std::size_t i = 0; i < ids.size(); i += 5) {
      kiosk.tap(ids[i]);
      const auto touched = kiosk.settle(on_view);
      if (figure::is_whole_body(view) && only<ev::TouchDoubtful>(touched) != nullptr) continue;
      const auto* touch = only<ev::TouchRegion>(touched);
      REQUIRE_MESSAGE(touch != nullptr, ids[i]);
      CHECK("region." + std::string(touch->region.view()) == ids[i]);
      CHECK(touch->at.view.view() == figure::view_name(view));
      const auto* shape = kiosk.content.atlas.shape(view, touch->region);
      const double mm = figure::mm_per_px(view, 400);
      CHECK(touch->at.x_mm == doctest::Approx(shape->inscribed.centre.x * mm).epsilon(0.02));
      CHECK(touch->at.y_mm == doctest::Approx(shape->inscribed.centre.y * mm).epsilon(0.02));
    }
  }
}

TEST_CASE("a tap in doubt asks, one on a small place of the whole body comes closer") {
  Kiosk kiosk;
  visit::Visit whole = map();
  whole.view = figure::View::Back;
  kiosk.settle(whole);
  kiosk.tap("region.achilles.L");
  const auto zoomed = kiosk.settle(whole);
  const auto* closer = only<ev::ComeCloser>(zoomed);
  REQUIRE(closer != nullptr);
  CHECK(closer->view == figure::View::LegsBack);

  visit::Visit legs = map();
  legs.view = figure::View::LegsBack;
  kiosk.settle(legs);
  const auto at = [&](const char* id) { return *kiosk.shell->outline().find_id(id)->at; };
  const ui::Rect outer = at("region.calf_outer.L");
  const ui::Rect inner = at("region.calf_inner.L");
  kiosk.tap((outer.x + inner.x) / 2, (outer.y + inner.y) / 2);
  const auto asked = kiosk.settle(legs);
  const auto* doubt = only<ev::TouchDoubtful>(asked);
  REQUIRE(doubt != nullptr);
  CHECK(doubt->candidates.size() >= 2);
  CHECK(doubt->at.view.view() == "legs-back");
}

TEST_CASE("the choice lens: large choices that say their region, and none of these") {
  for (const bool portrait : {true, false}) {
    Kiosk kiosk(portrait ? 1080 : 1920, portrait ? 1920 : 1080);
    visit::Visit lens = map();
    lens.view = figure::View::LegsBack;
    for (const char* code : {"calf_outer.L", "calf_inner.L", "calf_low.L"})
      lens.candidates.push_back(*intake::RegionCode::parse(code));
    kiosk.settle(lens);
    CHECK(kiosk.shell->outline().panel == "lens");
    const auto* second = kiosk.shell->outline().find_id("lens.2");
    REQUIRE(second != nullptr);
    CHECK(second->value == "calf_inner.L");
    CHECK(second->label == "Your left inner calf");
    CHECK(kiosk.shell->outline().find_id("next") == nullptr);
    kiosk.tap("lens.2");
    const auto picked = kiosk.settle(lens);
    REQUIRE(only<ev::PickCandidate>(picked) != nullptr);
    CHECK(only<ev::PickCandidate>(picked)->index == 1);
    kiosk.tap("lens.none");
    CHECK(only<ev::NoCandidate>(kiosk.settle(lens)) != nullptr);
  }
}

TEST_CASE("the keyboard types what its keys show") {
  Kiosk kiosk;
  visit::Visit guest = map();
  guest.screen = visit::Screen::Guest;
  kiosk.settle(guest);
  const auto typed = [&](const std::string& id) {
    kiosk.tap(id);
    const auto touched = kiosk.settle(guest);
    const auto* key = only<ev::Key>(touched);
    return key != nullptr ? key->code_point : U'\0';
  };
  CHECK(typed("key.z") == U'Z');  // a name begins with a capital
  guest.given = "Z";
  kiosk.settle(guest);
  CHECK(typed("key.o") == U'o');
  kiosk.tap("key.shift");
  kiosk.settle(guest);
  CHECK(typed("key.o") == U'O');
  CHECK(typed("key.o") == U'o');  // for one letter
  kiosk.tap("key.accents");
  kiosk.settle(guest);
  CHECK(typed("key.ë") == U'ë');
  CHECK(typed("key.space") == U' ');
  CHECK(typed("key.-") == U'-');
  kiosk.tap("key.backspace");
  CHECK(only<ev::Backspace>(kiosk.settle(guest)) != nullptr);
  kiosk.tap("field.last");
  CHECK(only<ev::PickField>(kiosk.settle(guest)) != nullptr);
}

TEST_CASE("a window is never larger than the screen, and keeps its shape") {
  const auto fit = [](int width, int height, ui::WindowSize screen, bool displayless = false) {
    return ui::fit_to_screen({.width = width, .height = height}, screen, displayless);
  };
  CHECK(fit(0, 0, {1920, 1080}) == ui::WindowSize{1920, 1080});
  CHECK(fit(1080, 1920, {1080, 1920}) == ui::WindowSize{1080, 1920});
  CHECK(fit(540, 960, {1920, 1080}) == ui::WindowSize{540, 960});
  CHECK(fit(1080, 1920, {1920, 1080}) == ui::WindowSize{607, 1080});
  CHECK(fit(1920, 1080, {1080, 1920}) == ui::WindowSize{1080, 607});
  CHECK(fit(1080, 1920, {1024, 768}, true) == ui::WindowSize{1080, 1920});
}

TEST_CASE(
    "the views' buttons say how many marks they show; whole bodies have buttons for their closer views") {
  Kiosk kiosk;
  visit::Visit marked = map();
  marked.view = figure::View::Back;
  for (const char* code : {"calf_outer.L", "back_low.R", "arch.L"}) {
    intake::Area area;
    area.region = *intake::RegionCode::parse(code);
    area.level = 4;
    marked.marks.areas.push_back(area);
  }
  kiosk.settle(marked);
  const auto said = [&](const char* id) { return kiosk.shell->outline().find_id(id)->label; };
  CHECK(said("view.back") == "Back 2");
  CHECK(said("view.soles") == "Soles 1");
  CHECK(said("view.front") == "Front");
  for (const auto& [whole, close] :
       {std::pair{figure::View::Front, "view.upper-front"}, std::pair{figure::View::Back, "view.upper-back"},
        std::pair{figure::View::Back, "view.legs-back"}, std::pair{figure::View::Left, "view.legs-left"}}) {
    visit::Visit here = map();
    here.view = whole;
    kiosk.settle(here);
    kiosk.tap(close);
    const auto touched = kiosk.settle(here);
    const auto* show = only<ev::ShowView>(touched);
    REQUIRE(show != nullptr);
    here.view = show->view;
    CHECK("view." + std::string(figure::view_name(here.view)) == close);
    kiosk.settle(here);
    kiosk.tap("view.whole");
    const auto back = kiosk.settle(here);
    REQUIRE(only<ev::ShowView>(back) != nullptr);
    CHECK(only<ev::ShowView>(back)->view == whole);
  }
}
