#include "base/card_id.h"

#include <doctest/doctest.h>

using base::CardTech;

TEST_CASE("a card id reads back what it prints") {
  for (const char* text :
       {"em:62E3086CED", "14a:9EB36E66", "14a:047BCB51962280", "14a:04112233445566778899"}) {
    const auto card = base::parse_card_id(text);
    REQUIRE(card);
    CHECK(base::to_text(*card) == text);
  }
}

TEST_CASE("bare hex is told apart by its width") {
  CHECK(base::parse_card_id("62e3086ced")->tech == CardTech::Em4100);
  CHECK(base::parse_card_id("9EB36E66")->tech == CardTech::Iso14443a);
}

TEST_CASE("what is not a card id is refused") {
  for (const char* text :
       {"", "62E3086CE", "62E3086CEG", "em:9EB36E66", "14a:62E3086CED", "x:62E3086CED", "62E3086CED00"}) {
    CAPTURE(text);
    CHECK_FALSE(base::parse_card_id(text));
  }
}

TEST_CASE("placeholders name nobody") {
  CHECK(base::is_placeholder(*base::parse_card_id("0000000000")));
  CHECK(base::is_placeholder(*base::parse_card_id("FFFFFFFFFF")));
  CHECK_FALSE(base::is_placeholder(*base::parse_card_id("62E3086CED")));
}
