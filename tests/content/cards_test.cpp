#include "content/cards.h"

#include <algorithm>

#include "content/catalogue.h"
#include "support.h"

using namespace content;

namespace {

const std::string kCard =
    "[[card]]\nid = \"a\"\nkind = \"tip\"\nbody = \"Words.\"\nview = \"back\"\nevidence = \"None.\"\n";

std::string complaint(const std::string& toml) {
  const auto cards = Cards::parse(toml, "en.toml");
  return cards ? "" : cards.error().what;
}

}  // namespace

TEST_CASE("the cards we ship: a tip and a last one, pointing at regions there are") {
  const auto cards = Cards::load(content_dir() / "cards" / "en.toml");
  REQUIRE_MESSAGE(cards.has_value(), (cards ? std::string() : cards.error().what));
  const auto catalogue = Catalogue::load(content_dir() / "regions.csv");
  REQUIRE(catalogue.has_value());
  for (const Card& card : cards->all()) {
    for (const intake::RegionCode warm : card.warm) CHECK(catalogue->find(warm) != nullptr);
    CAPTURE(card.id);
    CHECK((card.kind == CardKind::Tip || card.closing.find("herapist") != std::string::npos));
  }
  const Card* tip = cards->tip(0);
  REQUIRE(tip != nullptr);
  CHECK(tip->body == "Show us where and how strong. It helps your therapist plan your session.");
  const Card* after = cards->after(0);
  REQUIRE(after != nullptr);
  CHECK(after->title == "Sore after a hard run?");
  CHECK(after->closing == "Ask your therapist what fits your week.");
}

TEST_CASE("tips take turns; the cards for the end stand in their order with what they fit") {
  const auto after =
      "[[card]]\nid = \"c\"\nkind = \"after\"\ntitle = \"T\"\nclosing = \"C\"\nbody = \"B\"\n"
      "view = \"back\"\nevidence = \"None.\"\nfits = \"race_next=days_1_2 calf_low\"\n";
  const auto cards = Cards::parse(kCard + after + replaced(kCard, "\"a\"", "\"b\""), "en.toml");
  REQUIRE_MESSAGE(cards.has_value(), (cards ? "" : cards.error().what));
  CHECK(cards->tip(0)->id == "a");
  CHECK(cards->tip(1)->id == "b");
  CHECK(cards->tip(2)->id == "a");
  CHECK(cards->after(0)->id == "c");
  CHECK(cards->after(1) == nullptr);
  CHECK(cards->after_fits() == std::vector<std::vector<std::string>>{{"race_next=days_1_2", "calf_low"}});
}

TEST_CASE("mistakes are told with file, line and key") {
  CHECK(complaint(kCard).empty());
  CHECK(complaint(replaced(kCard, "\"tip\"", "\"ad\"")) ==
        "en.toml:3: [[card]] kind: \"ad\" is not one of tip, after");
  CHECK(complaint(replaced(kCard, "body = \"Words.\"\n", "")) == "en.toml:1: [[card]] body: is missing");
  CHECK(complaint(replaced(kCard, "\"tip\"", "\"after\"")) == "en.toml:1: [[card]] title: is missing");
  CHECK(complaint(replaced(kCard, "evidence = \"None.\"\n", "")) ==
        "en.toml:1: [[card]] evidence: is missing");
  CHECK(complaint(kCard + "fits = \"Calf\"\n") ==
        "en.toml:7: [[card]] fits: \"Calf\" is not written like a fact");
  CHECK(complaint(kCard + "fits = \"calf_low\"\n") == "en.toml:7: [[card]] fits: is for \"after\" cards");
  CHECK(complaint(kCard + kCard) == "en.toml:8: [[card]] id: \"a\" is there twice");
  CHECK(complaint(kCard + "warm = \"calf_outer.L Calf\"\n") ==
        "en.toml:7: [[card]] warm: \"Calf\" is not a region code");
  CHECK(complaint(kCard + "crop = \"1 2 3\"\n") ==
        "en.toml:7: [[card]] crop: should be four numbers: x y w h");
  CHECK(complaint(kCard + "crop = \"1 2 x 4\"\n") ==
        "en.toml:7: [[card]] crop: should be four numbers: x y w h");
  for (const char* crop : {"900 0 181 10", "0 0 0 10", "2147483647 0 1 1", "0 1900 10 21"}) {
    CHECK(complaint(kCard + "crop = \"" + crop + "\"\n") ==
          "en.toml:7: [[card]] crop: is not within the canvas of 1080 x 1920");
  }
  CHECK(complaint(kCard + "colour = \"red\"\n") == "en.toml:7: [[card]] colour: not a key of this file");
  CHECK(complaint("[card]\n") == "en.toml:1: card: should be written as [[card]]");
}
