#include "hw/rdm6300_frames.h"

#include <string>
#include <string_view>

#include "base/check.h"

namespace hw {

namespace {

base::Bytes framed(const base::CardId& card, std::string_view end) {
  BODYMAP_CHECK(card.tech == base::CardTech::Em4100 && card.bytes.size() == 5);
  base::Bytes summed(card.bytes.begin(), card.bytes.end());
  std::uint8_t sum = 0;
  for (const auto byte : card.bytes) sum ^= byte;
  summed.push_back(sum);
  const auto text = '\x02' + base::to_hex_upper(summed) + std::string(end);
  return {text.begin(), text.end()};
}

}  // namespace

base::Bytes rdm6300_frame(const base::CardId& card) { return framed(card, "\x03"); }

base::Bytes id12_frame(const base::CardId& card) { return framed(card, "\r\n\x03"); }

}  // namespace hw
