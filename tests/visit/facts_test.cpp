#include "visit/facts.h"

#include "content/cards.h"
#include "content/catalogue.h"
#include "content/questions.h"
#include "play.h"

using visit::holds;

namespace {

visit::Visit with_area(std::string_view region, int level, intake::Since since = intake::Since::Unsaid) {
  visit::Visit visit;
  intake::Area area;
  area.region = play::region(region);
  area.level = level;
  area.since = since;
  visit.marks.areas.push_back(area);
  return visit;
}

void answer(visit::Visit& visit, std::string_view question, std::string_view choice) {
  visit.answers.push_back({base::ShortText<32>(question), base::ShortText<32>(choice)});
}

std::filesystem::path content_dir() { return std::filesystem::path(BODYMAP_SOURCE_DIR) / "content"; }

}  // namespace

TEST_CASE("what a visit tells in a word") {
  const auto calf = with_area("calf_low.L", 8, intake::Since::Weeks);
  for (const char* fact : {"calf_low", "strong", "since=weeks"}) CHECK(holds(calf, fact));
  for (const char* fact : {"nothing", "calf", "calf_low.L", "since=days", "since=never", "wish=relax", ""})
    CHECK_FALSE(holds(calf, fact));
  CHECK_FALSE(holds(with_area("calf_low.L", 7), "strong"));
  visit::Visit none;
  CHECK(holds(none, "nothing"));
  answer(none, "race_next", "days_1_2");
  CHECK(holds(none, "race_next=days_1_2"));
  CHECK_FALSE(holds(none, "race_next=no"));
}

TEST_CASE("cards that fit go first and take turns; else those for any visit; those for others never") {
  auto rules = play::rules_with();
  rules.cards = {{}, {"race_next=days_1_2"}, {"calf_low"}, {"wish=relax"}};
  auto visit = with_area("calf_low.R", 4);
  CHECK(visit::card_worth_reading(visit, rules) == 2);
  answer(visit, "race_next", "days_1_2");
  CHECK(visit::card_worth_reading(visit, rules) == 1);
  visit.number = 1;
  CHECK(visit::card_worth_reading(visit, rules) == 2);
  visit = with_area("head.M", 4);
  for (visit.number = 0; visit.number < 4; ++visit.number)
    CHECK(visit::card_worth_reading(visit, rules) == 0);
  rules.cards = {{"wish=relax"}};
  CHECK_FALSE(visit::card_worth_reading(visit, rules).has_value());
}

TEST_CASE("of what was said only the card is left on Sent, and nothing on Attract") {
  auto rules = play::rules_with();
  rules.cards = {{}, {"calf_low"}};
  play::Player player(rules);
  player.now = with_area("calf_low.R", 4);
  player.now.screen = visit::Screen::Review;
  player.now.storing = true;
  player(visit::event::Stored{player.now.number});
  CHECK(player.now.screen == visit::Screen::Sent);
  CHECK(player.now.card_shown == 1);
  CHECK_FALSE(player.now.marks.any());
  player(visit::event::Next{});
  CHECK(player.now.screen == visit::Screen::Attract);
  CHECK_FALSE(player.now.card_shown.has_value());
}

TEST_CASE("the facts of the cards we ship are regions, answers and words there are") {
  const auto cards = content::Cards::load(content_dir() / "cards/en.toml").value();
  const auto catalogue = content::Catalogue::load(content_dir() / "regions.csv").value();
  const auto questions = content::Questions::load(content_dir(), catalogue).value();
  const auto known = [&](const std::string& fact) {
    if (fact == "strong" || fact == "nothing") return true;
    const auto equals = fact.find('=');
    if (equals == std::string::npos) return catalogue.find(play::region(fact + ".L")) != nullptr;
    if (fact.starts_with("since=")) return intake::parse_since(fact.substr(equals + 1)).has_value();
    return !questions.word(fact.substr(0, equals) + "." + fact.substr(equals + 1)).empty();
  };
  for (const auto& fits : cards.after_fits()) {
    for (const auto& fact : fits) CHECK_MESSAGE(known(fact), fact);
  }
}
