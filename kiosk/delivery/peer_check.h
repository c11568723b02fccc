#pragma once
// Who may be at the other end of a TLS connection: checked in OpenSSL's own verification, so that a
// handshake with the wrong one is broken off before a byte of ours is sent. The handshake also proves that
// the other end holds the certificate's private key. One connection, one thread.
#include "base/hex.h"
#include "delivery/certificates.h"

struct ssl_ctx_st;         // OpenSSL's SSL_CTX
struct x509_store_ctx_st;  // OpenSSL's X509_STORE_CTX

namespace delivery {

class PeerCheck {
 public:
  // Without `known` every certificate passes and is only noted. It must outlive the check.
  explicit PeerCheck(const Certificates* known) : known_(known) {}
  PeerCheck(const PeerCheck&) = delete;
  PeerCheck& operator=(const PeerCheck&) = delete;

  // From now on the context's handshakes go by this check, and by TLS 1.2 or newer. The check must outlive
  // them.
  void attach(ssl_ctx_st& context);
  // The certificate that was shown (DER); empty before.
  const base::Bytes& shown() const { return shown_; }
  bool refused() const { return refused_; }

 private:
  static int verify(x509_store_ctx_st* store, void* self);
  bool accept(x509_store_ctx_st* store);

  const Certificates* known_;
  base::Bytes shown_;
  bool refused_ = false;
};

}  // namespace delivery
