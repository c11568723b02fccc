// What is asked beside the map, in its order, and back again.
#include "asks.h"

using play::Player;
using visit::Screen;
namespace ev = visit::event;

namespace {

Player three_marked() {
  Player play(play::rules_that_ask());
  play.known_on_map();
  for (const char* region : {"achilles.L", "back_low.R", "quad_outer.L"}) play::mark(play, {region, 4});
  return play;
}

int rank(const Player& play, const char* region) { return play.now.marks.area(play::region(region))->rank; }

std::string standing(const Player& play) {
  const auto* question = visit::standing_question(play.now, play.rules);
  return question == nullptr ? std::string() : question->id;
}

void pick(Player& play, std::string_view choice) {
  const auto* question = visit::standing_question(play.now, play.rules);
  REQUIRE(question != nullptr);
  const auto found = std::find(question->choices.begin(), question->choices.end(), choice);
  REQUIRE(found != question->choices.end());
  play(ev::PickChoice{static_cast<std::size_t>(found - question->choices.begin())});
}

std::vector<std::string> answers(const Player& play) {
  std::vector<std::string> all;
  for (const auto& answer : play.now.answers)
    all.push_back(std::string(answer.question.view()) + "=" + std::string(answer.choice.view()));
  return all;
}

}  // namespace

TEST_CASE("the way: map, rank, running, today, safety, review") {
  Player play = three_marked();
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Rank);
  CHECK(visit::progress(play.now, play.rules).step == 3);
  play(ev::RankAny{});
  CHECK(play.now.screen == Screen::Running);
  CHECK(visit::progress(play.now, play.rules).count == 6);
  std::vector<std::string> asked;
  while (play.now.screen == Screen::Running || play.now.screen == Screen::Today) {
    asked.push_back(standing(play));
    CHECK_MESSAGE(visit::can_go_on(play.now, play.rules), "no question must be answered");
    play(ev::Next{});
  }
  CHECK(asked == std::vector<std::string>{"last_run", "longer_run", "race_past", "race_next", "wish",
                                          "pressure", "allergies"});
  CHECK(play.now.screen == Screen::Safety);
  CHECK_MESSAGE(!visit::can_go_on(play.now, play.rules), "safety must be answered");
  play::none_to_review(play);
  CHECK(play.now.answers.empty());
}

TEST_CASE("the first three get an order; a second touch takes a rank back and the others move up") {
  Player play = three_marked();
  play::mark(play, {"arch.R", 2});
  play(ev::Next{});
  for (const char* region : {"quad_outer.L", "achilles.L", "arch.R", "back_low.R"})
    play(ev::RankRegion{play::region(region)});
  CHECK(rank(play, "quad_outer.L") == 1);
  CHECK(rank(play, "achilles.L") == 2);
  CHECK(rank(play, "arch.R") == 3);
  CHECK_MESSAGE(rank(play, "back_low.R") == 0, "three is the most");
  play(ev::RankRegion{play::region("quad_outer.L")})(ev::RankRegion{play::region("back_low.R")});
  CHECK(rank(play, "achilles.L") == 1);
  CHECK(rank(play, "arch.R") == 2);
  CHECK(rank(play, "back_low.R") == 3);
  play(ev::RankClear{});
  CHECK(rank(play, "achilles.L") == 0);
  CHECK(play.now.screen == Screen::Rank);
}

TEST_CASE("two places need no order") {
  Player play(play::rules_that_ask());
  play.known_on_map();
  play::mark(play, {"achilles.L", 4});
  play::mark(play, {"arch.R", 4});
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Running);
}

TEST_CASE("one answer goes on by itself, several wait for Next, none of them goes on") {
  Player play = three_marked();
  play(ev::Next{})(ev::Next{});
  pick(play, "yesterday");
  CHECK(standing(play) == "longer_run");
  play(ev::Back{});
  CHECK_MESSAGE(answers(play) == std::vector<std::string>{"last_run=yesterday"}, "Back keeps answers");
  pick(play, "today");
  CHECK(answers(play) == std::vector<std::string>{"last_run=today"});
  while (standing(play) != "allergies") play(ev::Next{});
  pick(play, "nuts");
  pick(play, "latex");
  CHECK(standing(play) == "allergies");
  pick(play, "nuts");
  CHECK(answers(play) == std::vector<std::string>{"last_run=today", "allergies=latex"});
  pick(play, "none");
  CHECK(play.now.screen == Screen::Safety);
  CHECK(answers(play) == std::vector<std::string>{"last_run=today", "allergies=none"});
}

TEST_CASE("allergies are asked once, and told as one safety answer too") {
  Player play = three_marked();
  play(ev::Next{});
  while (standing(play) != "allergies") play(ev::Next{});
  SUBCASE("one") {
    pick(play, "tape");
    play(ev::Next{});
    play::none_to_review(play);
    const auto lines = play::sent_screening(play);
    CHECK(play::has(lines, "allergy=yes/C"));
    REQUIRE(play.stored[0].said.answers.size() == 1);
    CHECK(play.stored[0].said.answers[0].choice.view() == "tape");
  }
  SUBCASE("none") {
    pick(play, "none");
    play::none_to_review(play);
    CHECK(play::has(play::sent_screening(play), "allergy=no/C"));
  }
}

TEST_CASE("where it is fine to ask is asked only near such a place, with nothing chosen") {
  Player play(play::rules_that_ask());
  play.known_on_map();
  play::mark(play, {"glute.L", 4});
  play(ev::Next{});
  while (standing(play) != "ask_about") play(ev::Next{});
  CHECK(answers(play).empty());
  pick(play, "buttocks");
  play(ev::Next{});
  CHECK(play.now.screen == Screen::Safety);
}

TEST_CASE("back from review through everything, to the map") {
  Player play = three_marked();
  play(ev::Next{});
  play::none_to_review(play);
  std::vector<Screen> seen;
  while (play.now.screen != Screen::Map) {
    play(ev::Back{});
    if (seen.empty() || seen.back() != play.now.screen) seen.push_back(play.now.screen);
    REQUIRE(seen.size() < 10);
  }
  CHECK(seen ==
        std::vector<Screen>{Screen::Safety, Screen::Today, Screen::Running, Screen::Rank, Screen::Map});
}

TEST_CASE("review's cards lead to what was answered, and back") {
  Player play = three_marked();
  play(ev::Next{});
  play::none_to_review(play);
  play(ev::EditAnswers{Screen::Today});
  CHECK(standing(play) == "wish");
  play(ev::Back{});
  CHECK(play.now.screen == Screen::Review);
  play(ev::EditAnswers{Screen::Running});
  pick(play, "today");
  while (play.now.screen == Screen::Running) play(ev::Next{});
  CHECK(play.now.screen == Screen::Review);
  play(ev::EditAnswers{Screen::Safety});
  CHECK(play.now.screen == Screen::Safety);
  play(ev::Back{});
  CHECK(play.now.screen == Screen::Review);
  play(ev::EditAnswers{Screen::Hello});
  CHECK(play.now.screen == Screen::Review);
}

TEST_CASE("answers leave with the visit") {
  Player play = three_marked();
  play(ev::Next{})(ev::Next{});
  pick(play, "today");
  play.wait(play::Millis{165'000});
  CHECK(play.now.screen == Screen::Attract);
  CHECK(play.now.answers.empty());
  REQUIRE(play.stored.size() == 1);
  CHECK(play.stored[0].said.status == intake::Status::Incomplete);
  CHECK_MESSAGE(play.stored[0].said.answers.size() == 1, "what was said is passed on");
}
