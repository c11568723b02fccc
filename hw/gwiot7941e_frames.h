#pragma once
// A Gwiot 7941E's frame, written and taken apart. Pure; any thread.
#include <optional>

#include "base/card_id.h"
#include "hw/frame_scanner.h"

namespace hw {

// The frame for a card; nothing for a number that no kind of card here has.
std::optional<base::Bytes> gwiot7941e_frame(const base::CardId& card);
// A FrameScanner's Judge: Whole for a frame whose BCC, end, kind and width of number are right.
Judged judge_gwiot7941e(std::span<const std::uint8_t> bytes);
// Contract: a whole frame.
base::CardId card_in_gwiot7941e(std::span<const std::uint8_t> frame);

}  // namespace hw
