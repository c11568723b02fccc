#pragma once
// Sealing: what the kiosk stores it cannot read back. libsodium's sealed box (X25519, XSalsa20-Poly1305)
// to the queue's public key over the padded record. Keys are plain values; secret ones wipe themselves.
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/hex.h"
#include "base/result.h"
#include "base/secret.h"

namespace intake {

using SealPublicKey = std::array<std::uint8_t, 32>;
using SignPublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// Bytes that are zeroed when they go.
template <std::size_t kSize>
class SecretKey {
 public:
  SecretKey() = default;
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey() { ::explicit_bzero(bytes_.data(), kSize); }
  std::array<std::uint8_t, kSize>& bytes() { return bytes_; }
  const std::array<std::uint8_t, kSize>& bytes() const { return bytes_; }

 private:
  std::array<std::uint8_t, kSize> bytes_{};
};

using SealSecretKey = SecretKey<32>;
using SignSecretKey = SecretKey<64>;

struct SealKeys {
  SealPublicKey public_key{};
  SealSecretKey secret_key;
};

struct SignKeys {
  SignPublicKey public_key{};
  SignSecretKey secret_key;
};

// Once before anything else here; any thread, more than once is fine. Aborts if libsodium cannot start.
void start_crypto();

SealKeys make_seal_keys();
SignKeys make_sign_keys();
// The same keys again from 32 secret bytes.
SealKeys seal_keys_from_seed(std::span<const std::uint8_t, 32> seed);
SignKeys sign_keys_from_seed(std::span<const std::uint8_t, 32> seed);

// Sealed records come in steps of this many bytes, so that their length says little.
inline constexpr std::size_t kPadStep = 2048;

// Pads to a multiple of kPadStep and seals. Never fails.
base::Bytes seal_padded(std::string_view text, const SealPublicKey& to);
// Parse if the seal does not open with these keys or the padding is not ours.
base::Result<base::SecretString> open_padded(std::span<const std::uint8_t> sealed, const SealKeys& keys);

// A short message sealed as it is (enrolment).
base::Bytes seal(std::string_view text, const SealPublicKey& to);
base::Result<base::SecretString> open(std::span<const std::uint8_t> sealed, const SealKeys& keys);

// Ed25519, detached.
Signature sign(std::string_view message, const SignSecretKey& key);
bool verify(std::string_view message, std::span<const std::uint8_t> signature, const SignPublicKey& key);

// BLAKE2b-256 of the bytes.
std::array<std::uint8_t, 32> digest(std::string_view bytes);

// Standard base64 with padding.
std::string to_base64(std::span<const std::uint8_t> bytes);
base::Result<base::Bytes> from_base64(std::string_view text);

}  // namespace intake
