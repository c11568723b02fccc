#pragma once
// A short ASCII text held in place: trivially copyable, so that a vector of records that contain it
// can be wiped as plain memory.
#include <algorithm>
#include <array>
#include <compare>
#include <cstring>
#include <string_view>

#include "base/check.h"

namespace base {

template <std::size_t kCapacity>
class ShortText {
 public:
  static constexpr std::size_t capacity = kCapacity;
  ShortText() = default;
  // Contract: text fits. Check fits() first for text from outside.
  explicit ShortText(std::string_view text) {
    BODYMAP_CHECK(fits(text));
    std::copy(text.begin(), text.end(), chars_.begin());
  }
  static bool fits(std::string_view text) {
    return text.size() <= kCapacity && text.find('\0') == std::string_view::npos;
  }
  std::string_view view() const { return {chars_.data(), ::strnlen(chars_.data(), kCapacity)}; }
  bool empty() const { return chars_[0] == '\0'; }
  auto operator<=>(const ShortText&) const = default;

 private:
  std::array<char, kCapacity> chars_{};
};

}  // namespace base
