#include "hw/pn532.h"

#include <algorithm>
#include <array>

namespace hw {
namespace {

using base::Millis;

constexpr int kUsualBaud = 115'200;
constexpr std::array<int, 3> kOtherBauds{921'600, 460'800, 230'400};

}  // namespace

LineSettings Pn532Parser::line() const {
  if (baud_ != 0) return {baud_};
  if (reopened_ % 2 == 0) return {kUsualBaud};
  return {kOtherBauds[static_cast<std::size_t>(reopened_) / 2 % kOtherBauds.size()]};
}

Heard Pn532Parser::opened(Millis now) {
  Heard heard;
  const auto known = health_;
  const auto reopened = reopened_;
  clear();
  reopened_ = reopened;
  if (known == Health::Silent) health_ = known;  // until it answers
  send(Step::Sam, now, heard);
  return heard;
}

Heard Pn532Parser::feed(std::span<const std::uint8_t> bytes, Millis now) {
  Heard heard;
  counts_.bad += scanner_.feed(bytes, now, [&](auto frame) { take(frame, now, heard); });
  return heard;
}

Heard Pn532Parser::tick(Millis now) {
  Heard heard;
  counts_.bad += scanner_.settle(now, [&](auto frame) { take(frame, now, heard); });
  if (!heard.to_write.empty() || !deadline_ || now < *deadline_) return heard;
  switch (step_) {
    case Step::Off: break;
    case Step::Abort: send(Step::Sam, now, heard); break;
    case Step::Pause: send(Step::Poll, now, heard); break;
    default:
      if (!acknowledged_ && sends_ < kSends) {
        send_again(now, heard);
      } else {
        miss(now, heard);
      }
  }
  return heard;
}

std::optional<Millis> Pn532Parser::due() const { return base::sooner(deadline_, scanner_.due()); }

void Pn532Parser::clear() {
  scanner_.clear();
  step_ = Step::Off;
  deadline_.reset();
  misses_ = 0;
  reopened_ = 0;
  health_ = Health::Waking;
}

void Pn532Parser::take(std::span<const std::uint8_t> frame, Millis now, Heard& heard) {
  // Nothing can answer what is not yet written.
  if (!waits_for_answer() || !heard.to_write.empty()) return;
  const auto taken = pn532::take_apart(frame);
  if (taken.kind == pn532::Frame::Kind::Data) {
    take_answer(taken.data, now, heard);
  } else if (taken.kind == pn532::Frame::Kind::Ack && !acknowledged_) {
    acknowledged_ = true;
    deadline_ = now + kAnswerWithin;
  }
}

bool Pn532Parser::waits_for_answer() const {
  return step_ != Step::Off && step_ != Step::Abort && step_ != Step::Pause;
}

void Pn532Parser::take_answer(std::span<const std::uint8_t> data, Millis now, Heard& heard) {
  if (data[0] == pn532::kError) {
    miss(now, heard);
    return;
  }
  // Anything but D5 is our own command come back: a line whose ends touch.
  if (data.size() < 2 || data[0] != pn532::kFromChip || data[1] != command(step_)[0] + 1) return;
  health_ = Health::Answering;
  switch (step_) {
    case Step::Sam: send(Step::Parameters, now, heard); break;
    case Step::Parameters: send(Step::Retries, now, heard); break;
    case Step::Retries: send(Step::Poll, now, heard); break;
    case Step::Poll: take_targets(data.subspan(2), now, heard); break;
    default: pause(now);
  }
}

void Pn532Parser::take_targets(std::span<const std::uint8_t> answer, Millis now, Heard& heard) {
  misses_ = 0;
  auto cards = pn532::targets_in(answer);
  if (!cards) ++counts_.bad;
  if (!cards || cards->empty()) {
    pause(now);
    return;
  }
  if (cards->size() == 1) {
    count_and_hand_out(std::move(cards->front()), counts_, heard);
  } else {
    // Asked for one target, a chip tells one; which of two it would be is chance.
    ++counts_.ignored;
    heard.reads.push_back({{}, base::CardRefusal::Several});
  }
  // A card left as it is answers only every second poll.
  send(Step::Release, now, heard);
}

std::span<const std::uint8_t> Pn532Parser::command(Step step) {
  static constexpr std::array<std::uint8_t, 2> kSam{pn532::kSamConfiguration, 0x01};  // no security module
  static constexpr std::array<std::uint8_t, 2> kParameters{pn532::kSetParameters, 0x00};
  // Item 5: retries of ATR_REQ (endless), of PSL_REQ (1, both the chip's own), and of activation: two.
  static constexpr std::array<std::uint8_t, 5> kRetries{pn532::kRfConfiguration, 0x05, 0xFF, 0x01, 0x02};
  static constexpr std::array<std::uint8_t, 3> kPoll{pn532::kListTargets, 0x01, 0x00};  // one target, type A
  static constexpr std::array<std::uint8_t, 2> kReleaseAll{pn532::kRelease, 0x00};
  switch (step) {
    case Step::Sam: return kSam;
    case Step::Parameters: return kParameters;
    case Step::Retries: return kRetries;
    case Step::Poll: return kPoll;
    case Step::Release: return kReleaseAll;
    default: return {};
  }
}

void Pn532Parser::send(Step step, Millis now, Heard& heard) {
  step_ = step;
  sends_ = 0;
  send_again(now, heard);
}

void Pn532Parser::send_again(Millis now, Heard& heard) {
  ++sends_;
  acknowledged_ = false;
  deadline_ = now + kAckWithin;
  // With nothing between them: what the chip hears while its clock starts is lost.
  if (step_ == Step::Sam) heard.to_write = pn532::wake();
  const auto frame = pn532::frame(pn532::kToChip, command(step_));
  heard.to_write.insert(heard.to_write.end(), frame.begin(), frame.end());
}

void Pn532Parser::pause(Millis now) {
  step_ = Step::Pause;
  deadline_ = now + kPause;
}

void Pn532Parser::miss(Millis now, Heard& heard) {
  ++misses_;
  if (misses_ == 1) {
    send(step_ == Step::Release ? Step::Poll : step_, now, heard);
  } else if (misses_ == 2) {
    heard.to_write = pn532::ack();  // while a command runs, this ends it
    step_ = Step::Abort;
    deadline_ = now + kAfterAbort;
  } else {
    step_ = Step::Off;
    deadline_.reset();
    health_ = Health::Silent;
    ++reopened_;
    heard.act = LineAct::Reopen;
  }
}

}  // namespace hw
