#pragma once
// What the readers' fuzzers share: a second reading of each protocol that shares nothing with the parsers',
// by brute force over all that was sent, and the claims about every answer.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "fuzz/fuzz.h"
#include "hw/card_parser.h"

namespace fuzz {

using Ids = std::vector<std::string>;  // lower-case hex; "several" for two cards at once
using Sent = std::vector<std::uint8_t>;

inline std::string hex_of(const std::uint8_t* from, std::size_t count) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += kDigits[from[i] / 16];
    text += kDigits[from[i] % 16];
  }
  return text;
}

inline int digit_of(std::uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  return -1;
}

// 02, ten digits and their XOR, CR or LF or not, 03.
inline void find_rdm6300(const Sent& sent, Ids& ids) {
  for (std::size_t at = 0; at + 14 <= sent.size(); ++at) {
    if (sent[at] != 0x02) continue;
    std::array<std::uint8_t, 6> bytes{};
    bool digits = true;
    for (std::size_t i = 0; i < 6; ++i) {
      const int high = digit_of(sent[at + 1 + 2 * i]);
      const int low = digit_of(sent[at + 2 + 2 * i]);
      digits = digits && high >= 0 && low >= 0;
      bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    if (!digits || (bytes[0] ^ bytes[1] ^ bytes[2] ^ bytes[3] ^ bytes[4]) != bytes[5]) continue;
    auto end = at + 13;
    while (end < sent.size() && (sent[end] == '\r' || sent[end] == '\n')) ++end;
    if (end < sent.size() && sent[end] == 0x03) ids.push_back(hex_of(bytes.data(), 5));
  }
}

// 02, length, kind, number, XOR, 03.
inline void find_gwiot(const Sent& sent, Ids& ids) {
  for (std::size_t at = 0; at + 6 <= sent.size(); ++at) {
    const std::size_t length = sent[at + 1];
    if (sent[at] != 0x02 || length < 6 || at + length > sent.size() || sent[at + length - 1] != 0x03)
      continue;
    unsigned sum = 0;
    for (std::size_t i = at + 1; i + 2 < at + length; ++i) sum ^= sent[i];
    if (sum == sent[at + length - 2]) ids.push_back(hex_of(&sent[at + 3], length - 5));
  }
}

// A PN532's answer about its field in a frame whose two sums are right.
inline void find_pn532(const Sent& sent, Ids& ids) {
  for (std::size_t at = 0; at + 4 <= sent.size(); ++at) {
    if (sent[at] != 0x00 || sent[at + 1] != 0xFF) continue;
    std::size_t head = at + 4;
    std::size_t length = sent[at + 2];
    unsigned sum = sent[at + 2] + sent[at + 3];
    if (sent[at + 2] == 0xFF && sent[at + 3] == 0xFF) {
      if (at + 7 > sent.size()) continue;
      head = at + 7;
      length = sent[at + 4] * 256U + sent[at + 5];
      sum = sent[at + 4] + sent[at + 5] + sent[at + 6];
    }
    if (sum % 256 != 0 || length < 3 || head + length >= sent.size()) continue;
    unsigned data = 0;
    for (std::size_t i = head; i <= head + length; ++i) data += sent[i];
    if (data % 256 != 0 || sent[head] != 0xD5 || sent[head + 1] != 0x4B) continue;
    if (sent[head + 2] == 2) ids.emplace_back("several");
    if (sent[head + 2] != 1 || length < 8) continue;
    const std::size_t width = sent[head + 7];
    if (8 + width <= length) ids.push_back(hex_of(&sent[head + 8], width));
  }
}

// Claims about one answer of a parser to all that was `sent`, whose frames say `ids`.
inline void check_reads(const hw::Heard& heard, const Ids& ids) {
  for (const auto& read : heard.reads) {
    const bool several = read.refused == base::CardRefusal::Several;
    const auto id = several ? std::string("several") : hex_of(read.card.bytes.data(), read.card.bytes.size());
    claim(std::find(ids.begin(), ids.end(), id) != ids.end(), "a card was sent with a right checksum");
    claim(several || !read.card.bytes.empty(), "a card has a number");
    claim(several || read.refused == base::refusal_of(read.card), "a number that names nobody is refused");
  }
  // The longest is the waking of a PN532 and its first command.
  claim(heard.to_write.size() <= 64, "what is written is one command");
}

// Plays bytes into a parser in pieces whose length and distance the bytes themselves decide, and lets every
// timer run. `each` is called after each answer, with what was sent so far.
template <class Each>
void play(hw::CardParser& parser, std::span<const std::uint8_t> data, Each each) {
  Sent sent;
  base::Millis now{1000};
  const auto timers_until = [&](base::Millis until) {
    for (int i = 0; i < 64; ++i) {
      const auto due = parser.due();
      if (!due || *due > until) return;
      now = std::max(now, *due);
      auto heard = parser.tick(now);
      each(heard, sent, now);
    }
  };
  auto heard = parser.opened(now);
  each(heard, sent, now);
  for (std::size_t at = 0; at < data.size();) {
    const auto length = std::min<std::size_t>(data.size() - at, 1 + data[at] % 41);
    const auto piece = data.subspan(at, length);
    sent.insert(sent.end(), piece.begin(), piece.end());
    heard = parser.feed(piece, now);
    each(heard, sent, now);
    at += length;
    // Mostly at once, as on a line; now and then a pause.
    const auto last = piece.back();
    const auto until = now + base::Millis{last % 16 == 5 ? last * 4 : last % 4};
    timers_until(until);
    now = until;
  }
  timers_until(now + base::Millis{3000});
  const auto counts = parser.counts();
  claim(counts.good + counts.ignored + counts.bad <= sent.size(), "no byte is counted twice");
  parser.clear();
  claim(!parser.due().has_value(), "nothing is due on a line that went away");
}

// The whole of a fuzzer whose parser is not spoken to. `find` adds all ids in what was sent.
template <class Find>
void check_listener(hw::CardParser& parser, std::span<const std::uint8_t> data, Find find) {
  std::uint64_t reads = 0;
  play(parser, data, [&](const hw::Heard& heard, const Sent& sent, base::Millis) {
    reads += heard.reads.size();
    if (heard.reads.empty()) return;
    Ids ids;
    find(sent, ids);
    check_reads(heard, ids);
  });
  claim(parser.counts().good + parser.counts().ignored == reads, "each card is counted once");
}

}  // namespace fuzz
