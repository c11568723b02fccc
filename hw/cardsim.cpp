#include "hw/cardsim.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <sstream>

#include "base/check.h"
#include "hw/card_frames.h"

namespace hw {
namespace {

using base::Millis;

// How long a program that reads slowly may hold `bytes` and `noise` up.
constexpr Millis kPatience{1000};
constexpr std::uint64_t kMostNoise = 65'536;
constexpr std::uint64_t kLongestPause = 10'000;
constexpr std::uint64_t kLongestFrame = 300;
constexpr const char* kCommands =
    "commands: tap ID, hold ID MS, both ID ID, bytes HEX, noise N SEED, unplug, plug [LINK], cut ID N, "
    "split ID N MS, slow ID MS, wrong ID, hangup ID N, stuck ID, free, silent, speak, quit";

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool is(const std::vector<std::string>& words, std::string_view name, std::size_t arguments) {
  return words.size() == arguments + 1 && words[0] == name;
}

base::Result<std::uint64_t> number(std::string_view text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    return base::fail(base::Code::Invalid, "a number from " + std::to_string(least) + " to " +
                                               std::to_string(most) + " is wanted");
  }
  return value;
}

base::Result<Millis> pause(std::string_view text, std::uint64_t most) {
  BODYMAP_TRY(length, number(text, 1, most));
  return Millis{length};
}

// The fault that a command names, its card aside; nothing when it names none.
std::optional<base::Result<Fault>> fault_of(const std::vector<std::string>& words) {
  using Kind = Fault::Kind;
  const auto counted = [&](Kind kind, bool pauses) -> base::Result<Fault> {
    BODYMAP_TRY(count, number(words[2], 1, kLongestFrame));
    Fault fault{kind, count};
    if (pauses) {
      BODYMAP_TRY(length, pause(words[3], kLongestPause));
      fault.pause = length;
    }
    return fault;
  };
  if (is(words, "cut", 2)) return counted(Kind::Cut, false);
  if (is(words, "hangup", 2)) return counted(Kind::HangUp, false);
  if (is(words, "split", 3)) return counted(Kind::Split, true);
  if (is(words, "wrong", 1)) return Fault{Kind::Wrong};
  if (!is(words, "slow", 2)) return std::nullopt;
  const auto length = pause(words[2], kLongestPause);
  if (!length) return tl::make_unexpected(length.error());
  return Fault{Kind::Slow, 0, *length};
}

// What does not wait for a card to be taken away.
bool cuts_off(const std::string& line) {
  const auto words = words_of(line);
  return is(words, "unplug", 0) || is(words, "quit", 0);
}

std::string answer(const base::Result<void>& result) {
  return result ? "ok" : "error " + result.error().what;
}

}  // namespace

base::Result<CardSim> CardSim::make(ParserSettings reader, VirtualPort port) {
  BODYMAP_TRY(traits, sim_traits(reader.protocol));
  if (const auto parser = make_parser(reader); !parser) return tl::make_unexpected(parser.error());
  return CardSim(std::move(reader), traits, std::move(port));
}

std::vector<std::string> CardSim::work(Millis now) {
  std::vector<std::string> answers;
  listen(now);
  while (!finished_) {
    send_due(now);
    if (busy()) {
      auto ended = finish(now);
      if (!ended && cut_off()) ended = "error cut off";
      if (!ended) break;
      answers.push_back(*std::move(ended));
    }
    if (waiting_.empty()) break;
    const auto line = std::move(waiting_.front());
    waiting_.pop_front();
    if (const auto result = run(line, now)) answers.push_back(answer(*result));
  }
  return answers;
}

