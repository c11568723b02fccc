#include "delivery/peer_check.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace delivery {
namespace {

base::Bytes der_of(X509* certificate) {
  unsigned char* raw = nullptr;
  const int size = certificate == nullptr ? 0 : ::i2d_X509(certificate, &raw);
  const auto free = [](unsigned char* bytes) { OPENSSL_free(bytes); };
  const std::unique_ptr<unsigned char, decltype(free)> owned(raw, free);
  return size > 0 ? base::Bytes(raw, raw + size) : base::Bytes();
}

}  // namespace

void PeerCheck::attach(ssl_ctx_st& context) {
  ::SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
  // A peer must show a certificate; this function alone says whether it is the right one.
  ::SSL_CTX_set_verify(&context, SSL_VERIFY_PEER, nullptr);
  ::SSL_CTX_set_cert_verify_callback(&context, &PeerCheck::verify, this);
}

int PeerCheck::verify(x509_store_ctx_st* store, void* self) {
  return static_cast<PeerCheck*>(self)->accept(store) ? 1 : 0;
}

bool PeerCheck::accept(x509_store_ctx_st* store) {
  shown_ = der_of(::X509_STORE_CTX_get0_cert(store));
  refused_ = shown_.empty() || (known_ != nullptr && !known_->fits(shown_));
  if (refused_) ::X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_UNTRUSTED);
  return !refused_;
}

}  // namespace delivery
