#include "hw/cardsim.h"

#include <algorithm>
#include <charconv>
#include <random>
#include <sstream>

#include "hw/rdm6300_frames.h"

namespace hw {
namespace {

// How long a program that reads slowly may hold `bytes` and `noise` up.
constexpr base::Millis kPatience{1000};
constexpr std::uint64_t kMostNoise = 65'536;

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
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

base::Result<base::CardId> em4100_id(std::string_view text) {
  auto card = base::parse_card_id(text);
  if (!card || text.size() != 10) return base::fail(base::Code::Invalid, "an id is ten hex digits");
  return card;
}

// What does not wait for a card to be taken away.
bool cuts_off(const std::string& line) {
  const auto words = words_of(line);
  return words.size() == 1 && (words[0] == "unplug" || words[0] == "quit");
}

std::string answer(const base::Result<void>& result) {
  return result ? "ok" : "error " + result.error().what;
}

}  // namespace

std::vector<std::string> CardSim::work(base::Millis now) {
  std::vector<std::string> answers;
  while (!finished_) {
    if (held_) {
      send_due_frames(now);
      if (now >= held_->until) {
        held_.reset();
        answers.emplace_back("ok");
      } else if (!waiting_.empty() && cuts_off(waiting_.front())) {
        held_.reset();
        answers.emplace_back("error cut off");
      } else {
        break;
      }
    }
    if (waiting_.empty()) break;
    const auto line = std::move(waiting_.front());
    waiting_.pop_front();
    if (const auto result = run(line, now)) answers.push_back(answer(*result));
  }
  return answers;
}

std::optional<base::Millis> CardSim::next_due() const {
  if (!held_) return std::nullopt;
  return std::min(held_->next_frame, held_->until);
}

std::optional<base::Result<void>> CardSim::run(const std::string& line, base::Millis now) {
  const auto words = words_of(line);
  const auto is = [&](std::string_view name, std::size_t arguments) {
    return words.size() == arguments + 1 && words[0] == name;
  };
  if (is("tap", 1) || is("hold", 2)) {
    base::Result<std::uint64_t> length = kTapLength.count();
    if (words.size() == 3) length = number(words[2], 1, kLongestHold.count());
    if (!length) return tl::make_unexpected(length.error());
    auto presented = present(words[1], base::Millis{*length}, now);
    if (!presented) return presented;
    return std::nullopt;
  }
  if (is("bytes", 1)) return send_bytes(words[1]);
  if (is("noise", 2)) return send_noise(words[1], words[2]);
  if (is("plug", 0)) return plug();
  if (is("unplug", 0)) return unplug();
  if (is("quit", 0)) {
    finished_ = true;
    return base::Result<void>();
  }
  return base::fail(base::Code::Invalid,
                    "commands: tap ID, hold ID MS, bytes HEX, noise N SEED, unplug, plug, quit");
}

base::Result<void> CardSim::present(std::string_view id, base::Millis length, base::Millis now) {
  BODYMAP_TRY(card, em4100_id(id));
  if (!port_.plugged()) return base::fail(base::Code::Absent, "not plugged");
  held_ = Held{rdm6300_frame(card), now, now + length};
  send_due_frames(now);
  return {};
}

void CardSim::send_due_frames(base::Millis now) {
  while (held_->next_frame <= now && held_->next_frame < held_->until) {
    // A frame that nobody takes is lost, as it is on a wire; the reader goes on sending.
    (void)port_.write(held_->frame, base::Millis{0});
    held_->next_frame += kFramePeriod;
  }
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

base::Result<void> CardSim::plug() {
  if (port_.plugged()) return base::fail(base::Code::Invalid, "plugged already");
  return port_.plug();
}

base::Result<void> CardSim::unplug() {
  if (!port_.plugged()) return base::fail(base::Code::Absent, "not plugged");
  port_.unplug();
  return {};
}

}  // namespace hw
