#pragma once
// What the parsers' tests share: bytes written as hex with spaces, and what came of them as text.
#include <string>
#include <string_view>
#include <vector>

#include "base/hex.h"
#include "hw/card_parser.h"

namespace hw_test {

// "02 30": bytes. Spaces are for the eye.
inline base::Bytes hex(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != ' ') digits += c;
  }
  return base::from_hex(digits).value();
}

// "\x02..": text as it is on the wire.
inline base::Bytes wire(std::string_view text) { return {text.begin(), text.end()}; }

inline base::Bytes operator+(base::Bytes left, const base::Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

inline std::string_view to_text(base::CardRefusal why) {
  switch (why) {
    case base::CardRefusal::Random: return "random";
    case base::CardRefusal::Truncated: return "truncated";
    case base::CardRefusal::AllZeros: return "all zeros";
    case base::CardRefusal::AllOnes: return "all ones";
    case base::CardRefusal::Blank: return "blank";
    case base::CardRefusal::Several: return "several";
  }
  return "";
}

// "14a:9EB36E66", or the reason of a refused one.
inline std::vector<std::string> texts(const hw::Heard& heard) {
  std::vector<std::string> all;
  for (const auto& read : heard.reads)
    all.emplace_back(read.refused ? std::string(to_text(*read.refused)) : base::to_text(read.card));
  return all;
}

inline hw::ParserSettings line_settings(std::string format) {
  hw::ParserSettings settings;
  settings.protocol = "line";
  settings.format = std::move(format);
  return settings;
}

}  // namespace hw_test
