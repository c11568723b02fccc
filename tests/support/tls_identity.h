#pragma once
// A self-signed certificate and its key for tests that speak TLS.
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

namespace support {

struct TlsIdentity {
  struct Free {
    void operator()(X509* certificate) const { ::X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
  };
  std::unique_ptr<EVP_PKEY, Free> key;
  std::unique_ptr<X509, Free> certificate;
  std::vector<std::uint8_t> der;

  // P-256, valid for a day, for the name given; each call makes another key.
  static TlsIdentity make(const char* name = "bodymap-queue") {
    TlsIdentity made;
    made.key.reset(::EVP_EC_gen("P-256"));
    made.certificate.reset(::X509_new());
    X509* certificate = made.certificate.get();
    ::X509_set_version(certificate, 2);
    ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate), 1);
    ::X509_gmtime_adj(::X509_getm_notBefore(certificate), -3600);
    ::X509_gmtime_adj(::X509_getm_notAfter(certificate), 24L * 3600);
    ::X509_set_pubkey(certificate, made.key.get());
    auto* subject = ::X509_get_subject_name(certificate);
    ::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name),
                                 -1, -1, 0);
    ::X509_set_issuer_name(certificate, subject);
    if (::X509_sign(certificate, made.key.get(), ::EVP_sha256()) == 0)
      throw std::runtime_error("no certificate");
    unsigned char* bytes = nullptr;
    const int size = ::i2d_X509(certificate, &bytes);
    if (size <= 0) throw std::runtime_error("no certificate");
    made.der.assign(bytes, bytes + size);
    ::OPENSSL_free(bytes);
    return made;
  }
};

}  // namespace support
