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

TEST_CASE("narrow numbers and other kinds of card read back what they print") {
  for (const char* text : {"em32:E3086CED", "w26:008-27885", "w26:000-00001", "14b:01020304",
                           "felica:0102030405060708", "15693:E004010203040506", "hid:0A0B0C0D0E"}) {
    CAPTURE(text);
    const auto card = base::parse_card_id(text);
    REQUIRE(card);
    CHECK(base::to_text(*card) == text);
  }
  CHECK(base::parse_card_id("w26:008-27885")->bytes == base::SecretVector<std::uint8_t>{0x08, 0x6C, 0xED});
  for (const char* text : {"w26:256-00001", "w26:001-65536", "w26:1-2", "w26:00127706", "w26:-01-00001",
                           "em32:E3086C", "felica:", "hid:0102030405060708091011"}) {
    CAPTURE(text);
    CHECK_FALSE(base::parse_card_id(text));
  }
}

TEST_CASE("of a number fit for a log only the last four digits stand") {
  CHECK(base::masked_text(*base::parse_card_id("62E3086CED")) == "em:......6CED");
  CHECK(base::masked_text(*base::parse_card_id("047BCB51962280")) == "14a:..........2280");
  CHECK(base::masked_text(*base::parse_card_id("w26:008-27885")) == "w26:...-.7885");
}

TEST_CASE("numbers that name nobody are told apart by why") {
  using base::CardRefusal;
  const auto why = [](const char* text) { return base::refusal_of(*base::parse_card_id(text)); };
  CHECK(why("0000000000") == CardRefusal::AllZeros);  // R6
  CHECK(why("FFFFFFFFFF") == CardRefusal::AllOnes);   // R7
  CHECK(why("00000000000000") == CardRefusal::AllZeros);
  CHECK(why("FFFFFFFF") == CardRefusal::AllOnes);
  CHECK(why("w26:000-00000") == CardRefusal::AllZeros);
  CHECK(why("083F6C4A") == CardRefusal::Random);  // P5
  CHECK(why("88047BCB") == CardRefusal::Truncated);
  for (const char* blank :
       {"01020304", "04030201", "DEADBEEF", "0001020304", "00DEADBEEF", "em32:01020304"}) {
    CAPTURE(blank);
    CHECK(why(blank) == CardRefusal::Blank);
  }
  // The first byte says so of a 4-byte UID alone.
  for (const char* text : {"62E3086CED", "0801161DD6", "8801161DD6", "08010203040506", "88010203040506",
                           "em32:08010203", "9EB36E66", "01020304050607", "0000000001"}) {
    CAPTURE(text);
    CHECK_FALSE(why(text).has_value());
  }
}
