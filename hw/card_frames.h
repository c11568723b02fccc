#pragma once
// What a reader sends for a card: what the parsers read, written. For the simulated reader and the tests.
// Pure; any thread.
#include "base/card_id.h"
#include "base/result.h"
#include "hw/card_parser.h"

namespace hw {

// The bytes by which a reader of these settings tells of the card: a frame, a line with prefix, suffix and
// terminator, or the PN532's answer to a poll (pn532_frames.h has its other answers). "auto" is an RDM6300.
// Invalid for settings that make_parser refuses, and for a card that such a reader cannot read or write
// whole.
base::Result<base::Bytes> card_frame(const ParserSettings& reader, const base::CardId& card);

}  // namespace hw
