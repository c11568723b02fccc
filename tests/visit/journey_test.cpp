#include "play.h"

using play::Player;
using visit::CardState;
using visit::Screen;
namespace ev = visit::event;

TEST_CASE("a known card: hello, map, review, sent, and the record says what was tapped") {
  Player play(play::rules_with({{"maya", "Maya R."}, {"jonas", "Jonas K."}}));
  play(ev::CardTapped{play::tokens()});
  REQUIRE(play.effects.size() == 2);
  CHECK(std::holds_alternative<visit::effect::LookUpCard>(play.effects[1]));
  CHECK(play.now.screen == Screen::Attract);
  play(ev::LookupDone{play.now.number, true, true, "A", "m1"});
  CHECK(play.now.screen == Screen::Hello);
  CHECK(play.now.initial.view() == "A");

  play(ev::Next{});
  CHECK_MESSAGE(play.now.screen == Screen::Hello, "who is seen is asked before going on");
  play(ev::PickTherapist{0})(ev::Next{});
  CHECK(play.now.screen == Screen::Map);
  play.mark("calf_outer.L", 7).mark("back_low.R", 4)(ev::Next{});
  CHECK(play.now.screen == Screen::Review);
  play(ev::Send{});
  CHECK_MESSAGE(play.now.screen == Screen::Review, "Sent waits for the disk");
  REQUIRE(play.stored.size() == 1);
  const auto& said = play.stored[0].said;
  CHECK(said.status == intake::Status::Complete);
  CHECK(said.client.member.view() == "m1");
  CHECK(said.client.member_confirmed);
  CHECK(said.client.card == intake::CardAsked::Known);
  CHECK(said.therapist.view() == "maya");
  REQUIRE(said.areas.size() == 2);
  CHECK(said.areas[0].region.view() == "calf_outer.L");
  CHECK(said.areas[0].level == 7);
  CHECK(said.areas[0].at.view.view() == "back");

  play(ev::Send{});
  CHECK_MESSAGE(play.stored.size() == 1, "a second touch of Send stores nothing");
  play(ev::Stored{play.now.number});
  CHECK(play.now.screen == Screen::Sent);
  CHECK_MESSAGE(!play.now.marks.any(), "what was said is gone as soon as it is stored");
  CHECK(play.now.therapist == 0U);
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.ended());
}

TEST_CASE("an unknown card asks for a name and keeps the tokens") {
  Player play;
  play(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, false, {}, {}});
  CHECK(play.now.screen == Screen::Guest);
  CHECK_FALSE(visit::can_go_on(play.now, play.rules));
  for (const char32_t letter : std::u32string(U"Zo\u00EB")) play(ev::Key{letter});
  play(ev::PickField{visit::NameField::LastInitial})(ev::Key{U'K'})(ev::Key{U'L'});
  CHECK(play.now.given.view() == "Zo\xC3\xAB");
  CHECK_MESSAGE(play.now.last_initial.view() == "L", "one letter, the last typed");
  play(ev::Next{}).mark("achilles.R", 3)(ev::Next{})(ev::Send{});
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.client.tokens.size() == 1);
  CHECK_FALSE(play.stored[0].said.client.member_confirmed);
  CHECK(play.stored[0].said.client.given.view() == "Zo\xC3\xAB");
}

TEST_CASE("no card: touch to start, go on without a name") {
  Player play;
  play(ev::Start{});
  CHECK(play.now.screen == Screen::Guest);
  play(ev::Key{U'x'})(ev::WithoutName{});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.given.empty());
}

