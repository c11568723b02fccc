#pragma once
// Enrolment: how a kiosk and a queue come to know each other, trusting nothing on first use.
// An admin reads a one-time code off the queue and types it at the kiosk. The code is a secret (50 bits)
// plus 80 bits of a hash over the queue's public signing key and its sealing key:
//   1. GET  /api/v1/enroll  -> EnrolOffer: both public keys, and with TLS the certificate's notice, signed.
//      The kiosk checks the keys against the code, the notice against the keys, and the certificate it was
//      shown against the notice, and stops before it has sent anything if one differs.
//   2. POST /api/v1/enroll {"sealed"}: EnrolRequest sealed to the sealing key, so only that queue reads the
//   secret.
//   3. the answer {"sealed","signature"}: EnrolGrant sealed to the kiosk's own key and signed by the queue's.
// One use, 15 minutes, 5 tries: the queue's to keep. (Design: queue.md, "Who gets in".)
#include <optional>
#include <string>

#include "intake/card_token.h"
#include "intake/certificate.h"
#include "intake/seal.h"

namespace intake {

struct QueueKeys {
  SignPublicKey sign{};
  SealPublicKey seal{};
  bool operator==(const QueueKeys&) const = default;
};

// 26 symbols of Crockford's base 32 in groups of 5, 5, 4, 4, 4, 4: "7K3QX-9M2TB-....".
class EnrolCode {
 public:
  static EnrolCode make(const QueueKeys& keys);  // a new secret
  // Spaces, dashes and case do not matter; O counts as 0, I and L as 1. Invalid otherwise.
  static base::Result<EnrolCode> parse(std::string_view text);
  std::string text() const;
  // The secret half, 10 symbols: what the queue keeps a digest of and the kiosk sends sealed.
  std::string secret() const { return symbols_.substr(0, 10); }
  bool fits(const QueueKeys& keys) const;

 private:
  explicit EnrolCode(std::string symbols) : symbols_(std::move(symbols)) {}
  std::string symbols_;
};

struct EnrolOffer {
  QueueKeys keys;
  std::optional<CertificateNotice> certificate = std::nullopt;  // none without TLS
};
std::string to_json(const EnrolOffer& offer);
base::Result<EnrolOffer> enrol_offer_from_json(std::string_view json);

struct EnrolRequest {
  std::string secret;
  SignPublicKey kiosk_sign{};  // the kiosk's signing key, kept by the queue
  SealPublicKey reply_to{};    // a key for this one answer
};
std::string sealed_json(const EnrolRequest& request, const SealPublicKey& queue_seal);
base::Result<EnrolRequest> enrol_request_from_json(std::string_view json, const SealKeys& queue_seal);

struct EnrolGrant {
  std::string kiosk;  // its id from now on
  CardKey card_key;
};
std::string sealed_json(const EnrolGrant& grant, const SealPublicKey& reply_to,
                        const SignSecretKey& queue_sign);
base::Result<EnrolGrant> enrol_grant_from_json(std::string_view json, const SealKeys& reply_keys,
                                               const SignPublicKey& queue_sign);

}  // namespace intake
