#pragma once
// The queue's secrets, all derived from one 32-byte master seed in a key file (mode 0600) that stands
// beside the data folder and never in it: a stolen database or backup opens nothing.
// Immutable once made; any thread. Derivation: libsodium's crypto_kdf (BLAKE2b), one number a purpose.
#include <filesystem>
#include <span>
#include <string_view>

#include "base/hex.h"
#include "base/result.h"
#include "base/secret.h"
#include "intake/card_token.h"
#include "intake/enrolment.h"
#include "intake/seal.h"

namespace queue {

// The data folder's path with ".key" added.
std::filesystem::path default_key_path(const std::filesystem::path& data);

// Where a locked field of an intake lies, for Keys::lock.
inline std::string place_of(const base::Uuid& id, std::string_view field) {
  return "intake/" + base::to_text(id) + "/" + std::string(field);
}

class Keys {
 public:
  // Absent if there is no such file; Invalid if others may read it or it is no key file; Io.
  static base::Result<Keys> load(const std::filesystem::path& path);
  // A new seed, written durably. Invalid if something stands there already.
  static base::Result<Keys> create(const std::filesystem::path& path);

  const intake::SealKeys& seal() const { return seal_; }
  const intake::SignKeys& sign() const { return sign_; }
  intake::QueueKeys public_keys() const { return {sign_.public_key, seal_.public_key}; }
  const intake::CardKey& card_key() const { return card_key_; }

  // Encryption at rest (XChaCha20-Poly1305, random nonce). `place` says where the bytes lie, such as
  // "member/REF/given": bytes moved to another place do not open there.
  base::Bytes lock(std::string_view text, std::string_view place) const;
  // Parse if the bytes were not locked with this key for this place.
  base::Result<base::SecretString> unlock(std::span<const std::uint8_t> locked, std::string_view place) const;
  // Finds a member number again without keeping it in the clear: keyed BLAKE2b-256.
  base::Bytes number_digest(std::string_view number) const;

 private:
  explicit Keys(const intake::SecretKey<32>& seed);
  intake::SealKeys seal_;
  intake::SignKeys sign_;
  intake::CardKey card_key_;
  intake::SecretKey<32> at_rest_;
  intake::SecretKey<32> numbers_;
};

}  // namespace queue
