// The adapter around OpenSSL for certificates and contexts; connections are in connection.cpp.
#include "queue/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>

#include "base/files.h"

namespace queue {
namespace {

constexpr int kDays = 825;
constexpr std::int64_t kRenewBefore = 60LL * 24 * 3600;  // s

template <class T, void (*kFree)(T*)>
struct Freed {
  void operator()(T* object) const { kFree(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, ::EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, ::X509_free>>;
struct FreeBio {
  void operator()(BIO* bio) const { ::BIO_free(bio); }
};
using Memory = std::unique_ptr<BIO, FreeBio>;

tl::unexpected<base::Error> wrong(const std::filesystem::path& file, const char* what) {
  ::ERR_clear_error();
  return base::fail(base::Code::Invalid, file.string() + ": " + what);
}

std::string text_of(BIO* memory) {
  char* data = nullptr;
  const auto size = ::BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

// A host as a certificate names it.
std::string alternative(const std::string& host) {
  ASN1_OCTET_STRING* bytes = ::a2i_IPADDRESS(host.c_str());
  const bool address = bytes != nullptr;
  ::ASN1_OCTET_STRING_free(bytes);
  return (address ? "IP:" : "DNS:") + host;
}

bool is_any(const std::string& host) { return host == "0.0.0.0" || host == "::"; }

std::string names_for(const std::string& host) {
  std::array<char, 256> own{};
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  if (::gethostname(own.data(), own.size() - 1) == 0 && own[0] != '\0')
    names += ",DNS:" + std::string(own.data());
  if (!host.empty() && !is_any(host) && host != "localhost" && host != "127.0.0.1" && host != "::1")
    names += "," + alternative(host);
  return names;
}

bool add_extension(X509* certificate, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  ::X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = ::X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  if (extension == nullptr) return false;
  const bool added = ::X509_add_ext(certificate, extension, -1) == 1;
  ::X509_EXTENSION_free(extension);
  return added;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::string& host, base::Utc now) {
  std::array<unsigned char, 16> serial{};
  if (::RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return false;
  serial[0] &= 0x7F;
  BIGNUM* number = ::BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr);
  ::BN_to_ASN1_INTEGER(number, ::X509_get_serialNumber(certificate));
  ::BN_free(number);
  // An hour back: the clocks of those who look at it need not agree with ours.
  auto begin = static_cast<time_t>(now.ms / 1000 - 3600);
  ::X509_set_version(certificate, 2);
  ::X509_time_adj_ex(::X509_getm_notBefore(certificate), 0, 0, &begin);
  ::X509_time_adj_ex(::X509_getm_notAfter(certificate), kDays, 0, &begin);
  ::X509_set_pubkey(certificate, key);
  X509_NAME* name = ::X509_get_subject_name(certificate);
  const auto* words = reinterpret_cast<const unsigned char*>("Bodymap queue");
  ::X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, words, -1, -1, 0);
  ::X509_set_issuer_name(certificate, name);
  return add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
         add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
         add_extension(certificate, NID_subject_alt_name, names_for(host)) &&
         ::X509_sign(certificate, key, ::EVP_sha256()) > 0;
}

base::Result<void> make(const OwnCertificate& files, const std::string& host, base::Utc now) {
  const Key key(::EVP_EC_gen("P-256"));
  const Certificate certificate(::X509_new());
  if (!key || !certificate || !fill(certificate.get(), key.get(), host, now))
    return wrong(files.certificate, "a certificate cannot be made");
  const Memory alone(::BIO_new(::BIO_s_mem()));
  const Memory both(::BIO_new(::BIO_s_secmem()));
  ::PEM_write_bio_X509(alone.get(), certificate.get());
  ::PEM_write_bio_X509(both.get(), certificate.get());
  ::PEM_write_bio_PrivateKey(both.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  auto secret = text_of(both.get());
  auto written = base::write_file_durably(files.secret, secret, 0600);
  ::explicit_bzero(secret.data(), secret.size());
  if (!written) return written;
  return base::write_file_durably(files.certificate, text_of(alone.get()), 0644);
}

Certificate read_certificate(const std::filesystem::path& file) {
  const auto pem = base::read_file(file);
  if (!pem) return nullptr;
  const Memory memory(::BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())));
  Certificate certificate(::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
  ::ERR_clear_error();
  return certificate;
}

bool serves(X509* certificate, const std::string& host, base::Utc now) {
  auto until = static_cast<time_t>(now.ms / 1000 + kRenewBefore);
  if (::X509_cmp_time(::X509_get0_notAfter(certificate), &until) < 0) return false;
  if (host.empty() || is_any(host)) return true;
  return ::X509_check_ip_asc(certificate, host.c_str(), 0) == 1 ||
         ::X509_check_host(certificate, host.c_str(), host.size(), 0, nullptr) == 1;
}

base::Bytes der_of(X509* certificate) {
  unsigned char* raw = nullptr;
  const int size = ::i2d_X509(certificate, &raw);
  if (size <= 0) return {};
  base::Bytes der(raw, raw + size);
  ::OPENSSL_free(raw);
  return der;
}

}  // namespace

OwnCertificate own_certificate_beside(const std::filesystem::path& key_file) {
  return {key_file.string() + ".tls.pem", key_file.string() + ".certificate.pem"};
}

Tls::~Tls() { ::SSL_CTX_free(context_); }

base::Result<std::unique_ptr<Tls>> Tls::load(const std::filesystem::path& certificate,
                                             const std::filesystem::path& key) {
  std::unique_ptr<Tls> tls(new Tls(::SSL_CTX_new(::TLS_server_method())));
  SSL_CTX* context = tls->context_;
  if (context == nullptr) return wrong(certificate, "TLS cannot start");
  ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  ::SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  ::SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
  if (::SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
    return wrong(certificate, "is no certificate that can be read");
  if (::SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
    return wrong(key, "is no private key of this certificate");
  if (::SSL_CTX_check_private_key(context) != 1) return wrong(key, "does not belong to the certificate");
  tls->der_ = der_of(::SSL_CTX_get0_certificate(context));
  return tls;
}

base::Result<std::unique_ptr<Tls>> Tls::load_or_make(const OwnCertificate& files, const std::string& host,
                                                     base::Utc now) {
  const auto kept = read_certificate(files.secret);
  if (!kept || !serves(kept.get(), host, now)) BODYMAP_TRY_VOID(make(files, host, now));
  return load(files.secret, files.secret);
}

}  // namespace queue
