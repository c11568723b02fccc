#include "hw/rdm6300.h"

namespace hw {
namespace {

constexpr std::uint8_t kStx = 0x02;
constexpr std::uint8_t kEtx = 0x03;
constexpr std::uint8_t kCr = 0x0D;
constexpr std::uint8_t kLf = 0x0A;

}  // namespace

std::vector<base::CardId> Rdm6300Parser::feed(std::span<const std::uint8_t> bytes, base::Millis now) {
  std::vector<base::CardId> cards;
  if (bytes.empty()) return cards;
  if (part_ != Part::Outside && now - last_byte_ >= kSilence) drop();
  last_byte_ = now;
  for (const auto byte : bytes) take(byte, cards);
  return cards;
}

void Rdm6300Parser::take(std::uint8_t byte, std::vector<base::CardId>& cards) {
  if (byte == kStx) {
    // No digit is 02, so this starts a frame wherever it stands; what it cuts off was broken.
    if (part_ != Part::Outside) drop();
    part_ = Part::Digits;
    digit_count_ = 0;
    line_ends_ = 0;
    return;
  }
  switch (part_) {
    case Part::Outside: return;
    case Part::Digits: take_digit(byte); return;
    case Part::End: take_end(byte, cards); return;
  }
}

void Rdm6300Parser::take_digit(std::uint8_t byte) {
  const int value = base::hex_digit(static_cast<char>(byte));
  if (value < 0) {
    drop();
    return;
  }
  digits_[digit_count_++] = static_cast<std::uint8_t>(value);
  if (digit_count_ == kDigits) part_ = Part::End;
}

void Rdm6300Parser::take_end(std::uint8_t byte, std::vector<base::CardId>& cards) {
  if (byte == kEtx) {
    finish(cards);
  } else if ((byte == kCr || byte == kLf) && line_ends_ < kLineEnds) {
    ++line_ends_;
  } else {
    drop();
  }
}

void Rdm6300Parser::finish(std::vector<base::CardId>& cards) {
  base::CardId card{base::CardTech::Em4100, {}};
  std::uint8_t sum = 0;
  for (std::size_t i = 0; i < kDigits; i += 2) {
    const auto byte = static_cast<std::uint8_t>(digits_[i] << 4 | digits_[i + 1]);
    sum ^= byte;
    if (i + 2 < kDigits) card.bytes.push_back(byte);
  }
  // Data and checksum together XOR to zero.
  if (sum != 0) {
    drop();
    return;
  }
  part_ = Part::Outside;
  if (base::is_placeholder(card)) {
    ++counts_.ignored;
    return;
  }
  ++counts_.good;
  cards.push_back(std::move(card));
}

void Rdm6300Parser::drop() {
  part_ = Part::Outside;
  ++counts_.bad;
}

}  // namespace hw
