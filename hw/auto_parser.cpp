#include "hw/auto_parser.h"

#include <algorithm>
#include <iterator>

namespace hw {
namespace {

void append(Heard& heard, Heard more) { std::ranges::move(more.reads, std::back_inserter(heard.reads)); }

}  // namespace

std::string_view AutoParser::protocol() const {
  return phase_ != Phase::Polling && known_ == nullptr ? "auto" : speaker().protocol();
}

LineSettings AutoParser::line() const { return phase_ == Phase::Listening ? sent_.line() : polled_.line(); }

Heard AutoParser::opened(base::Millis now) {
  // A PN532 that fell silent is asked on, by its own rules, until the device goes.
  if (phase_ == Phase::Polling && polled_.health() == Health::Silent) return polled_.opened(now);
  clear();
  ask_until_ = now + kAskFirstFor;
  return polled_.opened(now);
}

void AutoParser::clear() {
  polled_.clear();
  sent_.clear();
  sent_binary_.clear();
  known_ = nullptr;
  phase_ = Phase::Asking;
  ask_until_.reset();
}

Heard AutoParser::feed(std::span<const std::uint8_t> bytes, base::Millis now) {
  // A frame of one kind is broken to the parsers of the others: only the speaker's are counted.
  const auto bad = speaker().counts().bad;
  const auto* before = &speaker();
  Heard heard;
  if (phase_ == Phase::Asking || phase_ == Phase::Polling) heard = polled_.feed(bytes, now);
  if (phase_ != Phase::Polling) listen(bytes, now, heard);
  move_on(now, heard);
  if (before == &speaker()) bad_ += speaker().counts().bad - bad;
  return heard;
}

Heard AutoParser::tick(base::Millis now) {
  const auto bad = speaker().counts().bad;
  const auto* before = &speaker();
  Heard heard;
  if (phase_ == Phase::Asking || phase_ == Phase::Polling) heard = polled_.tick(now);
  if (phase_ != Phase::Polling) {
    append(heard, sent_.tick(now));
    append(heard, sent_binary_.tick(now));
  }
  move_on(now, heard);
  if (before == &speaker()) bad_ += speaker().counts().bad - bad;
  return heard;
}

std::optional<base::Millis> AutoParser::due() const {
  if (phase_ == Phase::Polling) return polled_.due();
  const auto listening = base::sooner(sent_.due(), sent_binary_.due());
  if (phase_ == Phase::Asking) return base::sooner(base::sooner(listening, polled_.due()), ask_until_);
  // Nothing is asked in the middle of a frame.
  return !listening && may_ask_again() ? ask_again_at_ : listening;
}

Health AutoParser::health() const {
  // While a PN532 is asked for, the others are listened for.
  return phase_ == Phase::Polling ? polled_.health() : Health::Listening;
}

FrameCounts AutoParser::counts() const {
  FrameCounts all{0, bad_, 0};
  for (const CardParser* each : std::initializer_list<const CardParser*>{&polled_, &sent_, &sent_binary_}) {
    all.good += each->counts().good;
    all.ignored += each->counts().ignored;
  }
  return all;
}

const CardParser& AutoParser::speaker() const {
  if (phase_ == Phase::Polling) return polled_;
  return known_ != nullptr ? *known_ : sent_;
}

void AutoParser::listen(std::span<const std::uint8_t> bytes, base::Millis now, Heard& heard) {
  auto text = sent_.feed(bytes, now);
  if (!text.reads.empty()) known_ = &sent_;
  append(heard, std::move(text));
  auto binary = sent_binary_.feed(bytes, now);
  if (!binary.reads.empty()) known_ = &sent_binary_;
  append(heard, std::move(binary));
}

// Of the readers that send: right frames and broken ones, since this was made.
std::uint64_t AutoParser::frames_sent() const {
  const auto of = [](const FrameCounts& counts) { return counts.good + counts.bad + counts.ignored; };
  return of(sent_.counts()) + of(sent_binary_.counts());
}

bool AutoParser::may_ask_again() const { return phase_ == Phase::Listening && frames_sent() == sent_before_; }

void AutoParser::ask_again(base::Millis now, Heard& heard) {
  phase_ = Phase::Asking;
  ask_until_ = now + kAskFor;
  heard = polled_.opened(now);
  heard.act = LineAct::Set;
}

// Into Asking and out of it, when it is known who is there or nobody answered.
void AutoParser::move_on(base::Millis now, Heard& heard) {
  if (may_ask_again() && now >= ask_again_at_ && due() == ask_again_at_) {
    ask_again(now, heard);
    return;
  }
  if (phase_ != Phase::Asking) return;
  if (polled_.health() == Health::Answering) {
    phase_ = Phase::Polling;
    sent_.clear();
    sent_binary_.clear();
  } else if (known_ != nullptr || (ask_until_ && now >= *ask_until_)) {
    stop_asking(now, heard);
  } else if (heard.act == LineAct::Reopen) {
    // It has not been found yet: no reason to try other speeds.
    polled_.clear();
    heard = polled_.opened(now);
  }
}

void AutoParser::stop_asking(base::Millis now, Heard& heard) {
  phase_ = known_ != nullptr ? Phase::Kept : Phase::Listening;
  polled_.clear();
  heard.to_write.clear();
  heard.act = phase_ == Phase::Listening ? LineAct::Set : LineAct::None;
  ask_again_at_ = now + kAskAgainAfter;
  sent_before_ = frames_sent();
}

}  // namespace hw
