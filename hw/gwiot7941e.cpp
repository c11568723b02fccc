#include "hw/gwiot7941e.h"

#include "hw/gwiot7941e_frames.h"

namespace hw {

Gwiot7941eParser::Gwiot7941eParser(int baud)
    : line_{baud == 0 ? LineSettings{}.baud : baud}, scanner_(judge_gwiot7941e) {}

Heard Gwiot7941eParser::feed(std::span<const std::uint8_t> bytes, base::Millis now) {
  Heard heard;
  counts_.bad += scanner_.feed(bytes, now, [&](auto frame) { take(frame, heard); });
  return heard;
}

Heard Gwiot7941eParser::tick(base::Millis now) {
  Heard heard;
  counts_.bad += scanner_.settle(now, [&](auto frame) { take(frame, heard); });
  return heard;
}

void Gwiot7941eParser::take(std::span<const std::uint8_t> frame, Heard& heard) {
  count_and_hand_out(card_in_gwiot7941e(frame), counts_, heard);
}

}  // namespace hw