TEST_CASE("the queue cannot be asked: the visit goes on, greeted without a letter") {
  Player play;
  play(ev::CardTapped{play::tokens()});
  SUBCASE("it says so") { play(ev::LookupDone{1, false, false, {}, {}}); }
  SUBCASE("it says nothing at all") { play.wait(play::Millis{1'500}); }
  CHECK(play.now.screen == Screen::Hello);
  CHECK(play.now.card == CardState::Unasked);
  CHECK(play.now.initial.empty());
}

TEST_CASE("a late answer for an earlier card greets nobody") {
  Player play;
  play(ev::CardTapped{play::tokens()}).wait(play::Millis{1'500});
  play(ev::Back{})(ev::CardTapped{play::tokens()});
  play(ev::LookupDone{1, true, true, "B", "m2"});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.now.initial.empty());
}

TEST_CASE("nothing hurts is an answer of its own") {
  Player play;
  play.known_on_map();
  CHECK_FALSE(visit::can_go_on(play.now, play.rules));
  play(ev::NothingHurts{});
  CHECK(play.now.screen == Screen::Review);
  play(ev::Send{});
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.nothing_hurts);
  CHECK(play.stored[0].said.areas.empty());
}

TEST_CASE("Not you? drops the card and all that came with it") {
  Player play;
  play(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"})(ev::NotMe{});
  CHECK(play.now.screen == Screen::Guest);
  CHECK(play.now.tokens.empty());
  CHECK(play.now.member.empty());
  CHECK(play.now.initial.empty());
}

TEST_CASE("another card during a visit changes nothing; on Sent it begins the next visit") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7);
  const auto marks = play.now.marks;
  play(ev::CardTapped{play::tokens()});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.marks == marks);
  CHECK(play.effects.empty());
  play(ev::Next{})(ev::Send{})(ev::Stored{play.now.number})(ev::CardTapped{play::tokens()});
  CHECK(play.now.card == CardState::LookingUp);
  CHECK(play.now.number == 2);
}

TEST_CASE("a disk that refuses shows its own screen and loses nothing") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(ev::Next{})(ev::Send{})(ev::StoreFailed{1});
  CHECK(play.now.screen == Screen::Fault);
  CHECK(play.now.marks.areas.size() == 1);
  play(ev::Next{});
  CHECK(play.stored.size() == 2);
  play(ev::Stored{1});
  CHECK(play.now.screen == Screen::Sent);
}

TEST_CASE("a line of the review leads to its place and back") {
  Player play;
  play.known_on_map().mark("calf_outer.L",
                           7)(ev::Next{})(ev::EditRegion{play::region("calf_outer.L"), figure::View::Front});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.chosen.view() == "calf_outer.L");
  CHECK_MESSAGE(play.now.view == figure::View::Back, "where the finger was");
  play(ev::SetLevel{5})(ev::Next{});
  CHECK(play.now.screen == Screen::Review);
  CHECK(play.now.marks.areas[0].level == 5);
}

TEST_CASE("the reader's loss is the machine's and survives the end of a visit") {
  Player play;
  play.known_on_map()(ev::ReaderLost{});
  CHECK(play.now.screen == Screen::Map);
  CHECK_FALSE(play.now.reader_working);
  play(ev::Back{})(ev::Back{});
  CHECK(play.now.screen == Screen::Attract);
  CHECK_FALSE(play.now.reader_working);
  play(ev::ReaderFound{});
  CHECK(play.now.reader_working);
}

TEST_CASE("help covers any screen and gives it back") {
  Player play;
  play.known_on_map()(ev::Help{});
  CHECK(play.now.screen == Screen::Help);
  play(ev::Back{});
  CHECK(play.now.screen == Screen::Map);
}

