#pragma once
// The queue's TLS: a certificate that was given, or one of its own making, and the context that serves it.
// TLS 1.2 at least. Immutable once made; any thread.
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/hex.h"
#include "base/result.h"

struct ssl_ctx_st;

namespace queue {

// Where a certificate of our own lies, beside the queue's private key and never in the data folder:
// certificate and its key together (mode 0600), and the certificate alone for who shall trust it (0644).
struct OwnCertificate {
  std::filesystem::path secret;       // KEY.tls.pem
  std::filesystem::path certificate;  // KEY.certificate.pem
};
OwnCertificate own_certificate_beside(const std::filesystem::path& key_file);

class Tls {
 public:
  // PEM files; `certificate` may hold a chain. Absent, Io, Invalid if they cannot be used or do not belong
  // together.
  static base::Result<std::unique_ptr<Tls>> load(const std::filesystem::path& certificate,
                                                 const std::filesystem::path& key);
  // ECDSA P-256, self-signed, for this machine's name, localhost, the loopback addresses and `host`; made if
  // there is none, if less than 60 days of it are left or if it does not name `host`. Io, Full, Invalid.
  static base::Result<std::unique_ptr<Tls>> load_or_make(const OwnCertificate& files, const std::string& host,
                                                         base::Utc now);
  ~Tls();
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  ssl_ctx_st* context() const { return context_; }
  const base::Bytes& der() const { return der_; }  // of the certificate itself

 private:
  explicit Tls(ssl_ctx_st* context) : context_(context) {}
  ssl_ctx_st* context_;
  base::Bytes der_;
};

}  // namespace queue
