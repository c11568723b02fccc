#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "intake/card_token.h"
#include "intake/seal.h"

using base::CardId;
using base::CardTech;
using intake::card_tokens;
using intake::CardKey;

namespace {

CardKey counting_key() {
  CardKey key;
  for (std::size_t i = 0; i < key.bytes().size(); ++i) key.bytes()[i] = static_cast<std::uint8_t>(i);
  return key;
}

const CardId kCard{CardTech::Em4100, {0x62, 0xE3, 0x08, 0x6C, 0xED}};

}  // namespace

// Computed apart with Python's hashlib.blake2b(b"em40:" + bytes, key=bytes(range(32)), digest_size=32).
TEST_CASE("token: known answers") {
  const auto tokens = card_tokens(counting_key(), kCard);
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[0].width.view() == "em40");
  CHECK(tokens[0].token.view() == "235eeea98e31ec98804a9e5bf178f5ed631302b00f65a0b3af65b9402efdbabb");
  CHECK(tokens[1].width.view() == "em32");
  CHECK(tokens[1].token.view() == "f6cd43a865155c9ef162e3e3bd0637502c0c23374f7d0914b1c4335a734fec84");
  CHECK(tokens[2].width.view() == "em24");
  CHECK(tokens[2].token.view() == "c88275bab0882c6cc5adf68b36cb26637ddd08740a3fd876850d8a65edac4178");
  const auto uid =
      card_tokens(counting_key(), {CardTech::Iso14443a, {0x04, 0x7B, 0xCB, 0x51, 0x96, 0x22, 0x80}});
  REQUIRE(uid.size() == 1);
  CHECK(uid[0].width.view() == "uid");
  CHECK(uid[0].token.view() == "4b524d35db257a7b9ba38adb292e4537f791583a4e2bc28929953ab0e7780063");
}

TEST_CASE("token: another key gives other tokens") {
  auto key = counting_key();
  key.bytes()[31] ^= 1;
  const auto tokens = card_tokens(counting_key(), kCard);
  const auto others = card_tokens(key, kCard);
  for (std::size_t i = 0; i < tokens.size(); ++i) CHECK_FALSE(tokens[i] == others[i]);
}

TEST_CASE("token: cards that share their low bits match by those widths alone") {
  CardId other = kCard;
  other.bytes[0] ^= 0xFF;
  const auto tokens = card_tokens(counting_key(), kCard);
  const auto others = card_tokens(counting_key(), other);
  CHECK_FALSE(tokens[0] == others[0]);
  CHECK(tokens[1] == others[1]);
  CHECK(tokens[2] == others[2]);
}

TEST_CASE("token: the same bytes of another width or kind of card never match") {
  const auto tokens = card_tokens(counting_key(), kCard);
  const auto uid = card_tokens(counting_key(), {CardTech::Iso14443a, {0xE3, 0x08, 0x6C, 0xED}});
  CHECK_FALSE(uid[0].token == tokens[1].token);
}

TEST_CASE(
    "token: a number read by a lossy reader has the tokens of what was read, equal to the whole card's") {
  const auto whole = card_tokens(counting_key(), kCard);
  const auto low32 = card_tokens(counting_key(), {CardTech::Em4100, {0xE3, 0x08, 0x6C, 0xED}});
  const auto low24 = card_tokens(counting_key(), {CardTech::Em4100, {0x08, 0x6C, 0xED}});
  REQUIRE(low32.size() == 2);
  REQUIRE(low24.size() == 1);
  CHECK(low32[0] == whole[1]);
  CHECK(low32[1] == whole[2]);
  CHECK(low24[0] == whole[2]);
  CHECK(intake::is_whole(whole[0]));
  CHECK_FALSE(intake::is_whole(whole[1]));
  CHECK_FALSE(intake::is_whole(whole[2]));
}

TEST_CASE("token: each kind of card has one of its own") {
  std::vector<std::string> seen;
  for (const auto tech : {CardTech::Iso14443a, CardTech::Iso14443b, CardTech::Felica, CardTech::Iso15693,
                          CardTech::HidProx, CardTech::T5567}) {
    const auto tokens = card_tokens(counting_key(), {tech, {0xE3, 0x08, 0x6C, 0xED}});
    REQUIRE(tokens.size() == 1);
    CHECK(intake::is_whole(tokens[0]));
    CHECK(intake::is_word(tokens[0].width.view()));
    CHECK(std::find(seen.begin(), seen.end(), tokens[0].token.view()) == seen.end());
    seen.emplace_back(tokens[0].token.view());
  }
}