TEST_CASE("help over a card being looked up is not taken away, nor does it put off the answer") {
  Player play;
  play(ev::CardTapped{play::tokens()}).wait(play::Millis{1'000})(ev::Help{});
  SUBCASE("an answer") {
    play(ev::LookupDone{1, true, true, "A", "m1"});
    CHECK(play.now.screen == Screen::Help);
    play(ev::Back{});
    CHECK(play.now.screen == Screen::Hello);
    CHECK(play.now.initial.view() == "A");
  }
  SUBCASE("an unknown card") {
    play(ev::LookupDone{1, true, false, {}, {}})(ev::Back{});
    CHECK(play.now.screen == Screen::Guest);
  }
  SUBCASE("no answer") {
    play.wait(play::Millis{500});
    CHECK(play.now.card == CardState::Unasked);
    CHECK(play.now.screen == Screen::Help);
  }
}

TEST_CASE("a place not to be touched is edited in a view that shows it") {
  Player play;
  play.known_on_map()(ev::TouchRegion{play::region("heel_under.L"), {}})(ev::ToggleAvoid{})(ev::Next{})(
      ev::Next{});
  REQUIRE(play.now.screen == Screen::Review);
  play(ev::EditRegion{play::region("heel_under.L"), figure::View::Soles});
  CHECK(play.now.view == figure::View::Soles);
}

TEST_CASE("a card right after the first touch starts its visit") {
  Player play;
  play(ev::Start{});
  SUBCASE("on the name's screen with nothing typed") {}
  SUBCASE("under help") { play(ev::Help{}); }
  play(ev::CardTapped{play::tokens()});
  CHECK(play.now.card == CardState::LookingUp);
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.now.number == 2);
}

TEST_CASE("a card while help stands over the first screen starts its visit") {
  Player play;
  play(ev::Help{})(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, true, "A", "m1"});
  CHECK(play.now.screen == Screen::Hello);
}

TEST_CASE("a card is another person's once a name was begun or a card was given") {
  Player play;
  SUBCASE("a name") { play(ev::Start{})(ev::Key{U'Z'}); }
  SUBCASE("a letter") { play(ev::Start{})(ev::PickField{visit::NameField::LastInitial})(ev::Key{U'Z'}); }
  SUBCASE("an unknown card") { play(ev::CardTapped{play::tokens()})(ev::LookupDone{1, true, false, {}, {}}); }
  SUBCASE("marks") { play(ev::Start{})(ev::WithoutName{}).mark("head.M", 2)(ev::Back{}); }
  const auto number = play.now.number;
  CHECK(play.now.screen == Screen::Guest);
  play(ev::CardTapped{{{base::ShortText<8>("em40"), base::ShortText<64>("bb")}}});
  CHECK(play.now.screen == Screen::Switch);
  CHECK(play.now.number == number);
}

TEST_CASE("leaving with marks asks first, and both answers are kept to") {
  Player play;
  SUBCASE("a card") { play.known_on_map(); }
  SUBCASE("a guest") { play(ev::Start{})(ev::WithoutName{}); }
  play.mark("calf_outer.L", 7)(ev::Back{});
  const auto first = play.now.screen;
  const auto marks = play.now.marks;
  play(ev::Back{});
  CHECK(play.now.screen == Screen::Idle);
  CHECK(play.now.leaving);
  CHECK(play.now.marks == marks);
  CHECK_FALSE(play.ended());
  play(ev::Stay{});
  CHECK(play.now.screen == first);
  CHECK_FALSE(play.now.leaving);
  CHECK(play.now.marks == marks);
  play(ev::Back{})(ev::Discard{});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.ended());
  CHECK(play.stored.empty());
}

TEST_CASE("Not you? drops marks too: they may be the other person's") {
  Player play;
  play.known_on_map().mark("calf_outer.L", 7)(ev::Back{})(ev::NotMe{});
  CHECK(play.now.screen == Screen::Guest);
  CHECK_FALSE(play.now.marks.any());
  CHECK(play.now.past.empty());
}

TEST_CASE("the last initial is a letter; the field is chosen on its own screen only") {
  Player play;
  play(ev::Start{})(ev::PickField{visit::NameField::LastInitial})(ev::Key{U'\u0141'});
  for (const char32_t other : std::u32string(U" -'7\u00D7")) play(ev::Key{other});
  CHECK(play.now.last_initial.view() == "\xC5\x81");
  play(ev::WithoutName{})(ev::PickField{visit::NameField::Given});
  CHECK(play.now.field == visit::NameField::LastInitial);
}

