#pragma once
// The frame a reader sends for a card: what rdm6300.h reads, written. For the simulated reader and tests.
#include "base/card_id.h"
#include "base/hex.h"

namespace hw {

// 14 bytes: 02, ten upper-case digits, two of checksum, 03. Contract: an EM4100 card of 5 bytes.
base::Bytes rdm6300_frame(const base::CardId& card);

}  // namespace hw
