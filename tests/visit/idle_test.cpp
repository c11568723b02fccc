#include "play.h"

using play::Millis;
using play::Player;
using visit::Screen;
namespace ev = visit::event;

TEST_CASE("after the warning and its countdown a named visit is passed on as incomplete, then cleared") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7);
  play.wait(Millis{119'999});
  CHECK(play.now.screen == Screen::Map);
  play.wait(Millis{1});
  CHECK(play.now.screen == Screen::Idle);
  CHECK(visit::would_pass_on(play.now));
  CHECK(visit::idle_seconds_left(play.now, play.at, play.rules) == 45);
  play.wait(Millis{12'001});
  CHECK(visit::idle_seconds_left(play.now, play.at, play.rules) == 33);
  play.wait(Millis{33'000});
  CHECK(play.now.screen == Screen::Attract);
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.status == intake::Status::Incomplete);
  CHECK(play.stored[0].said.ended_by == intake::EndedBy::Idle);
  CHECK_FALSE(play.now.marks.any());
  CHECK(play.now.tokens.empty());
}

TEST_CASE("a nameless visit is never passed on") {
  Player play;
  play(ev::Start{})(ev::WithoutName{}).mark("calf_outer.L", 7).wait(Millis{165'000});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.stored.empty());
}

TEST_CASE("a named visit without a mark is not passed on") {
  Player play;
  play.known_on_map().wait(Millis{165'000});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.stored.empty());
}

TEST_CASE("I'm still here gives the screen back; throw it away keeps nothing") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7).wait(Millis{120'000})(ev::Stay{});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.marks.areas.size() == 1);
  play.wait(Millis{120'000})(ev::Discard{});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.stored.empty());
}

TEST_CASE("any touch puts the warning off") {
  Player play;
  play.known_on_map().wait(Millis{119'000})(ev::Touch{}).wait(Millis{119'000});
  CHECK(play.now.screen == Screen::Map);
}

TEST_CASE("Attract waits for nothing; Sent goes by itself; help over Attract goes without a warning") {
  Player play;
  CHECK_FALSE(visit::next_wake(play.now, play.rules));
  play(ev::Help{}).wait(Millis{120'000});
  CHECK(play.now.screen == Screen::Attract);
  play.known_on_map()
      .mark("calf_outer.L", 7)(ev::Next{})(ev::Send{})(ev::Stored{play.now.number})
      .wait(Millis{20'000});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.stored.size() == 1);
}

TEST_CASE("help over Sent ends with it: what was sent is not said to be lost") {
  Player play;
  play.known_on_map().mark("calf_outer.L",
                           7)(ev::Next{})(ev::Send{})(ev::Stored{play.now.number})(ev::Help{});
  CHECK(play.now.screen == Screen::Help);
  play.wait(Millis{120'000});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.ended());
  CHECK(play.stored.size() == 1);
}

TEST_CASE("help on the warning is a sign of life and leads back to what it covered") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7).wait(Millis{120'000})(ev::Help{});
  CHECK(play.now.screen == Screen::Help);
  play.wait(Millis{119'000})(ev::Back{});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.marks.any());
}

TEST_CASE("the warning comes on every screen that holds something, and gives each back") {
  Player play;
  SUBCASE("guest") { play(ev::Start{}); }
  SUBCASE("hello") { play(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"}); }
  SUBCASE("review") { play.known_on_map().mark("head.M", 2)(ev::Next{}); }
  SUBCASE("fault") { play.known_on_map().mark("head.M", 2)(ev::Next{})(ev::Send{})(ev::StoreFailed{1}); }
  const auto screen = play.now.screen;
  play.wait(Millis{120'000});
  CHECK(play.now.screen == Screen::Idle);
  CHECK_FALSE(play.now.leaving);
  play(ev::Stay{});
  CHECK(play.now.screen == screen);
  play.wait(Millis{165'000});
  CHECK(play.now.screen == Screen::Attract);
}

TEST_CASE("while the disk is asked no warning comes between") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(ev::Next{})(ev::Send{}).wait(Millis{300'000});
  CHECK(play.now.screen == Screen::Review);
  CHECK(play.stored.size() == 1);
}
