#include "intake/card_token.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/check.h"

namespace intake {
namespace {

CardToken token_of(const CardKey& key, std::string_view width, std::span<const std::uint8_t> bytes) {
  std::array<std::uint8_t, 32> hash{};
  crypto_generichash_state state;
  BODYMAP_CHECK(crypto_generichash_init(&state, key.bytes().data(), key.bytes().size(), hash.size()) == 0);
  // The width is part of what is hashed, so that a token of one width never equals one of another.
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(width.data()), width.size());
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(":"), 1);
  crypto_generichash_update(&state, bytes.data(), bytes.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  sodium_memzero(&state, sizeof state);
  return {base::ShortText<8>(width), base::ShortText<64>(base::to_hex(hash))};
}

// Of EM4100 cards, widest first.
struct Width {
  std::string_view name;
  std::size_t bytes;
};
constexpr std::array<Width, 3> kEmWidths{{{"em40", 5}, {"em32", 4}, {"em24", 3}}};

std::string_view whole_width(base::CardTech tech) {
  switch (tech) {
    case base::CardTech::Em4100: return kEmWidths.front().name;
    case base::CardTech::Iso14443a: return "uid";
    case base::CardTech::Iso14443b: return "14b";
    case base::CardTech::Felica: return "felica";
    case base::CardTech::Iso15693: return "15693";
    case base::CardTech::HidProx: return "hid";
    case base::CardTech::T5567: return "t5567";
  }
  return {};
}

}  // namespace

base::SecretVector<CardToken> card_tokens(const CardKey& key, const base::CardId& card) {
  const std::span<const std::uint8_t> bytes(card.bytes);
  if (card.tech != base::CardTech::Em4100) return {token_of(key, whole_width(card.tech), bytes)};
  BODYMAP_CHECK(bytes.size() <= kEmWidths.front().bytes && bytes.size() >= kEmWidths.back().bytes);
  base::SecretVector<CardToken> tokens;
  for (const auto& width : kEmWidths) {
    if (width.bytes <= bytes.size()) tokens.push_back(token_of(key, width.name, bytes.last(width.bytes)));
  }
  return tokens;
}

bool is_whole(const CardToken& token) {
  const auto narrow = std::span(kEmWidths).subspan(1);
  return std::ranges::find(narrow, token.width.view(), &Width::name) == narrow.end();
}

}  // namespace intake
