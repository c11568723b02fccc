#include "hw/rdm6300_frames.h"

#include "base/check.h"

namespace hw {

base::Bytes rdm6300_frame(const base::CardId& card) {
  BODYMAP_CHECK(card.tech == base::CardTech::Em4100 && card.bytes.size() == 5);
  base::Bytes summed(card.bytes.begin(), card.bytes.end());
  std::uint8_t sum = 0;
  for (const auto byte : card.bytes) sum ^= byte;
  summed.push_back(sum);
  const auto text = '\x02' + base::to_hex_upper(summed) + '\x03';
  return {text.begin(), text.end()};
}

}  // namespace hw
