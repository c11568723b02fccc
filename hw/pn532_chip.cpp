#include "hw/pn532_chip.h"

#include <algorithm>

#include "base/check.h"

namespace hw {
namespace {

constexpr std::uint8_t kWakes = 0x55;  // its five rising edges
constexpr std::uint8_t kPowerDown = 0x16;
constexpr std::uint8_t kDeselect = 0x44;
constexpr std::uint8_t kRetriesItem = 0x05;
constexpr std::uint8_t kForEver = 0xFF;
constexpr std::size_t kMostCards = 2;

}  // namespace

void Pn532Chip::hear(std::span<const std::uint8_t> bytes, base::Millis now) {
  if (mode_ == Mode::Asleep) {
    const auto edge = std::ranges::find(bytes, kWakes);
    if (edge == bytes.end()) return;
    bytes = bytes.subspan(static_cast<std::size_t>(edge - bytes.begin()));
    mode_ = Mode::LowVoltage;
  }
  scanner_.feed(bytes, now, [&](auto frame) { obey(frame, now); });
}

void Pn532Chip::obey(std::span<const std::uint8_t> frame, base::Millis now) {
  const auto heard = pn532::take_apart(frame);
  if (heard.kind == pn532::Frame::Kind::Nack) {
    if (!last_answer_.empty()) now_.push_back({last_answer_});
    return;
  }
  // Whatever runs is ended by this.
  later_.reset();
  polling_ = false;
  polls_until_.reset();
  if (heard.kind == pn532::Frame::Kind::Ack) return;
  if (heard.data.size() < 2 || heard.data[0] != pn532::kToChip) return;
  const auto command = heard.data.subspan(1);
  if (mode_ == Mode::LowVoltage && command[0] != pn532::kSamConfiguration) return;
  now_.push_back({pn532::ack()});
  begin(command, now);
}

void Pn532Chip::begin(std::span<const std::uint8_t> command, base::Millis now) {
  const auto code = static_cast<std::uint8_t>(command[0] + 1);
  switch (command[0]) {
    case pn532::kSamConfiguration:
      mode_ = Mode::Ready;
      answer({code}, now + kWorks);
      break;
    case pn532::kGetFirmware: answer({code, 0x32, 0x01, 0x06, 0x07}, now + kWorks); break;
    case pn532::kRfConfiguration:
      if (command.size() == 5 && command[1] == kRetriesItem) tries_for_ever_ = command[4] == kForEver;
      answer({code}, now + kWorks);
      break;
    case pn532::kSetParameters: answer({code}, now + kWorks); break;
    case pn532::kListTargets:
      polling_ = true;
      if (!tries_for_ever_) polls_until_ = now + kPolls;
      break;
    case pn532::kRelease:
    case kDeselect:
      listed_ = false;
      answer({code, 0x00}, now + kWorks);
      break;
    case kPowerDown:
      answer({code, 0x00}, now + kWorks);
      mode_ = Mode::Asleep;
      break;
    default: {
      static constexpr std::uint8_t kSyntax[] = {0x00, 0x00, 0xFF, 0x01, 0xFF, pn532::kError, 0x81, 0x00};
      later_ = {{{std::begin(kSyntax), std::end(kSyntax)}}, now + kWorks};
    }
  }
}

void Pn532Chip::answer(std::initializer_list<std::uint8_t> data, base::Millis at) {
  later_ = {{pn532::frame(pn532::kFromChip, std::vector<std::uint8_t>(data))}, at};
}

std::vector<Pn532Chip::Said> Pn532Chip::speak(base::Millis now) {
  auto said = std::exchange(now_, {});
  const bool over = polls_until_ && now >= *polls_until_;
  if (polling_ && ((!field_.empty() && !listed_) || over)) {
    const bool hit = !field_.empty() && !listed_;
    const auto cards = hit ? std::span<const base::CardId>(field_) : std::span<const base::CardId>();
    later_ = {{pn532::targets_frame(cards), hit}, now};
    listed_ = hit;
    polling_ = false;
    polls_until_.reset();
  }
  if (later_ && now >= later_->at) {
    last_answer_ = later_->said.bytes;
    said.push_back(std::move(later_->said));
    later_.reset();
  }
  return said;
}

std::optional<base::Millis> Pn532Chip::due() const {
  if (!now_.empty() || (polling_ && !field_.empty() && !listed_)) return base::Millis{0};
  return base::sooner(later_ ? std::optional(later_->at) : std::nullopt, polls_until_);
}

void Pn532Chip::show(std::vector<base::CardId> cards) {
  BODYMAP_CHECK(cards.size() <= kMostCards);
  field_ = std::move(cards);
  if (field_.empty()) listed_ = false;
}

void Pn532Chip::power_off() {
  auto field = std::move(field_);
  scanner_.clear();
  mode_ = Mode::Asleep;
  now_.clear();
  later_.reset();
  polls_until_.reset();
  polling_ = listed_ = false;
  tries_for_ever_ = true;
  last_answer_.clear();
  field_ = std::move(field);
}

}  // namespace hw
