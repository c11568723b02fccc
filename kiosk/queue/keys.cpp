#include "queue/keys.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/check.h"
#include "base/files.h"
#include "base/ids.h"

namespace queue {
namespace {

using Seed = intake::SecretKey<32>;

constexpr std::string_view kPrefix = "bodymap-queue-key-1 ";
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "bodymapq";
// The purposes. A number is never given another meaning.
enum Purpose : std::uint64_t { kSeal = 1, kSign = 2, kCards = 3, kAtRest = 4, kNumbers = 5 };

Seed derive(const Seed& master, Purpose purpose) {
  Seed key;
  BODYMAP_CHECK(crypto_kdf_derive_from_key(key.bytes().data(), key.bytes().size(), purpose, kContext,
                                           master.bytes().data()) == 0);
  return key;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

base::Result<Seed> parse_seed(std::string_view content) {
  while (!content.empty() && content.back() == '\n') content.remove_suffix(1);
  auto digits = content.starts_with(kPrefix) ? base::from_hex(content.substr(kPrefix.size())) : std::nullopt;
  if (!digits || digits->size() != 32) return base::fail(base::Code::Invalid, "not a queue's key file");
  Seed seed;
  std::copy(digits->begin(), digits->end(), seed.bytes().begin());
  ::explicit_bzero(digits->data(), digits->size());
  return seed;
}

}  // namespace

std::filesystem::path default_key_path(const std::filesystem::path& data) {
  auto text = std::filesystem::absolute(data).lexically_normal().string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text + ".key";
}

Keys::Keys(const Seed& seed) {
  intake::start_crypto();
  seal_ = intake::seal_keys_from_seed(derive(seed, kSeal).bytes());
  sign_ = intake::sign_keys_from_seed(derive(seed, kSign).bytes());
  card_key_ = derive(seed, kCards);
  at_rest_ = derive(seed, kAtRest);
  numbers_ = derive(seed, kNumbers);
}

base::Result<Keys> Keys::load(const std::filesystem::path& path) {
  BODYMAP_TRY(content, base::read_file(path));
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return base::fail(base::Code::Io, "read " + path.string());
  if ((status.st_mode & 077U) != 0)
    return base::fail(base::Code::Invalid, path.string() + ": others may read it; make it mode 0600");
  auto seed = parse_seed(content);
  ::explicit_bzero(content.data(), content.size());
  if (!seed) return base::fail(seed.error().code, path.string() + ": " + seed.error().what);
  return Keys(*seed);
}

base::Result<Keys> Keys::create(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored))
    return base::fail(base::Code::Invalid, path.string() + ": stands there already");
  Seed seed;
  base::fill_random(seed.bytes());
  auto content = std::string(kPrefix) + base::to_hex(seed.bytes()) + "\n";
  const auto written = base::write_file_durably(path, content, 0600);
  ::explicit_bzero(content.data(), content.size());
  if (!written) return tl::make_unexpected(written.error());
  return Keys(seed);
}

base::Bytes Keys::lock(std::string_view text, std::string_view place) const {
  constexpr auto kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  base::Bytes out(kNonce + text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  base::fill_random(std::span(out).first(kNonce));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, bytes_of(text), text.size(),
                                             bytes_of(place), place.size(), nullptr, out.data(),
                                             at_rest_.bytes().data());
  return out;
}

base::Result<base::SecretString> Keys::unlock(std::span<const std::uint8_t> locked,
                                              std::string_view place) const {
  constexpr auto kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr auto kOver = kNonce + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (locked.size() < kOver) return base::fail(base::Code::Parse, "locked bytes are too short");
  base::SecretString text;
  text.bytes().resize(locked.size() - kOver);
  auto* out = reinterpret_cast<unsigned char*>(text.bytes().data());
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, nullptr, nullptr, locked.data() + kNonce,
                                                 locked.size() - kNonce, bytes_of(place), place.size(),
                                                 locked.data(), at_rest_.bytes().data()) != 0)
    return base::fail(base::Code::Parse, "locked bytes do not open with this key");
  return text;
}

base::Bytes Keys::number_digest(std::string_view number) const {
  base::Bytes digest(32);
  crypto_generichash(digest.data(), digest.size(), bytes_of(number), number.size(), numbers_.bytes().data(),
                     numbers_.bytes().size());
  return digest;
}

}  // namespace queue
