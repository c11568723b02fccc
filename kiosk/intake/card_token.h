#pragma once
// A card's number as keyed tokens. A number never leaves the kiosk: BLAKE2b with the clinic's card key,
// one token per match width, since a hash cannot be shortened. A token is a pseudonym, not anonymity.
// Widths: an EM4100 card matches by 40 bits (em40), and by the 32 and 24 low bits that lossy readers
// print (em32, em24); an ISO 14443A card by its whole UID (uid).
#include "base/card_id.h"
#include "base/secret.h"
#include "intake/record.h"
#include "intake/seal.h"

namespace intake {

using CardKey = SecretKey<32>;

// Widest first. Never fails.
base::SecretVector<CardToken> card_tokens(const CardKey& key, const base::CardId& card);

}  // namespace intake
