#pragma once
// The envelope: one sealed record as it lies in the outbox, travels, and is kept by the queue. It carries
// in the clear only what delivery needs. Signed by the kiosk at Send, so that whoever holds a kiosk's disk
// cannot change a record unseen.
//   JSON: {"version":1,"seal_key":HEX16,"kiosk":ID,"sequence":N,"id":UUID,"sealed":BASE64,"signature":BASE64}
#include <string>

#include "base/ids.h"
#include "intake/seal.h"

namespace intake {

struct Envelope {
  static constexpr int kVersion = 1;
  std::string seal_key;       // first 8 bytes of the sealing key's digest, as hex: which key opens it
  std::string kiosk;          // the kiosk's id
  std::int64_t sequence = 0;  // gap-free per kiosk, from 1
  base::Uuid id;              // the record's id: delivery is idempotent by it
  base::Bytes sealed;
  Signature signature{};
  bool operator==(const Envelope&) const = default;
};

// Which key an envelope was sealed to: 16 hex digits.
std::string seal_key_id(const SealPublicKey& key);

// Seals, pads and signs `json`, the record of that id and sequence.
Envelope make_envelope(std::string_view json, const base::Uuid& id, std::int64_t sequence,
                       const std::string& kiosk, const SealPublicKey& seal_to,
                       const SignSecretKey& sign_with);
// Whether the kiosk of this key made it.
bool signature_holds(const Envelope& envelope, const SignPublicKey& kiosk_key);

std::string to_json(const Envelope& envelope);
// Parse for anything else; at most 256 KiB.
base::Result<Envelope> envelope_from_json(std::string_view json);

}  // namespace intake
