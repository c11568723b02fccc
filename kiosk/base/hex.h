#pragma once
// Bytes as hexadecimal text.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::uint8_t>;

// Lower case, two digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);
// Upper case, as card readers print it.
std::string to_hex_upper(std::span<const std::uint8_t> bytes);
// Either case; nothing for an odd length or any other character.
std::optional<Bytes> from_hex(std::string_view text);
// 0..15, or -1.
int hex_digit(char c);

}  // namespace base
