#include "intake/envelope.h"

#include "intake/wire_json.h"

namespace intake {
namespace {

// What the signature is over: everything else in the envelope.
std::string signed_text(const Envelope& envelope) {
  std::string text = "bodymap-envelope-1\n" + envelope.seal_key + "\n" + envelope.kiosk + "\n" +
                     std::to_string(envelope.sequence) + "\n" + base::to_text(envelope.id) + "\n";
  text.append(reinterpret_cast<const char*>(envelope.sealed.data()), envelope.sealed.size());
  return text;
}

}  // namespace

std::string seal_key_id(const SealPublicKey& key) {
  const auto hash = digest({reinterpret_cast<const char*>(key.data()), key.size()});
  return base::to_hex(std::span(hash).first(8));
}

Envelope make_envelope(std::string_view json, const base::Uuid& id, std::int64_t sequence,
                       const std::string& kiosk, const SealPublicKey& seal_to,
                       const SignSecretKey& sign_with) {
  Envelope envelope{seal_key_id(seal_to), kiosk, sequence, id, seal_padded(json, seal_to), {}};
  envelope.signature = sign(signed_text(envelope), sign_with);
  return envelope;
}

bool signature_holds(const Envelope& envelope, const SignPublicKey& kiosk_key) {
  return verify(signed_text(envelope), envelope.signature, kiosk_key);
}

std::string to_json(const Envelope& envelope) {
  return nlohmann::json{{"version", Envelope::kVersion},
                        {"seal_key", envelope.seal_key},
                        {"kiosk", envelope.kiosk},
                        {"sequence", envelope.sequence},
                        {"id", base::to_text(envelope.id)},
                        {"sealed", to_base64(envelope.sealed)},
                        {"signature", to_base64(envelope.signature)}}
      .dump();
}

base::Result<Envelope> envelope_from_json(std::string_view text) {
  BODYMAP_TRY(json, wire::parse(text));
  BODYMAP_TRY(version, wire::number(json, "version"));
  if (version != Envelope::kVersion) return base::fail(base::Code::Parse, "envelope of another version");
  Envelope envelope;
  BODYMAP_TRY(seal_key, wire::text(json, "seal_key", 16));
  BODYMAP_TRY(kiosk, wire::text(json, "kiosk", 64));
  BODYMAP_TRY(sequence, wire::number(json, "sequence"));
  BODYMAP_TRY(id_text, wire::text(json, "id", 36));
  BODYMAP_TRY(sealed, wire::base64(json, "sealed"));
  BODYMAP_TRY(signature, wire::base64(json, "signature"));
  const auto id = base::parse_uuid(id_text);
  if (!id || sequence < 1 || signature.size() != envelope.signature.size())
    return base::fail(base::Code::Parse, "envelope is not well formed");
  envelope.seal_key = seal_key;
  envelope.kiosk = kiosk;
  envelope.sequence = sequence;
  envelope.id = *id;
  envelope.sealed = std::move(sealed);
  std::copy(signature.begin(), signature.end(), envelope.signature.begin());
  return envelope;
}

}  // namespace intake
