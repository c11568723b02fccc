#include "intake/seal.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"

namespace intake {
namespace {

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

base::Bytes seal_bytes(std::span<const std::uint8_t> plain, const SealPublicKey& to) {
  base::Bytes sealed(plain.size() + crypto_box_SEALBYTES);
  BODYMAP_CHECK(crypto_box_seal(sealed.data(), plain.data(), plain.size(), to.data()) == 0);
  return sealed;
}

base::Result<base::SecretVector<char>> open_bytes(std::span<const std::uint8_t> sealed,
                                                  const SealKeys& keys) {
  if (sealed.size() < crypto_box_SEALBYTES)
    return base::fail(base::Code::Parse, "sealed bytes are cut short");
  base::SecretVector<char> plain(sealed.size() - crypto_box_SEALBYTES);
  const int opened =
      crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), sealed.data(), sealed.size(),
                           keys.public_key.data(), keys.secret_key.bytes().data());
  if (opened != 0) return base::fail(base::Code::Parse, "the seal does not open with this key");
  return plain;
}

}  // namespace

void start_crypto() { BODYMAP_CHECK(sodium_init() >= 0); }

SealKeys make_seal_keys() {
  SealKeys keys;
  crypto_box_keypair(keys.public_key.data(), keys.secret_key.bytes().data());
  return keys;
}

SignKeys make_sign_keys() {
  SignKeys keys;
  crypto_sign_keypair(keys.public_key.data(), keys.secret_key.bytes().data());
  return keys;
}

SealKeys seal_keys_from_seed(std::span<const std::uint8_t, 32> seed) {
  SealKeys keys;
  crypto_box_seed_keypair(keys.public_key.data(), keys.secret_key.bytes().data(), seed.data());
  return keys;
}

SignKeys sign_keys_from_seed(std::span<const std::uint8_t, 32> seed) {
  SignKeys keys;
  crypto_sign_seed_keypair(keys.public_key.data(), keys.secret_key.bytes().data(), seed.data());
  return keys;
}

base::Bytes seal_padded(std::string_view text, const SealPublicKey& to) {
  // Sized at once: growing would leave a copy of the text in memory given back.
  const std::size_t padded_size = (text.size() / kPadStep + 1) * kPadStep;
  base::SecretVector<std::uint8_t> padded(padded_size);
  std::copy(text.begin(), text.end(), padded.begin());
  std::size_t length = 0;
  BODYMAP_CHECK(sodium_pad(&length, padded.data(), text.size(), kPadStep, padded.size()) == 0);
  BODYMAP_CHECK(length == padded_size);
  return seal_bytes({padded.data(), padded.size()}, to);
}

base::Result<base::SecretString> open_padded(std::span<const std::uint8_t> sealed, const SealKeys& keys) {
  BODYMAP_TRY(plain, open_bytes(sealed, keys));
  std::size_t length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(plain.data());
  if (plain.empty() || sodium_unpad(&length, bytes, plain.size(), kPadStep) != 0)
    return base::fail(base::Code::Parse, "the padding is not ours");
  return base::SecretString(std::string_view(plain.data(), length));
}

base::Bytes seal(std::string_view text, const SealPublicKey& to) {
  return seal_bytes({raw(text), text.size()}, to);
}

base::Result<base::SecretString> open(std::span<const std::uint8_t> sealed, const SealKeys& keys) {
  BODYMAP_TRY(plain, open_bytes(sealed, keys));
  return base::SecretString(std::string_view(plain.data(), plain.size()));
}

Signature sign(std::string_view message, const SignSecretKey& key) {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, raw(message), message.size(), key.bytes().data());
  return signature;
}

bool verify(std::string_view message, std::span<const std::uint8_t> signature, const SignPublicKey& key) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), raw(message), message.size(), key.data()) == 0;
}

std::array<std::uint8_t, 32> digest(std::string_view bytes) {
  std::array<std::uint8_t, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), raw(bytes), bytes.size(), nullptr, 0);
  return hash;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminator counts in the library's length
  return text;
}

base::Result<base::Bytes> from_base64(std::string_view text) {
  // libsodium 1.0.18 reads some bytes above 127 as digits.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 128; };
  if (!std::all_of(text.begin(), text.end(), is_ascii)) return base::fail(base::Code::Parse, "not base64");
  base::Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t length = 0;
  const char* end = nullptr;
  const int read = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length,
                                     &end, sodium_base64_VARIANT_ORIGINAL);
  if (read != 0 || end != text.data() + text.size()) return base::fail(base::Code::Parse, "not base64");
  bytes.resize(length);
  return bytes;
}

}  // namespace intake
