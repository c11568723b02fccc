#pragma once
// Lists as content files write them: "a b c", or "one | another". Internal to content. Pure.
#include <string>
#include <string_view>
#include <vector>

namespace content {

// The parts between `between`, without blanks at their ends; empty ones are left out.
inline std::vector<std::string> split(std::string_view text, char between = ' ') {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace content
