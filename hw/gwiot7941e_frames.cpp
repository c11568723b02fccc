#include "hw/gwiot7941e_frames.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "base/check.h"

namespace hw {
namespace {

constexpr std::uint8_t kStart = 0x02;
constexpr std::uint8_t kEnd = 0x03;
constexpr std::size_t kAround = 5;      // start, length, kind, BCC, end
constexpr std::size_t kLongestId = 10;  // bytes

struct CardKind {
  std::uint8_t code;
  base::CardTech tech;
};
constexpr std::array<CardKind, 10> kCardKinds{
    {{0x01, base::CardTech::Iso14443a},  // MIFARE Classic 1K
     {0x02, base::CardTech::Em4100},
     {0x03, base::CardTech::Iso14443a},  // MIFARE Classic 4K
     {0x10, base::CardTech::HidProx},
     {0x11, base::CardTech::T5567},
     {0x20, base::CardTech::Iso14443b},  // identity card, second kind
     {0x21, base::CardTech::Iso14443b},
     {0x22, base::CardTech::Felica},
     {0x30, base::CardTech::Iso15693},
     {0x50, base::CardTech::Iso14443a}}};  // processor card

bool fits(base::CardTech tech, std::size_t width) {
  if (tech == base::CardTech::Em4100) return width == 5;
  if (tech == base::CardTech::Iso14443a) return width == 4 || width == 7 || width == 10;
  return width >= 1 && width <= kLongestId;
}

std::uint8_t bcc(std::span<const std::uint8_t> bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<>());
}

}  // namespace

std::optional<base::Bytes> gwiot7941e_frame(const base::CardId& card) {
  const auto kind = std::ranges::find(kCardKinds, card.tech, &CardKind::tech);
  if (kind == kCardKinds.end() || !fits(card.tech, card.bytes.size())) return std::nullopt;
  base::Bytes frame{kStart, static_cast<std::uint8_t>(card.bytes.size() + kAround), kind->code};
  frame.insert(frame.end(), card.bytes.begin(), card.bytes.end());
  frame.push_back(bcc(std::span(frame).subspan(1)));
  frame.push_back(kEnd);
  return frame;
}

Judged judge_gwiot7941e(std::span<const std::uint8_t> bytes) {
  using Kind = Judged::Kind;
  if (bytes[0] != kStart) return {Kind::Noise};
  if (bytes.size() < 2) return {Kind::Maybe};
  const std::size_t length = bytes[1];
  // A length that no frame has makes the 02 a stray one, or another protocol's.
  if (length <= kAround || length > kAround + kLongestId) return {Kind::Noise};
  if (bytes.size() < length) return {Kind::Part};
  const auto kind = std::ranges::find(kCardKinds, bytes[2], &CardKind::code);
  const bool right = kind != kCardKinds.end() && fits(kind->tech, length - kAround) &&
                     bcc(bytes.subspan(1, length - 3)) == bytes[length - 2] && bytes[length - 1] == kEnd;
  return right ? Judged{Kind::Whole, length} : Judged{Kind::Broken};
}

base::CardId card_in_gwiot7941e(std::span<const std::uint8_t> frame) {
  const auto kind = std::ranges::find(kCardKinds, frame[2], &CardKind::code);
  BODYMAP_CHECK(kind != kCardKinds.end() && frame.size() > kAround);
  const auto number = frame.subspan(3, frame.size() - kAround);
  return {kind->tech, {number.begin(), number.end()}};
}

}  // namespace hw
