#include "hw/rdm6300.h"

namespace hw {
namespace {

constexpr std::uint8_t kStx = 0x02;
constexpr std::uint8_t kEtx = 0x03;
constexpr std::uint8_t kCr = 0x0D;
constexpr std::uint8_t kLf = 0x0A;

}  // namespace

Heard Rdm6300Parser::feed(std::span<const std::uint8_t> bytes, base::Millis now) {
  Heard heard;
  if (bytes.empty()) return heard;
  settle(now);
  last_byte_ = now;
  for (const auto byte : bytes) take(byte, heard);
  return heard;
}

Heard Rdm6300Parser::tick(base::Millis now) {
  settle(now);
  return {};
}

std::optional<base::Millis> Rdm6300Parser::due() const {
  if (part_ == Part::Outside) return std::nullopt;
  return last_byte_ + kSilence;
}

void Rdm6300Parser::settle(base::Millis now) {
  if (part_ != Part::Outside && now - last_byte_ >= kSilence) drop();
}

void Rdm6300Parser::clear() {
  part_ = Part::Outside;
  base::forget(digits_);
}

void Rdm6300Parser::take(std::uint8_t byte, Heard& heard) {
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
    case Part::End: take_end(byte, heard); return;
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

void Rdm6300Parser::take_end(std::uint8_t byte, Heard& heard) {
  if (byte == kEtx) {
    finish(heard);
  } else if ((byte == kCr || byte == kLf) && line_ends_ < kLineEnds) {
    ++line_ends_;
  } else {
    drop();
  }
}

void Rdm6300Parser::finish(Heard& heard) {
  base::CardId card{base::CardTech::Em4100, {}};
  card.bytes.reserve(kDigits / 2 - 1);
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
  clear();
  count_and_hand_out(std::move(card), counts_, heard);
}

void Rdm6300Parser::drop() {
  clear();
  ++counts_.bad;
}

}  // namespace hw
