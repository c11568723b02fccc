// Bytes of a serial line. Whatever comes, a card handed out was sent: its ten digits and their right checksum
// stand in the bytes, between 02 and 03.
#include <algorithm>
#include <array>
#include <string>

#include "fuzz/fuzz.h"
#include "hw/rdm6300.h"

namespace {

int digit(std::uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  return -1;
}

// Whole frames with a right checksum in the bytes, counted by a second reading of the protocol that shares
// nothing with the parser's.
std::size_t frames_in(const std::uint8_t* data, std::size_t size) {
  std::size_t found = 0;
  for (std::size_t at = 0; at + 14 <= size; ++at) {
    if (data[at] != 0x02) continue;
    std::array<int, 12> digits{};
    std::transform(data + at + 1, data + at + 13, digits.begin(), digit);
    if (std::count(digits.begin(), digits.end(), -1) != 0) continue;
    int sum = 0;
    for (std::size_t i = 0; i < 12; i += 2) sum ^= digits[i] * 16 + digits[i + 1];
    auto end = at + 13;
    while (end < size && (data[end] == 0x0D || data[end] == 0x0A)) ++end;
    if (sum == 0 && end < size && data[end] == 0x03) ++found;
  }
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hw::Rdm6300Parser parser;
  std::size_t cards = 0;
  // In pieces whose length the bytes themselves decide, as a serial line cuts them.
  base::Millis now{0};
  for (std::size_t at = 0; at < size;) {
    const auto length = std::min<std::size_t>(size - at, 1 + data[at] % 17);
    cards += parser.feed({data + at, length}, now).reads.size();
    at += length;
    now += base::Millis{data[at - 1] % 4};
  }
  fuzz::claim(cards <= frames_in(data, size), "a card was sent with a right checksum");
  fuzz::claim(parser.counts().good + parser.counts().ignored == cards, "each card is counted once");
  return 0;
}
