#include "intake/enrolment.h"

#include <string.h>

#include "base/ids.h"
#include "intake/wire_json.h"

namespace intake {
namespace {

constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kSecretSymbols = 10;  // 50 bits
constexpr std::size_t kHashSymbols = 16;    // 80 bits

// The first `count` symbols of the bits, most significant first.
std::string to_symbols(std::span<const std::uint8_t> bytes, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    unsigned value = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit)
      value = value * 2 + ((bytes[bit / 8] >> (7 - bit % 8)) & 1U);
    text += kSymbols[value];
  }
  return text;
}

std::string hash_symbols(const QueueKeys& keys) {
  std::string text = "bodymap-enrol-1\n";
  text.append(reinterpret_cast<const char*>(keys.sign.data()), keys.sign.size());
  text.append(reinterpret_cast<const char*>(keys.seal.data()), keys.seal.size());
  return to_symbols(digest(text), kHashSymbols);
}

char normal(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

std::string grant_signed_text(const std::string& sealed) { return "bodymap-grant-1\n" + sealed; }

// The field's characters; the library does not wipe what it frees.
void wipe_text(nlohmann::json& json, const char* field) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_string()) return;
  auto& text = found->get_ref<std::string&>();
  ::explicit_bzero(text.data(), text.size());
}

}  // namespace

EnrolCode EnrolCode::make(const QueueKeys& keys) {
  std::array<std::uint8_t, 7> random{};
  base::fill_random(random);
  return EnrolCode(to_symbols(random, kSecretSymbols) + hash_symbols(keys));
}

base::Result<EnrolCode> EnrolCode::parse(std::string_view text) {
  std::string symbols;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    if (kSymbols.find(normal(c)) == std::string_view::npos)
      return base::fail(base::Code::Invalid, "an enrolment code has letters and digits only");
    symbols += normal(c);
  }
  if (symbols.size() != kSecretSymbols + kHashSymbols)
    return base::fail(base::Code::Invalid, "an enrolment code has 26 letters and digits");
  return EnrolCode(symbols);
}

std::string EnrolCode::text() const {
  std::string grouped = symbols_;
  for (const std::size_t at : {22U, 18U, 14U, 10U, 5U}) grouped.insert(at, 1, '-');
  return grouped;
}

bool EnrolCode::fits(const QueueKeys& keys) const {
  return symbols_.substr(kSecretSymbols) == hash_symbols(keys);
}

std::string to_json(const EnrolOffer& offer) {
  nlohmann::json json{{"sign_key", base::to_hex(offer.keys.sign)},
                      {"seal_key", base::to_hex(offer.keys.seal)}};
  wire::put(json, offer.certificate);
  return json.dump();
}

base::Result<EnrolOffer> enrol_offer_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(sign_key, wire::hex<32>(json, "sign_key"));
  BODYMAP_TRY(seal_key, wire::hex<32>(json, "seal_key"));
  BODYMAP_TRY(certificate, wire::certificate_notice(json));
  return EnrolOffer{{sign_key, seal_key}, std::move(certificate)};
}

std::string sealed_json(const EnrolRequest& request, const SealPublicKey& queue_seal) {
  const nlohmann::json inner{{"secret", request.secret},
                             {"sign_key", base::to_hex(request.kiosk_sign)},
                             {"reply_to", base::to_hex(request.reply_to)}};
  return nlohmann::json{{"sealed", to_base64(seal(inner.dump(), queue_seal))}}.dump();
}

base::Result<EnrolRequest> enrol_request_from_json(std::string_view text, const SealKeys& queue_seal) {
  BODYMAP_TRY(outer, wire::parse(text));
  BODYMAP_TRY(sealed, wire::base64(outer, "sealed"));
  BODYMAP_TRY(opened, open(sealed, queue_seal));
  BODYMAP_TRY(json, wire::parse(opened.view()));
  BODYMAP_TRY(secret, wire::text(json, "secret", kSecretSymbols));
  BODYMAP_TRY(sign_key, wire::hex<32>(json, "sign_key"));
  BODYMAP_TRY(reply_to, wire::hex<32>(json, "reply_to"));
  return EnrolRequest{secret, sign_key, reply_to};
}

std::string sealed_json(const EnrolGrant& grant, const SealPublicKey& reply_to,
                        const SignSecretKey& queue_sign) {
  nlohmann::json inner{{"kiosk", grant.kiosk}, {"card_key", base::to_hex(grant.card_key.bytes())}};
  auto text = inner.dump();
  const auto sealed = to_base64(seal(text, reply_to));
  ::explicit_bzero(text.data(), text.size());
  wipe_text(inner, "card_key");
  return nlohmann::json{{"sealed", sealed},
                        {"signature", to_base64(sign(grant_signed_text(sealed), queue_sign))}}
      .dump();
}

base::Result<EnrolGrant> enrol_grant_from_json(std::string_view text, const SealKeys& reply_keys,
                                               const SignPublicKey& queue_sign) {
  BODYMAP_TRY(outer, wire::parse(text));
  BODYMAP_TRY(sealed_text, wire::text(outer, "sealed"));
  BODYMAP_TRY(signature, wire::base64(outer, "signature"));
  if (!verify(grant_signed_text(sealed_text), signature, queue_sign))
    return base::fail(base::Code::Refused, "the answer is not signed by the queue of this code");
  BODYMAP_TRY(sealed, from_base64(sealed_text));
  BODYMAP_TRY(opened, open(sealed, reply_keys));
  BODYMAP_TRY(json, wire::parse(opened.view()));
  BODYMAP_TRY(kiosk, wire::text(json, "kiosk", 64));
  auto card_key = wire::hex<32>(json, "card_key");
  wipe_text(json, "card_key");
  if (!card_key) return tl::make_unexpected(card_key.error());
  EnrolGrant grant{kiosk, {}};
  grant.card_key.bytes() = *card_key;
  ::explicit_bzero(card_key->data(), card_key->size());
  return grant;
}

}  // namespace intake
