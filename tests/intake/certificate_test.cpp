// The queue's certificate as announced to kiosks: signed, and carried by two messages.
#include "intake/certificate.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "intake/enrolment.h"
#include "intake/request.h"

using namespace intake;

namespace {

struct Announced {
  SignKeys queue = make_sign_keys();
  CertificateNotice notice =
      CertificateNotice::sign({0x30, 0x82, 0x00, 0xFF, 0x0A}, {1'700'000'000'123}, queue.secret_key);
};

}  // namespace

TEST_CASE("certificate: holds for the queue that signed it and for no other") {
  const Announced announced;
  CHECK(announced.notice.holds(announced.queue.public_key));
  CHECK_FALSE(announced.notice.holds(make_sign_keys().public_key));
  CHECK_FALSE(CertificateNotice{}.holds(announced.queue.public_key));
}

TEST_CASE("certificate: the signature is over the text that is documented") {
  const Announced announced;
  const std::string text = std::string("bodymap-certificate-1\n1700000000123\n\x30\x82\x00\xFF\x0A", 41);
  CHECK(verify(text, announced.notice.signature, announced.queue.public_key));
}

TEST_CASE("certificate: any bit flipped breaks it") {
  const Announced announced;
  const auto& key = announced.queue.public_key;
  int flips = 0;
  for (std::size_t bit = 0; bit < announced.notice.der.size() * 8; ++bit, ++flips) {
    auto changed = announced.notice;
    changed.der[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    CHECK_FALSE(changed.holds(key));
  }
  for (std::size_t bit = 0; bit < 63; ++bit, ++flips) {
    auto changed = announced.notice;
    changed.issued.ms ^= std::int64_t{1} << bit;
    CHECK_FALSE(changed.holds(key));
  }
  for (std::size_t bit = 0; bit < announced.notice.signature.size() * 8; ++bit, ++flips) {
    auto changed = announced.notice;
    changed.signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    CHECK_FALSE(changed.holds(key));
  }
  CHECK(flips == 40 + 63 + 512);
  auto shorter = announced.notice;
  shorter.der.pop_back();
  CHECK_FALSE(shorter.holds(key));
}

TEST_CASE("certificate: digits cannot move between its time and its bytes") {
  const auto queue = make_sign_keys();
  auto notice = CertificateNotice::sign({'5', '\n', 'x'}, {17}, queue.secret_key);
  notice.der = {'x'};
  notice.issued = {175};
  CHECK_FALSE(notice.holds(queue.public_key));
}

TEST_CASE("certificate: the offer and the configuration carry it, or none") {
  const Announced announced;
  EnrolOffer offer{{announced.queue.public_key, {}}, announced.notice};
  CHECK(enrol_offer_from_json(to_json(offer))->certificate == announced.notice);
  KioskConfig config{"Lauftreff", "Europe/Berlin", 12, {{"t1", "Maya R."}}, announced.notice};
  CHECK(kiosk_config_from_json(to_json(config)).value() == config);
  offer.certificate.reset();
  CHECK_FALSE(enrol_offer_from_json(to_json(offer))->certificate.has_value());
  CHECK(to_json(offer).find("certificate") == std::string::npos);
  auto empty = nlohmann::json::parse(to_json(offer));
  empty["certificate"] = "";
  CHECK_FALSE(enrol_offer_from_json(empty.dump())->certificate.has_value());
}

TEST_CASE("certificate: a notice that is not whole is refused") {
  const Announced announced;
  const auto whole = nlohmann::json::parse(to_json(EnrolOffer{{}, announced.notice}));
  for (const char* field : {"certificate_issued", "certificate_signature"}) {
    auto without = whole;
    without.erase(field);
    CHECK_FALSE(enrol_offer_from_json(without.dump()).has_value());
  }
  const std::pair<const char*, nlohmann::json> wrong[] = {
      {"certificate", 7},
      {"certificate", "not base64!"},
      {"certificate", to_base64(base::Bytes(kLargestCertificate + 1))},
      {"certificate_issued", -1},
      {"certificate_issued", 1.5},
      {"certificate_signature", ""},
      {"certificate_signature", to_base64(base::Bytes(63))},
      {"certificate_signature", to_base64(base::Bytes(65))}};
  for (const auto& [field, value] : wrong) {
    CAPTURE(field);
    auto changed = whole;
    changed[field] = value;
    CHECK_FALSE(enrol_offer_from_json(changed.dump()).has_value());
  }
}
