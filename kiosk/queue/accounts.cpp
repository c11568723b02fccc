#include "queue/accounts.h"

#include <sodium.h>

#include <algorithm>

#include "base/hex.h"
#include "base/ids.h"
#include "intake/seal.h"

namespace queue {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;
// How many names are remembered for wrong tries; a flood of made-up names must not fill the memory.
constexpr std::size_t kMostTries = 1000;

template <std::size_t kSize>
std::string random_hex() {
  std::array<std::uint8_t, kSize> bytes{};
  base::fill_random(bytes);
  return base::to_hex(bytes);
}

}  // namespace

base::Result<std::string> hash_password(std::string_view password) {
  intake::start_crypto();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return base::fail(base::Code::Full, "no memory to hash a password");
  return std::string(hash.data());
}

bool password_fits(std::string_view password, const std::string& hash) {
  intake::start_crypto();
  if (hash.empty()) {
    // The work of a wrong password, so that a made-up name answers no faster.
    [[maybe_unused]] const auto unused = hash_password(password);
    return false;
  }
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string random_token() { return random_hex<32>(); }
std::string random_reference() { return random_hex<16>(); }

base::Millis Sessions::wait_left(const std::string& name) {
  const std::lock_guard guard(mutex_);
  const auto found = tries_.find(name);
  if (found == tries_.end()) return {};
  return std::max(base::Millis{}, found->second.until - clock_.steady());
}

void Sessions::note_wrong(const std::string& name) {
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  if (tries_.size() >= kMostTries && !tries_.contains(name))
    std::erase_if(tries_, [now](const auto& entry) { return entry.second.until <= now; });
  auto& tries = tries_[name];
  ++tries.wrong;
  if (tries.wrong < kFreeTries) return;
  const int doublings = std::min(tries.wrong - kFreeTries, 10);
  tries.until = now + std::min(kLongestWait, kFirstWait * (1 << doublings));
}

std::string Sessions::open(const std::string& name) {
  auto token = random_token();
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  drop_old(now);
  tries_.erase(name);
  sessions_[intake::digest(token)] = {name, now, now};
  return token;
}

std::optional<std::string> Sessions::user_of(std::string_view token) {
  const auto key = intake::digest(token);
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  drop_old(now);
  const auto found = sessions_.find(key);
  if (found == sessions_.end()) return std::nullopt;
  found->second.used = now;
  return found->second.name;
}

void Sessions::drop_old(base::Millis now) {
  std::erase_if(sessions_, [now](const auto& entry) {
    return now - entry.second.used >= kIdle || now - entry.second.opened >= kLongest;
  });
}

}  // namespace queue