TEST_CASE("the rules may change between visits only, and not while Sent names the therapist") {
  Player play(play::rules_with({{"maya", "Maya R."}}));
  CHECK(visit::between_visits(play.now));
  play(ev::Help{});
  CHECK(visit::between_visits(play.now));
  play(ev::Start{});
  CHECK_FALSE(visit::between_visits(play.now));
  play(ev::Help{});
  CHECK_FALSE(visit::between_visits(play.now));
  play(ev::Back{})(ev::WithoutName{})(ev::PickTherapist{0})(ev::Next{})
      .mark("head.M", 2)(ev::Next{})(ev::Send{});
  play(ev::Stored{play.now.number});
  CHECK(play.ended());
  CHECK(play.now.therapist == 0U);
  CHECK_FALSE(visit::between_visits(play.now));
  play(ev::Next{});
  CHECK(play.ended());
  CHECK(visit::between_visits(play.now));
}

TEST_CASE("a refused card says why, until a touch, another card or its time") {
  using base::CardRefusal;
  Player play;
  play(ev::CardRefused{CardRefusal::Random});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.now.refused == CardRefusal::Random);
  CHECK(play.effects.empty());
  SUBCASE("its time") {
    play.wait(play.rules.timings.refusal_stays - play::Millis{1});
    CHECK(play.now.refused == CardRefusal::Random);
    play(ev::CardRefused{CardRefusal::Several}).wait(play.rules.timings.refusal_stays - play::Millis{1});
    CHECK(play.now.refused == CardRefusal::Several);
    play.wait(play::Millis{1});
    CHECK_FALSE(play.now.refused);
    CHECK_FALSE(visit::next_wake(play.now, play.rules));
  }
  SUBCASE("a touch") {
    play(ev::Start{});
    CHECK(play.now.screen == Screen::Guest);
    CHECK_FALSE(play.now.refused);
  }
  SUBCASE("another card") {
    play(ev::CardTapped{play::tokens()});
    CHECK(play.now.card == visit::CardState::LookingUp);
    CHECK_FALSE(play.now.refused);
  }
}

TEST_CASE("a refused card takes nobody's visit, and says so where a card would be taken") {
  using base::CardRefusal;
  Player play;
  SUBCASE("nothing typed yet") {
    play(ev::Start{})(ev::CardRefused{CardRefusal::Truncated});
    CHECK(play.now.screen == Screen::Guest);
    CHECK(play.now.refused == CardRefusal::Truncated);
    play(ev::Key{U'A'});
    CHECK_FALSE(play.now.refused);
  }
  SUBCASE("a name typed") {
    play(ev::Start{})(ev::Key{U'A'})(ev::CardRefused{CardRefusal::Truncated});
    CHECK_FALSE(play.now.refused);
  }
  SUBCASE("on the map") {
    play.known_on_map().mark("calf_outer.L", 7)(ev::CardRefused{CardRefusal::Random});
    CHECK_FALSE(play.now.refused);
    CHECK(play.now.marks.any());
  }
  SUBCASE("after it was sent") {
    play.known_on_map().mark("calf_outer.L", 7)(ev::Next{})(ev::Send{})(ev::Stored{play.now.number});
    REQUIRE(play.now.screen == Screen::Sent);
    play(ev::CardRefused{CardRefusal::Random});
    CHECK(play.now.screen == Screen::Attract);
    CHECK(play.now.refused == CardRefusal::Random);
    CHECK(play.ended());
  }
  SUBCASE("help covers it") {
    play(ev::Help{})(ev::CardRefused{CardRefusal::Random})(ev::Back{});
    CHECK(play.now.screen == Screen::Attract);
    CHECK(play.now.refused == CardRefusal::Random);
  }
}