std::optional<Millis> CardSim::next_due() const {
  std::optional<Millis> due;
  for (const auto* each : {&shown_, &stuck_}) {
    if (!*each) continue;
    due = base::sooner(due, (*each)->until);
    if (!(*each)->frame.empty()) due = base::sooner(due, (*each)->next_frame);
  }
  if (!wire_.empty()) due = base::sooner(due, wire_.front().at);
  if (spoilt_) due = base::sooner(due, spoilt_->until);
  return traits_.asked ? base::sooner(due, chip_->due()) : due;
}

// What the host writes is for a reader that is asked; another has nobody to hear it.
void CardSim::listen(Millis now) {
  std::array<std::uint8_t, 512> bytes{};
  while (const auto got = port_.read(bytes)) {
    if (traits_.asked && !silent_) chip_->hear(std::span(bytes).first(got), now);
  }
}

void CardSim::send_due(Millis now) {
  for (auto* each : {&shown_, &stuck_}) {
    if (*each) send_frames(**each, now);
  }
  for (auto& said : chip_->speak(now)) {
    if (!said.card || !spoilt_) {
      write(said.bytes);
      continue;
    }
    put_on_wire(said.bytes, spoilt_->fault, now);
    spoilt_.reset();
    chip_->show({});
  }
  while (!wire_.empty() && wire_.front().at <= now) {
    const auto due = std::move(wire_.front());
    wire_.pop_front();
    write(due.bytes);
    if (due.hang_up) (void)unplug();
  }
}

void CardSim::send_frames(Shown& shown, Millis now) {
  if (shown.frame.empty()) return;
  const auto period = traits_.period;
  while (shown.next_frame <= now && shown.next_frame < shown.until) {
    write(shown.frame);
    shown.next_frame = period.count() == 0 ? shown.until : shown.next_frame + period;
  }
}

// A frame that nobody takes is lost, as it is on a wire; the reader goes on sending.
void CardSim::write(std::span<const std::uint8_t> bytes) {
  if (!silent_) (void)port_.write(bytes, Millis{0});
}

// The answer of the command that runs, if it has ended.
std::optional<std::string> CardSim::finish(Millis now) {
  if (shown_ && now >= shown_->until) {
    shown_.reset();
    chip_->show({});
    return "ok";
  }
  if (spoilt_ && now >= spoilt_->until) {
    spoilt_.reset();
    spoiling_ = false;
    chip_->show({});
    return "error nobody asks for the card";
  }
  if (shown_ || spoilt_ || !wire_.empty()) return std::nullopt;
  spoiling_ = false;
  return "ok";
}

bool CardSim::cut_off() {
  if (waiting_.empty() || !cuts_off(waiting_.front())) return false;
  shown_.reset();
  spoilt_.reset();
  wire_.clear();
  spoiling_ = false;
  chip_->show({});
  return true;
}

CardSim::Done CardSim::run(const std::string& line, Millis now) {
  const auto words = words_of(line);
  const auto later = [](const base::Result<void>& begun) { return begun ? Done() : Done(begun); };
  if (is(words, "tap", 1)) return later(present({words[1]}, kTapLength, now));
  if (is(words, "both", 2)) return later(present({words[1], words[2]}, kTapLength, now));
  if (is(words, "hold", 2)) {
    const auto length = pause(words[2], kLongestHold.count());
    if (!length) return base::Result<void>(tl::make_unexpected(length.error()));
    return later(present({words[1]}, *length, now));
  }
  if (const auto fault = fault_of(words)) {
    if (!*fault) return base::Result<void>(tl::make_unexpected(fault->error()));
    return later(spoil(words[1], **fault, now));
  }
  return run_at_once(words, now);
}

base::Result<void> CardSim::run_at_once(const Words& words, Millis now) {
  if (is(words, "bytes", 1)) return send_bytes(words[1]);
  if (is(words, "noise", 2)) return send_noise(words[1], words[2]);
  if (is(words, "plug", 0) || is(words, "plug", 1)) return plug(words);
  if (is(words, "unplug", 0)) return unplug();
  if (is(words, "stuck", 1)) return stick(words[1], now);
  if (is(words, "free", 0)) {
    stuck_.reset();
    chip_->show({});
  } else if (is(words, "silent", 0) || is(words, "speak", 0)) {
    silent_ = words[0] == "silent";
  } else if (is(words, "quit", 0)) {
    finished_ = true;
  } else {
    return base::fail(base::Code::Invalid, kCommands);
  }
  return {};
}

