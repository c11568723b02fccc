#include "intake/card_token.h"

#include <sodium.h>

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

}  // namespace

base::SecretVector<CardToken> card_tokens(const CardKey& key, const base::CardId& card) {
  const std::span<const std::uint8_t> bytes(card.bytes);
  if (card.tech == base::CardTech::Iso14443a) return {token_of(key, "uid", bytes)};
  BODYMAP_CHECK(bytes.size() == 5);
  return {token_of(key, "em40", bytes), token_of(key, "em32", bytes.last(4)),
          token_of(key, "em24", bytes.last(3))};
}

}  // namespace intake
