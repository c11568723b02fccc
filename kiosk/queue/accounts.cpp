#include "queue/accounts.h"

#include <sodium.h>

#include <array>
#include <semaphore>

#include "base/hex.h"
#include "base/ids.h"
#include "intake/seal.h"

namespace queue {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;

// So many at a time, whoever asks: a crowd of log-ins shall not take the machine's memory.
std::counting_semaphore<kMostHashings> hashings(kMostHashings);

class HashingTurn {
 public:
  HashingTurn() { hashings.acquire(); }
  ~HashingTurn() { hashings.release(); }
  HashingTurn(const HashingTurn&) = delete;
  HashingTurn& operator=(const HashingTurn&) = delete;
};

template <std::size_t kSize>
std::string random_hex() {
  std::array<std::uint8_t, kSize> bytes{};
  base::fill_random(bytes);
  return base::to_hex(bytes);
}

// Empty text may be a null pointer, which libsodium must not be given.
const char* chars_of(std::string_view text) { return text.empty() ? "" : text.data(); }

}  // namespace

base::Result<std::string> hash_password(std::string_view password) {
  intake::start_crypto();
  const HashingTurn turn;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), chars_of(password), password.size(), kPasses, kMemory,
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
  const HashingTurn turn;
  return crypto_pwhash_str_verify(hash.c_str(), chars_of(password), password.size()) == 0;
}

std::string random_token() { return random_hex<32>(); }
std::string random_reference() { return random_hex<16>(); }

}  // namespace queue