// The frames of those cards, in one; for a reader that is asked none, but they are in its field.
base::Result<base::Bytes> CardSim::frames_of(const Words& ids) {
  if (!port_.plugged()) return base::fail(base::Code::Absent, "not plugged");
  if (stuck_) return base::fail(base::Code::Busy, "a card is stuck; free it");
  std::vector<base::CardId> cards;
  for (const auto& id : ids) {
    BODYMAP_TRY(card, base::parse_card_id(id));
    cards.push_back(std::move(card));
  }
  base::Bytes frames;
  if (traits_.asked) {
    const auto readable = [](const base::CardId& card) { return card.tech == base::CardTech::Iso14443a; };
    if (!std::ranges::all_of(cards, readable))
      return base::fail(base::Code::Invalid, "this reader reads no such card");
    chip_->show(std::move(cards));
    return frames;
  }
  for (const auto& card : cards) {
    BODYMAP_TRY(frame, card_frame(reader_, card));
    frames.insert(frames.end(), frame.begin(), frame.end());
  }
  return frames;
}

base::Result<void> CardSim::present(const Words& ids, Millis length, Millis now) {
  BODYMAP_TRY(frames, frames_of(ids));
  shown_ = Shown{std::move(frames), now, now + length};
  return {};
}

base::Result<void> CardSim::stick(const std::string& id, Millis now) {
  BODYMAP_TRY(frames, frames_of({id}));
  stuck_ = Shown{std::move(frames), now, Millis::max()};
  return {};
}

base::Result<void> CardSim::spoil(const std::string& id, const Fault& fault, Millis now) {
  if (fault.kind == Fault::Kind::Wrong && !traits_.after_checksum)
    return base::fail(base::Code::Invalid, "this reader sends no checksum");
  BODYMAP_TRY(frame, frames_of({id}));
  spoiling_ = true;
  if (traits_.asked)
    spoilt_ = Spoilt{fault, now + kAskedWithin};
  else
    put_on_wire(frame, fault, now);
  return {};
}

void CardSim::put_on_wire(const base::Bytes& frame, const Fault& fault, Millis now) {
  for (auto& chunk : mangle(frame, fault, traits_.after_checksum.value_or(0)))
    wire_.push_back({now + chunk.after, std::move(chunk.bytes), false});
  wire_.back().hang_up = fault.kind == Fault::Kind::HangUp;
}

base::Result<void> CardSim::send_bytes(std::string_view hex) {
  const auto bytes = base::from_hex(hex);
  if (!bytes) return base::fail(base::Code::Invalid, "bytes are pairs of hex digits");
  return port_.write(*bytes, kPatience);
}

base::Result<void> CardSim::send_noise(std::string_view count, std::string_view seed) {
  BODYMAP_TRY(wanted, number(count, 1, kMostNoise));
  BODYMAP_TRY(start, number(seed, 0, UINT64_MAX));
  std::mt19937_64 generator(start);  // the standard fixes its output for a seed
  base::Bytes bytes(wanted);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(generator() >> 56);
  return port_.write(bytes, kPatience);
}

base::Result<void> CardSim::plug(const Words& words) {
  if (port_.plugged()) return base::fail(base::Code::Invalid, "plugged already");
  return words.size() == 2 ? port_.plug_as(words[1]) : port_.plug();
}

base::Result<void> CardSim::unplug() {
  if (!port_.plugged()) return base::fail(base::Code::Absent, "not plugged");
  port_.unplug();
  chip_->power_off();
  return {};
}

}  // namespace hw
