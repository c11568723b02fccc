// Another card during somebody's visit.
#include "asks.h"

using play::Millis;
using play::Player;
using visit::Screen;
namespace ev = visit::event;

namespace {

base::SecretVector<intake::CardToken> card(const char* token) {
  return {{base::ShortText<8>("em40"), base::ShortText<64>(token)}};
}
const ev::CardTapped kBens{card("bb")};
const ev::CardTapped kCarlas{card("cc")};

const visit::effect::LookUpCard* looked_up(const Player& play) {
  for (const auto& effect : play.effects) {
    if (const auto* asked = std::get_if<visit::effect::LookUpCard>(&effect)) return asked;
  }
  return nullptr;
}

// Everything about the visit that its owner could miss, apart from the time.
void check_same(const visit::Visit& now, const visit::Visit& before) {
  CHECK(now.screen == before.screen);
  CHECK(now.behind == before.behind);
  CHECK(now.number == before.number);
  CHECK(now.started_at == before.started_at);
  CHECK(now.card == before.card);
  CHECK(now.tokens == before.tokens);
  CHECK(now.initial == before.initial);
  CHECK(now.given == before.given);
  CHECK(now.view == before.view);
  CHECK(now.marks == before.marks);
  CHECK(now.past == before.past);
  CHECK(now.chosen == before.chosen);
  CHECK(now.candidates == before.candidates);
  CHECK(now.answers == before.answers);
  CHECK(now.question == before.question);
  CHECK(now.safety == before.safety);
  CHECK(now.showing == before.showing);
  CHECK(now.other == before.other);
}

void press_stay_and_check(Player& play) {
  const visit::Visit before = play.now;
  play(kBens);
  CHECK(play.now.screen == Screen::Switch);
  CHECK(play.effects.empty());  // the queue is not asked about a card whose turn it may not be
  play.wait(Millis{44'000})(ev::Stay{});
  check_same(play.now, before);
}

}  // namespace

TEST_CASE("another card covers the visit at once, and who was here first goes on just where they were") {
  Player play(play::rules_that_ask({{"maya", "Maya R."}}));
  SUBCASE("a name half typed") { play(ev::Start{})(ev::Key{U'Z'}); }
  SUBCASE("a card just greeted") {
    play(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"});
  }
  SUBCASE("whom they see") { play(ev::Start{})(ev::WithoutName{}); }
  SUBCASE("the map") {
    play.known_on_map()(ev::PickTherapist{0})(ev::Next{});
    play.mark("calf_outer.L", 7);
    REQUIRE(play.now.marks.any());
  }
  SUBCASE("the level panel") {
    play(ev::Start{})(ev::WithoutName{})(ev::PickTherapist{0})(ev::Next{});
    play.mark("calf_outer.L", 7, ev::ToggleKind{intake::Kind::Sore});
    REQUIRE(play.now.panel_open());
  }
  SUBCASE("the choice lens") {
    play(ev::Start{})(ev::WithoutName{})(ev::PickTherapist{0})(ev::Next{});
    play(ev::TouchDoubtful{{play::region("achilles.L"), play::region("calf_low.L")}, {}});
    REQUIRE(play.now.lens_open());
  }
  SUBCASE("a question, safety's second page and Review") {
    play(ev::Start{})(ev::WithoutName{})(ev::PickTherapist{0})(ev::Next{}).mark("calf_outer.L", 7);
    play(ev::Next{})(ev::Next{});
    REQUIRE(play.now.question == 1);
    press_stay_and_check(play);
    for (int i = 0; i < 20 && play.now.screen != Screen::Safety; ++i) play(ev::Next{});
    play(ev::NoneOfThese{});
    REQUIRE(play.now.safety.pages.size() == 1);
    press_stay_and_check(play);
    for (int i = 0; i < 20 && play.now.screen != Screen::Review; ++i) play(ev::NoneOfThese{});
    REQUIRE(play.now.screen == Screen::Review);
  }
  SUBCASE("the help, and what it covers") { play(ev::Start{})(ev::WithoutName{})(ev::Help{}); }
  press_stay_and_check(play);
}

TEST_CASE("over the idle warning it leads back to what that covered, as any sign of life does") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7).wait(Millis{160'000});
  REQUIRE(play.now.screen == Screen::Idle);
  play(kBens);
  CHECK(play.now.screen == Screen::Switch);
  CHECK(visit::idle_seconds_left(play.now, play.at, play.rules) == 45);
  play(ev::Stay{});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.marks.areas.size() == 1);
}

TEST_CASE("the new card's turn: the visit before is passed on as incomplete, and nothing of it stays") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(kBens)(ev::Start{});
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.status == intake::Status::Incomplete);
  CHECK(play.stored[0].said.ended_by == intake::EndedBy::OtherCard);
  CHECK(play.stored[0].said.client.tokens == play::tokens());
  CHECK(play.stored[0].said.areas.size() == 1);
  CHECK(play.ended());
  CHECK(play.now.number == 2);
  CHECK(play.now.started_at == play.at);
  CHECK(play.now.tokens == kBens.tokens);
  CHECK_FALSE(play.now.marks.any());
  CHECK(play.now.past.empty());
  CHECK(play.now.member.empty());
  CHECK(play.now.initial.empty());
  CHECK(play.now.other == visit::OtherCard{});
  REQUIRE(looked_up(play) != nullptr);
  CHECK(looked_up(play)->tokens == kBens.tokens);
  CHECK(looked_up(play)->number == 2);
  play(ev::LookupDone{1, true, true, "A", "m1"});  // late, for the visit before
  CHECK(play.now.screen == Screen::Attract);
  play(ev::LookupDone{2, true, true, "B", "m2"});
  CHECK(play.now.screen == Screen::Hello);
  CHECK(play.now.initial == "B");
}

