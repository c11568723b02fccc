#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>

#include "base/files.h"

inline std::filesystem::path content_dir() { return std::filesystem::path(BODYMAP_SOURCE_DIR) / "content"; }

inline std::string read(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  REQUIRE(text.has_value());
  return *text;
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

// The line, from 1, on which `part` first stands.
inline int line_of(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, part);
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}
