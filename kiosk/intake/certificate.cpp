#include "intake/certificate.h"

#include <algorithm>
#include <string>

#include "base/check.h"
#include "intake/wire_json.h"

namespace intake {
namespace {

std::string signed_text(const base::Bytes& der, base::Utc issued) {
  std::string text = "bodymap-certificate-1\n" + std::to_string(issued.ms) + "\n";
  return text.append(der.begin(), der.end());
}

}  // namespace

CertificateNotice CertificateNotice::sign(base::Bytes der, base::Utc issued,
                                          const SignSecretKey& queue_sign) {
  BODYMAP_CHECK(!der.empty() && der.size() <= kLargestCertificate && issued.ms >= 0);
  CertificateNotice notice{std::move(der), issued, {}};
  notice.signature = intake::sign(signed_text(notice.der, issued), queue_sign);
  return notice;
}

bool CertificateNotice::holds(const SignPublicKey& queue_sign) const {
  return verify(signed_text(der, issued), signature, queue_sign);
}

namespace wire {

void put(nlohmann::json& json, const std::optional<CertificateNotice>& notice) {
  if (!notice) return;
  json["certificate"] = to_base64(notice->der);
  json["certificate_issued"] = notice->issued.ms;
  json["certificate_signature"] = to_base64(notice->signature);
}

base::Result<std::optional<CertificateNotice>> certificate_notice(const nlohmann::json& json) {
  if (!json.contains("certificate")) return std::nullopt;
  BODYMAP_TRY(der, base64(json, "certificate"));
  if (der.empty()) return std::nullopt;
  BODYMAP_TRY(issued, number(json, "certificate_issued"));
  BODYMAP_TRY(signature, base64(json, "certificate_signature"));
  CertificateNotice notice{std::move(der), {issued}, {}};
  if (notice.der.size() > kLargestCertificate || issued < 0 || signature.size() != notice.signature.size())
    return base::fail(base::Code::Parse, "message with an impossible certificate");
  std::copy(signature.begin(), signature.end(), notice.signature.begin());
  return notice;
}

}  // namespace wire
}  // namespace intake