TEST_CASE("the new card's turn: a nameless visit, or one without a mark, is not passed on") {
  Player play;
  SUBCASE("nameless") { play(ev::Start{})(ev::WithoutName{}).mark("calf_outer.L", 7); }
  SUBCASE("no mark") { play.known_on_map(); }
  const auto number = play.now.number;
  play(kBens)(ev::Start{});
  CHECK(play.stored.empty());
  CHECK(play.now.number == number + 1);
  CHECK(looked_up(play) != nullptr);
}

TEST_CASE("the client's own card, once more, opens and covers nothing") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(ev::CardTapped{play::tokens()});
  CHECK(play.now.screen == Screen::Map);
  play(kBens)(ev::CardTapped{play::tokens()});
  CHECK_MESSAGE(play.now.screen == Screen::Switch, "a card uncovers nothing");
  play(ev::Start{});
  CHECK(play.now.tokens == kBens.tokens);
}

TEST_CASE("the card held up last is the one that starts; it gives the question no more time") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(kBens).wait(Millis{30'000})(kCarlas);
  CHECK(play.now.screen == Screen::Switch);
  CHECK(play.effects.empty());
  CHECK(visit::idle_seconds_left(play.now, play.at, play.rules) == 15);
  SUBCASE("its turn") {
    play(ev::Start{});
    CHECK(play.now.tokens == kCarlas.tokens);
    CHECK(play.stored.size() == 1);
  }
  SUBCASE("where they were, not the question again") {
    play(ev::Stay{});
    CHECK(play.now.screen == Screen::Map);
  }
}

TEST_CASE("unanswered, it ends as when a client left, and the card's visit does not begin") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(kBens);
  CHECK(visit::counts_down(play.now));
  play.wait(Millis{44'999});
  CHECK(play.now.screen == Screen::Switch);
  play.wait(Millis{1});
  CHECK(play.now.screen == Screen::Attract);
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.ended_by == intake::EndedBy::Idle);
  CHECK(play.ended());
  CHECK(looked_up(play) == nullptr);
  CHECK(play.now.tokens.empty());
  CHECK(play.now.other == visit::OtherCard{});
  CHECK_FALSE(visit::next_wake(play.now, play.rules));
}

TEST_CASE("help leads back to the question, and so does silence there, within the idle limit") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(kBens)(ev::Help{});
  CHECK(play.now.screen == Screen::Help);
  SUBCASE("back") {
    play(ev::Back{});
    CHECK(play.now.screen == Screen::Switch);
    play(ev::Stay{});
    CHECK(play.now.screen == Screen::Map);
  }
  SUBCASE("silence: the idle warning, which counts marks, never stands over it") {
    play.wait(Millis{120'000});
    CHECK(play.now.screen == Screen::Switch);
    play.wait(Millis{45'000});
    CHECK(play.now.screen == Screen::Attract);
    CHECK(play.stored.size() == 1);
  }
  SUBCASE("a third card") {
    play(kCarlas);
    CHECK(play.now.screen == Screen::Help);
    play(ev::Back{})(ev::Start{});
    CHECK(play.now.tokens == kCarlas.tokens);
  }
}

TEST_CASE("a card that names nobody disturbs neither a visit nor the question") {
  Player play;
  play.known_on_map()(ev::CardRefused{base::CardRefusal::Random});
  CHECK(play.now.screen == Screen::Map);
  CHECK_FALSE(play.now.refused);
  play(kBens)(ev::CardRefused{base::CardRefusal::Random});
  CHECK(play.now.screen == Screen::Switch);
  CHECK_FALSE(play.now.refused);
}

TEST_CASE("while a card is looked up or the disk is asked the next card comes too early; Sent gives way") {
  Player play;
  play(ev::CardTapped{play::tokens()})(kBens);
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.now.tokens == play::tokens());
  play(ev::LookupDone{1, true, true, "A", "m1"})(ev::Next{}).mark("calf_outer.L", 7)(ev::Next{})(ev::Send{});
  const auto sending = play.now.screen;
  play(kBens);
  CHECK(play.now.screen == sending);
  play(ev::Stored{1});
  CHECK(play.now.screen == Screen::Sent);
  play(kBens);
  CHECK(play.now.tokens == kBens.tokens);
  CHECK(looked_up(play) != nullptr);
  CHECK(play.stored.size() == 1);
}

TEST_CASE("what the disk refused is passed on, too, when the next card's turn comes") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(ev::Next{})(ev::Send{})(ev::StoreFailed{1});
  REQUIRE(play.now.screen == Screen::Fault);
  play(kBens)(ev::Start{});
  REQUIRE(play.stored.size() == 2);
  CHECK(play.stored[1].said.ended_by == intake::EndedBy::OtherCard);
}

TEST_CASE("the stop screen is covered by another card, unless somebody needs help right away") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7);
  play.now.screen = Screen::Alert;
  play.now.safety.stopped = intake::Tier::S;
  SUBCASE("staff first") {
    play(kBens);
    CHECK(play.now.screen == Screen::Switch);
    play(ev::Stay{});
    CHECK(play.now.screen == Screen::Alert);
  }
  SUBCASE("help now") {
    play.now.safety.stopped = intake::Tier::E;
    play(kBens);
    CHECK(play.now.screen == Screen::Alert);
    CHECK(play.now.other == visit::OtherCard{});
    play(ev::Help{})(kBens);
    CHECK(play.now.screen == Screen::Help);
  }
}
