#pragma once
// The frames 125 kHz readers send for a card: what rdm6300.h reads, written. For the simulated reader and
// tests.
#include "base/card_id.h"
#include "base/hex.h"

namespace hw {

// 14 bytes: 02, ten upper-case digits, two of checksum, 03. Contract: an EM4100 card of 5 bytes.
base::Bytes rdm6300_frame(const base::CardId& card);
// 16 bytes: the same with 0D 0A before the 03. Contract as above.
base::Bytes id12_frame(const base::CardId& card);

}  // namespace hw
