// The safety screen: every rule of the map, every tier, and what the record says of each.
#include <algorithm>

#include "asks.h"

using intake::Kind;
using intake::Since;
using intake::Tier;
using intake::When;
using play::Mark;
using play::Player;
using visit::SafetyPageKind;
using visit::Screen;
namespace ev = visit::event;

namespace {

using Lines = std::vector<std::string>;

Lines calls(const std::vector<Mark>& marks) {
  Player play(play::rules_that_ask());
  play.known_on_map();
  for (const auto& each : marks) play::mark(play, each);
  return play::called_for(play);
}

int alerts(const Player& play, Tier tier) {
  return static_cast<int>(std::count_if(play.effects.begin(), play.effects.end(), [&](const auto& effect) {
    const auto* alert = std::get_if<visit::effect::RaiseAlert>(&effect);
    return alert != nullptr && alert->tier == tier;
  }));
}

SafetyPageKind standing_kind(const Player& play) {
  const auto pages = visit::safety_pages(play.now, play.rules);
  return visit::standing_page(play.now, pages)->key.kind;
}

}  // namespace

TEST_CASE("rule a: a calf, one side only, strong or throbbing, asks of one leg") {
  const Lines left{"dvt because calf.calf_outer.L"};
  CHECK(calls({{"calf_outer.L", 6}}) == left);
  CHECK(calls({{"calf_outer.L", 2, {Kind::Throbbing}}}) == left);
  CHECK(calls({{"calf_outer.L", 5}}).empty());
  CHECK_MESSAGE(calls({{"calf_outer.L", 7}, {"calf_inner.R", 6}}).empty(), "both sides alike");
  CHECK_MESSAGE(calls({{"calf_outer.L", 7}, {"calf_low.R", 4}}) == left, "much less counts as none");
  CHECK_MESSAGE(calls({{"calf_outer.L", 7, {Kind::Throbbing}}, {"calf_outer.R", 6}}) == left,
                "throbbing on one side only");
  CHECK(calls({{"ham_outer.L", 9}}).empty());
}

TEST_CASE("rule b: bone, sharp or strong or at rest, asks to point; three places make it a stop") {
  CHECK(calls({{"shin_inner.R", 7}}) == Lines{"bone_point because bone.shin_inner.R"});
  CHECK(calls({{"foot_ball.L", 2, {Kind::Sharp}}}) == Lines{"bone_point because bone.foot_ball.L"});
  CHECK(calls({{"sacrum.M", 2, {}, Since::Unsaid, {When::AtRest}}}) ==
        Lines{"bone_point because bone.sacrum.M"});
  CHECK(calls({{"shin_inner.R", 6, {Kind::Sore}, Since::Weeks, {When::AfterRunning}}}).empty());
  CHECK(calls({{"shin_muscle.R", 9, {Kind::Sharp}}}).empty());
  const auto& asks = *play::our_questions();
  for (const char* place : {"groin.L", "hip_front.R", "spine_low.M"}) {
    CHECK(intake::tier_of(asks, "bone_point", play::region(place)) == Tier::S);
    CHECK(intake::tier_of(asks, "bone_point.rest", play::region(place)) == Tier::S);
  }
  CHECK(intake::tier_of(asks, "bone_point.point", play::region("shin_inner.R")) == Tier::L);
}

TEST_CASE("rule c: tingling anywhere asks; with the low back and both legs it asks of the saddle") {
  CHECK(calls({{"forearm_hand.L", 1, {Kind::Numb}}}) == Lines{"numb because tingling.forearm_hand.L"});
  const auto both = calls({{"back_low.L", 4}, {"calf_low.L", 3, {Kind::Numb}}, {"arch.R", 2, {Kind::Numb}}});
  CHECK(play::has(both, "numb because tingling.calf_low.L"));
  CHECK(play::has(both, "saddle because both_legs.calf_low.L"));
  const auto one = calls({{"back_low.L", 4}, {"calf_low.L", 3, {Kind::Numb}}});
  CHECK_FALSE(play::has(one, "saddle because both_legs.calf_low.L"));
  const auto no_back = calls({{"calf_low.L", 3, {Kind::Numb}}, {"calf_low.R", 3, {Kind::Numb}}});
  CHECK_FALSE(play::has(no_back, "saddle because both_legs.calf_low.L"));
}

TEST_CASE("rule d: a race in the last 3 days and a place of 8 or more asks of dark pee") {
  CHECK(play::called_for(play::on_safety({{"quad_mid.L", 8}}, "days_1_3")) ==
        Lines{"dark_pee because race.quad_mid.L"});
  CHECK(play::called_for(play::on_safety({{"quad_mid.L", 8}}, "today")).size() == 1);
  CHECK(play::called_for(play::on_safety({{"quad_mid.L", 8}}, "days_4_14")).empty());
  CHECK(play::called_for(play::on_safety({{"quad_mid.L", 7}}, "today")).empty());
  CHECK(play::called_for(play::on_safety({{"quad_mid.L", 8}})).empty());
}

