#include "hw/pn532_frames.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/check.h"

namespace hw::pn532 {
namespace {

constexpr std::size_t kStartCode = 2;      // 00 FF
constexpr std::size_t kNormalHead = 4;     // and LEN LCS
constexpr std::size_t kExtendedHead = 7;   // and FF FF LENM LENL LCS
constexpr std::size_t kLongestData = 265;  // TFI and PD
constexpr std::uint8_t kHasAts = 0x20;     // in SEL_RES
constexpr std::size_t kMostTargets = 2;

std::uint8_t sum(std::span<const std::uint8_t> bytes) {
  return static_cast<std::uint8_t>(std::accumulate(bytes.begin(), bytes.end(), 0U));
}

std::uint8_t complement(std::uint8_t sum) { return static_cast<std::uint8_t>(0x100U - sum); }

bool is_uid_width(std::size_t width) { return width == 4 || width == 7 || width == 10; }

bool is_extended(std::span<const std::uint8_t> bytes) { return bytes[2] == 0xFF && bytes[3] == 0xFF; }
// Neither has anything after its code.
bool is_ack(std::span<const std::uint8_t> bytes) { return bytes[2] == 0x00 && bytes[3] == 0xFF; }
bool is_nack(std::span<const std::uint8_t> bytes) { return bytes[2] == 0xFF && bytes[3] == 0x00; }

// Takes one target off the front; false when it contradicts itself.
bool take_target(std::span<const std::uint8_t>& rest, bool last, std::vector<base::CardId>& cards) {
  constexpr std::size_t kHead = 5;  // Tg, SENS_RES (2), SEL_RES, NFCIDLen
  if (rest.size() < kHead) return false;
  const std::size_t width = rest[4];
  const bool has_ats = (rest[3] & kHasAts) != 0;
  if (!is_uid_width(width) || rest.size() < kHead + width) return false;
  const auto uid = rest.subspan(kHead, width);
  cards.push_back({base::CardTech::Iso14443a, {uid.begin(), uid.end()}});
  rest = rest.subspan(kHead + width);
  // Without automatic RATS even a card that has an ATS was not asked for it.
  if (!has_ats || rest.empty()) return !last || rest.empty();
  const std::size_t ats = rest[0];  // counts itself
  if (last ? ats != rest.size() : ats > rest.size()) return false;
  if (ats == 0) return false;
  rest = rest.subspan(ats);
  return true;
}

}  // namespace

base::Bytes frame(std::uint8_t tfi, std::span<const std::uint8_t> data) {
  BODYMAP_CHECK(!data.empty() && data.size() < 0xFF);
  const auto length = static_cast<std::uint8_t>(data.size() + 1);
  base::Bytes bytes;
  bytes.reserve(data.size() + 8);
  for (const std::uint8_t byte :
       {std::uint8_t{0x00}, std::uint8_t{0x00}, std::uint8_t{0xFF}, length, complement(length), tfi}) {
    bytes.push_back(byte);
  }
  bytes.insert(bytes.end(), data.begin(), data.end());
  bytes.push_back(complement(static_cast<std::uint8_t>(tfi + sum(data))));
  bytes.push_back(0x00);
  return bytes;
}

base::Bytes ack() { return {0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00}; }

base::Bytes wake() {
  base::Bytes bytes(26, 0x00);
  bytes[0] = bytes[1] = 0x55;
  return bytes;
}

base::Bytes targets_frame(std::span<const base::CardId> cards) {
  BODYMAP_CHECK(cards.size() <= kMostTargets);
  base::Bytes data{kListTargets + 1, static_cast<std::uint8_t>(cards.size())};
  std::uint8_t number = 0;
  for (const auto& card : cards) {
    const auto width = static_cast<std::uint8_t>(card.bytes.size());
    BODYMAP_CHECK(card.tech == base::CardTech::Iso14443a && is_uid_width(width));
    // As MIFARE cards of these widths answer: the width stands in SENS_RES, too.
    const std::uint8_t sens = width == 4 ? 0x04 : width == 7 ? 0x44 : 0x84;
    const std::uint8_t sel = width == 4 ? 0x08 : 0x00;
    data.insert(data.end(), {++number, 0x00, sens, sel, width});
    data.insert(data.end(), card.bytes.begin(), card.bytes.end());
  }
  return frame(kFromChip, data);
}

Judged judge(std::span<const std::uint8_t> bytes) {
  using Kind = Judged::Kind;
  if (bytes[0] != 0x00) return {Kind::Noise};
  if (bytes.size() < kStartCode) return {Kind::Maybe};
  if (bytes[1] != 0xFF) return {Kind::Noise};
  if (bytes.size() < kNormalHead) return {Kind::Part};
  if (is_ack(bytes) || is_nack(bytes)) return {Kind::Whole, kNormalHead};
  const bool extended = is_extended(bytes);
  const auto head = extended ? kExtendedHead : kNormalHead;
  if (bytes.size() < head) return {Kind::Part};
  const std::size_t length = extended ? bytes[4] * 256U + bytes[5] : bytes[2];
  const auto check = sum(bytes.subspan(extended ? 4 : 2, extended ? 3 : 2));
  if (check != 0 || length == 0 || length > kLongestData) return {Kind::Broken};
  const auto whole = head + length + 1;
  if (bytes.size() < whole) return {Kind::Part};
  if (sum(bytes.subspan(head, length + 1)) != 0) return {Kind::Broken};
  return {Kind::Whole, whole};
}

Frame take_apart(std::span<const std::uint8_t> frame) {
  BODYMAP_CHECK(frame.size() >= kNormalHead);
  if (is_ack(frame)) return {Frame::Kind::Ack, {}};
  if (is_nack(frame)) return {Frame::Kind::Nack, {}};
  const auto head = is_extended(frame) ? kExtendedHead : kNormalHead;
  return {Frame::Kind::Data, frame.subspan(head, frame.size() - head - 1)};
}

std::optional<std::vector<base::CardId>> targets_in(std::span<const std::uint8_t> answer) {
  if (answer.empty() || answer[0] > kMostTargets) return std::nullopt;
  const std::size_t count = answer[0];
  auto rest = answer.subspan(1);
  std::vector<base::CardId> cards;
  while (cards.size() < count) {
    if (!take_target(rest, cards.size() + 1 == count, cards)) return std::nullopt;
  }
  if (!rest.empty()) return std::nullopt;
  return cards;
}

}  // namespace hw::pn532
