#pragma once
// A card's number as keyed tokens. A number never leaves the kiosk: BLAKE2b with the clinic's card key,
// one token per match width, since a hash cannot be shortened. A token is a pseudonym, not anonymity.
// Widths: an EM4100 card matches by 40 bits (em40), and by the 32 and 24 low bits that lossy readers
// print (em32, em24); one read by a lossy reader by what was read, and less. An ISO 14443A card matches by
// its whole UID (uid), and so do the other kinds (14b, felica, 15693, hid, t5567), each apart.
#include "base/card_id.h"
#include "base/secret.h"
#include "intake/record.h"
#include "intake/seal.h"

namespace intake {

using CardKey = SecretKey<32>;

// Widest first. Never fails. Contract: a card of a width that its kind has (base/card_id.h).
base::SecretVector<CardToken> card_tokens(const CardKey& key, const base::CardId& card);
// Whether tokens of this width stand for all of a card's number: equal ones are the same card's.
bool is_whole(const CardToken& token);

}  // namespace intake