TEST_CASE("rule e: since today and swollen asks of a new hurt") {
  CHECK(calls({{"ankle_outer.R", 4, {Kind::Throbbing}, Since::Today}}) ==
        Lines{"new_injury because swelling.ankle_outer.R"});
  CHECK(calls({{"ankle_outer.R", 4, {Kind::Throbbing}, Since::Days}}).empty());
  CHECK(calls({{"ankle_outer.R", 4, {Kind::Sore}, Since::Today}}).empty());
}

TEST_CASE("rule f: Achilles or calf, sudden, asks of a pop") {
  CHECK(calls({{"achilles.L", 4, {Kind::Sharp}, Since::Today}}) == Lines{"pop because sudden.achilles.L"});
  CHECK(play::has(calls({{"calf_inner.R", 4, {Kind::Pulling}, Since::Today}}),
                  "pop because sudden.calf_inner.R"));
  CHECK(calls({{"achilles.L", 4, {Kind::Sharp}, Since::Weeks}}).empty());
  CHECK(calls({{"achilles.L", 4, {Kind::Sore}, Since::Today}}).empty());
}

TEST_CASE("what the map asks stands on a page of its own, after get help and speak to staff, and only once") {
  Player play = play::on_safety({{"calf_outer.L", 8}});
  const auto pages = visit::safety_pages(play.now, play.rules);
  REQUIRE(pages.size() == 5);
  CHECK(pages[0].key.list == 1);
  CHECK(pages[1].key.list == 2);
  CHECK(pages[2].key.kind == SafetyPageKind::Each);
  CHECK(pages[2].key.question.view() == "dvt");
  CHECK(pages[2].because.view() == "calf_outer.L");
  for (const auto& line : pages[0].lines) CHECK(line.id.view() != "dvt");
}

TEST_CASE("None of these to all: the record says no to each, and nothing is cleared") {
  Player play = play::on_safety({});
  int taps = 0;
  for (; play.now.screen == Screen::Safety; ++taps) {
    CHECK_FALSE(visit::can_go_on(play.now, play.rules));
    play(ev::NoneOfThese{});
  }
  CHECK(taps == 4);
  CHECK(play.now.screen == Screen::Review);
  const auto lines = play::sent_screening(play);
  CHECK(lines.size() == 21);
  CHECK(play::has(lines, "chest_breath=no/E"));
  CHECK(play::has(lines, "implants=no/C"));
  CHECK_FALSE(play::has(lines, "allergy=no/C"));
}

TEST_CASE("tier E: which part, then the stop screen with an alert, and nothing more is asked") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play::say_yes(play, "saddle");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Safety);
  CHECK(standing_kind(play) == SafetyPageKind::Parts);
  CHECK_FALSE(visit::can_go_on(play.now, play.rules));
  play::say_yes(play, "saddle.hold");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Alert);
  CHECK(alerts(play, Tier::E) == 1);
  play(ev::ToDesk{});
  CHECK(play.now.screen == Screen::Review);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "saddle.numb=no/E"));
  CHECK(play::has(lines, "saddle.hold=yes/E"));
  CHECK(play::has(lines, "chest_breath=no/E"));
  CHECK_MESSAGE(!play::has(lines, "fever=no/S"), "what was not asked is not answered");
}

TEST_CASE("tier S: the stop screen once, then the rest is asked") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play::say_yes(play, "fever");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Alert);
  CHECK(alerts(play, Tier::S) == 1);
  play(ev::Back{});
  CHECK(play.now.screen == Screen::Safety);
  play(ev::Next{});
  CHECK_MESSAGE(play.now.screen == Screen::Safety, "once is enough");
  play::none_to_review(play);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "fever=yes/S"));
  CHECK(play::has(lines, "hot_skin=no/S"));
  CHECK(play::has(lines, "thinners=no/C"));
}

TEST_CASE("tier L: a yes shows where on the body, a line for each place") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play::say_yes(play, "skin");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Map);
  CHECK(play.now.showing.view() == "skin");
  const auto marks = play.now.marks;
  for (const char* place : {"calf_low.R", "arch.R", "arch.R", "knee_cap.L"})
    play(ev::TouchRegion{play::region(place), {}});
  CHECK_FALSE(play.now.panel_open());
  CHECK(play.now.marks == marks);
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Safety);
  CHECK(play.now.showing.empty());
  play::none_to_review(play);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "skin=yes/L<shown.calf_low.R"));
  CHECK(play::has(lines, "skin=yes/L<shown.knee_cap.L"));
  CHECK_MESSAGE(!play::has(lines, "skin=yes/L<shown.arch.R"), "touched twice, it is out again");
}

TEST_CASE("tier L from the map: the place is the one that was marked") {
  Player play = play::on_safety({{"shin_inner.L", 8}});
  play::say_yes(play, "bone_point.point");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Safety);
  play::none_to_review(play);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "bone_point.point=yes/L<bone.shin_inner.L"));
  CHECK(play::has(lines, "bone_point.rest=no/L<bone.shin_inner.L"));
}

