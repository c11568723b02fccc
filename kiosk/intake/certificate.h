#pragma once
// The queue's TLS certificate as the queue announces it: signed by the queue's signing key, which the
// enrolment code vouches for. So a kiosk needs no certificate authority, and a new certificate needs no new
// code. Bytes only: what a certificate means is for the rooms that speak TLS. A plain value, any thread.
#include <optional>
#include <span>

#include "base/clock.h"
#include "intake/seal.h"

namespace intake {

// In messages three fields stand for it: "certificate" (base64 of the DER), "certificate_issued" (UTC ms)
// and "certificate_signature" (base64). A queue without TLS leaves them out or "certificate" empty.
struct CertificateNotice {
  base::Bytes der;
  base::Utc issued;  // by the queue's clock; of two notices the later one counts
  Signature signature{};

  // Contract: 1 to kLargestCertificate bytes, issued not before 1970.
  static CertificateNotice sign(base::Bytes der, base::Utc issued, const SignSecretKey& queue_sign);
  // Ed25519 over "bodymap-certificate-1\n" issued "\n" DER.
  bool holds(const SignPublicKey& queue_sign) const;
  bool operator==(const CertificateNotice&) const = default;
};

inline constexpr std::size_t kLargestCertificate = 16 * 1024;

}  // namespace intake
