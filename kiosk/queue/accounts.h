#pragma once
// Passwords. A password is kept as an Argon2id hash (19 MiB, t=2, p=1). Any thread.
#include <string>
#include <string_view>

#include "base/result.h"

namespace queue {

// A password's length in bytes.
inline constexpr std::size_t kShortestPassword = 8;
inline constexpr std::size_t kLongestPassword = 1024;

// Hashings that run at one time; others wait their turn.
inline constexpr int kMostHashings = 4;
// About 50 ms and 19 MiB, on purpose. Full if there is no memory.
base::Result<std::string> hash_password(std::string_view password);
// Takes the same time for an empty `hash` (no such user) as for a wrong password.
bool password_fits(std::string_view password, const std::string& hash);
// 32 random bytes as hex.
std::string random_token();
// A random reference of 16 bytes as hex, for kiosks and members.
std::string random_reference();

}  // namespace queue
