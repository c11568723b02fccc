#pragma once
// Identifiers and random bytes.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace base {

// Fills from the kernel's generator; aborts if the kernel has none (it always has on Linux).
void fill_random(std::span<std::uint8_t> out);

// UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random, so ids sort by time.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
};

Uuid make_uuid7(Utc now);
// Lower case with dashes, 36 characters.
std::string to_text(const Uuid& id);
std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace base