TEST_CASE("a bone at the groin is a stop") {
  Player play = play::on_safety({{"groin.R", 8}});
  play::say_yes(play, "bone_point.rest");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Alert);
  CHECK(alerts(play, Tier::S) == 1);
  play::none_to_review(play);
  CHECK(play::has(play::sent_screening(play), "bone_point.rest=yes/S<bone.groin.R"));
}

TEST_CASE("many places of one question are asked in one list, then part by part") {
  Player play = play::on_safety({{"shin_inner.L", 8}, {"shin_inner.R", 9}, {"foot_top.L", 7}});
  play::say_yes(play, "bone_point", "shin_inner.R");
  play(ev::Next{});
  CHECK(standing_kind(play) == SafetyPageKind::Parts);
  play::say_yes(play, "bone_point.rest", "shin_inner.R");
  play::none_to_review(play);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "bone_point.rest=yes/L<bone.shin_inner.R"));
  CHECK(play::has(lines, "bone_point=no/L<bone.shin_inner.L"));
  CHECK(play::has(lines, "bone_point=no/L<bone.foot_top.L"));
}

TEST_CASE("tier C, and a part with a tier of its own") {
  Player play = play::on_safety({{"arch.L", 3, {Kind::Numb}}});
  play::say_yes(play, "numb.numb");
  SUBCASE("tingling is read first") {
    play(ev::Next{});
    CHECK(play.now.screen == Screen::Safety);
    play::say_yes(play, "surgery");
    play::none_to_review(play);
    const auto lines = play::sent_screening(play);
    CHECK(play::has(lines, "numb.numb=yes/C<tingling.arch.L"));
    CHECK(play::has(lines, "numb.weak=no/S<tingling.arch.L"));
    CHECK(play::has(lines, "surgery=yes/C"));
  }
  SUBCASE("weakness is a stop") {
    play::say_yes(play, "numb.weak");
    play(ev::Next{});
    CHECK(play.now.screen == Screen::Alert);
  }
}

TEST_CASE("I'd rather tell my therapist is kept as such, and answers nothing") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play(ev::ToggleLine{0})(ev::TellTherapist{});
  CHECK_MESSAGE(play.now.screen == Screen::Safety, "no stop: nothing was said");
  play::none_to_review(play);
  const auto lines = play::sent_screening(play);
  CHECK(play::has(lines, "tell_therapist=yes/C"));
  CHECK_FALSE(play::has(lines, "chest_breath=no/E"));
  CHECK(play::has(lines, "fever=no/S"));
}

TEST_CASE("None of these takes a yes back and waits to be looked at") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play(ev::ToggleLine{1})(ev::NoneOfThese{});
  CHECK(play.now.safety.page == 0);
  CHECK(visit::can_go_on(play.now, play.rules));
  CHECK(visit::highest_yes(play.now, play.rules) == Tier::None);
  play(ev::ToggleLine{1});
  CHECK_MESSAGE(visit::highest_yes(play.now, play.rules) == Tier::E, "and a yes takes None back");
}

TEST_CASE("a mark made after Safety asks what it calls for before Review comes again") {
  Player play = play::on_safety({{"back_low.L", 4}});
  play::none_to_review(play);
  play(ev::EditRegion{play::region("back_low.L"), figure::View::Back});
  play(ev::ToggleKind{Kind::Numb})(ev::Next{});
  CHECK(play.now.screen == Screen::Safety);
  CHECK(standing_kind(play) == SafetyPageKind::Each);
  play(ev::NoneOfThese{});
  play::none_to_review(play);
  CHECK(play::has(play::sent_screening(play), "numb.numb=no/C<tingling.back_low.L"));
}

TEST_CASE("every way a record can be is one the queue takes") {
  Player play = play::on_safety({});
  Player hard(play::rules_that_ask());
  hard.known_on_map();
  for (const auto* side : {"L", "R"}) {
    for (const auto* name : {"hip_front", "hip_side", "groin", "shin_inner", "foot_top", "foot_outer",
                             "foot_ball", "calf_low", "achilles", "arch"})
      play::mark(
          hard,
          {std::string(name) + "." + side, 9, {Kind::Sharp, Kind::Numb, Kind::Throbbing}, Since::Today});
  }
  play::to_safety(hard, "today");
  for (int i = 0; i < 400 && hard.now.screen != Screen::Review; ++i) {
    const auto pages = visit::safety_pages(hard.now, hard.rules);
    if (hard.now.screen == Screen::Alert) {
      hard.now.safety.stopped = Tier::S;  // go on as if nothing were as bad, to answer all there is
      hard(ev::ToDesk{});
      continue;
    }
    const auto* page = visit::standing_page(hard.now, pages);
    for (std::size_t line = 0; line < page->lines.size(); ++line) hard(ev::ToggleLine{line});
    hard(ev::Next{});
  }
  const auto said = visit::screened(hard.now, hard.rules);
  CHECK(said.size() > 60);
  CHECK(said.size() <= intake::kMostScreened);
}
