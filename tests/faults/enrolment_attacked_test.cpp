// A kiosk is enrolled, and later asks and delivers, with somebody in the middle. He is refused, and what he
// got to read is nothing that helps him.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "delivery/enroll.h"
#include "delivery/fake_queue.h"
#include "delivery/queue_client.h"
#include "faults/man_in_the_middle.h"

using base::Code;
using faults::ManInTheMiddle;
using nlohmann::json;
using support::FakeQueue;
using support::TlsIdentity;

namespace {

constexpr const char* kAskOffer = "GET /api/v1/enroll";
constexpr const char* kAskGrant = "POST /api/v1/enroll";

struct Clinic {
  records::Keys keys;
  base::ManualClock clock;
  TlsIdentity identity = TlsIdentity::make();
  FakeQueue queue{keys, clock, &identity};
  intake::EnrolCode code = intake::EnrolCode::make({keys.queue_sign.public_key, keys.queue_seal.public_key});

  base::Result<delivery::Enrolment> enroll_at(const std::string& url) const {
    return delivery::enroll(url, code.text(), clock);
  }
  // Refused, the queue was asked for nothing, and the man in the middle read at most requests for the offer.
  void check_refused(const ManInTheMiddle& man) const {
    const auto enrolled = enroll_at(man.url());
    REQUIRE_FALSE(enrolled.has_value());
    INFO(enrolled.error().what);
    CHECK(enrolled.error().code == Code::Refused);
    CHECK(man.connections() > 0);
    CHECK(queue.enrol_posts() == 0);
    for (const auto& request : man.read()) {
      CHECK(request.starts_with(kAskOffer));
      CHECK(request.find(code.secret()) == std::string::npos);
      CHECK(request.find("X-Bodymap") == std::string::npos);
    }
  }
};

// The offer with the man's certificate announced, signed by `key`.
void announce(std::string& offer, const ManInTheMiddle& man, const intake::SignSecretKey& key) {
  auto read = intake::enrol_offer_from_json(offer).value();
  read.certificate = intake::CertificateNotice::sign(man.identity().der, {9'000'000'000'000}, key);
  offer = intake::to_json(read);
}

}  // namespace

TEST_CASE("enrolment attacked: he swaps the certificate and the sealing key") {
  Clinic clinic;
  ManInTheMiddle man(clinic.queue.port());
  const auto his_seal = intake::make_seal_keys();
  const auto his_sign = intake::make_sign_keys();
  bool swaps_sign = false;
  SUBCASE("and keeps the signing key") {}
  SUBCASE("and the signing key too, so that all agrees but the code") { swaps_sign = true; }
  man.change_answer = [&](const std::string& what, std::string& body) {
    if (what != kAskOffer) return;
    auto offer = json::parse(body);
    offer["seal_key"] = base::to_hex(his_seal.public_key);
    if (swaps_sign) offer["sign_key"] = base::to_hex(his_sign.public_key);
    body = offer.dump();
    announce(body, man, his_sign.secret_key);
  };
  clinic.check_refused(man);
  CHECK(man.read().size() == 1);
}

TEST_CASE("enrolment attacked: he swaps the certificate alone") {
  Clinic clinic;
  ManInTheMiddle man(clinic.queue.port());
  std::string manner;
  SUBCASE("and passes the offer on as it is") { manner = "as it is"; }
  SUBCASE("and announces his own, signed by himself") { manner = "his own"; }
  SUBCASE("and announces none") { manner = "none"; }
  const auto his_sign = intake::make_sign_keys();
  man.change_answer = [&](const std::string& what, std::string& body) {
    if (what != kAskOffer) return;
    if (manner == "his own") announce(body, man, his_sign.secret_key);
    if (manner == "none") {
      auto offer = intake::enrol_offer_from_json(body).value();
      offer.certificate.reset();
      body = intake::to_json(offer);
    }
  };
  clinic.check_refused(man);
  CHECK(man.read().size() == 1);
}

TEST_CASE("enrolment attacked: he lets the offer pass untouched and ends the next connection himself") {
  Clinic clinic;
  ManInTheMiddle man(clinic.queue.port(), true, 1);
  man.change_answer = [](const std::string& what, std::string& body) {
    if (what == kAskGrant) body = "{}";
  };
  clinic.check_refused(man);
  CHECK(man.connections() == 2);
  CHECK_MESSAGE(man.read().empty(), "the secret was not even sent to him sealed");
}

TEST_CASE("enrolment attacked: without TLS he relays and swaps the grant") {
  Clinic clinic;
  FakeQueue plain(clinic.keys, clinic.clock);
  ManInTheMiddle man(plain.port(), false);
  const auto his_sign = intake::make_sign_keys();
  man.change_answer = [&](const std::string& what, std::string& body) {
    if (what != kAskGrant) return;
    body = intake::sealed_json(intake::EnrolGrant{"kiosk-2", {}}, intake::make_seal_keys().public_key,
                               his_sign.secret_key);
  };
  const auto enrolled = clinic.enroll_at(man.url());
  REQUIRE_FALSE(enrolled.has_value());
  CHECK(enrolled.error().code == Code::Refused);
  REQUIRE(man.read().size() == 2);
  for (const auto& request : man.read()) CHECK(request.find(clinic.code.secret()) == std::string::npos);
}

TEST_CASE("enrolment attacked: he who only relays learns nothing and changes nothing") {
  Clinic clinic;
  const ManInTheMiddle man(clinic.queue.port(), true, 100);
  const auto enrolled = clinic.enroll_at(man.url());
  REQUIRE(enrolled.has_value());
  CHECK(enrolled->certificates->known().front().der == clinic.identity.der);
  CHECK(man.read().empty());
}

TEST_CASE("an enrolled kiosk attacked: he shows his certificate, and is told nothing") {
  Clinic clinic;
  auto enrolment = clinic.enroll_at(clinic.queue.url()).value();
  const int signed_before = clinic.queue.requests_signed();
  ManInTheMiddle man(clinic.queue.port());
  const auto his_sign = intake::make_sign_keys();
  SUBCASE("with the queue's own announcement") {}
  SUBCASE("with an announcement of his own") {
    man.change_answer = [&](const std::string&, std::string& body) {
      announce(body, man, his_sign.secret_key);
    };
  }
  enrolment.url = man.url();
  const auto client = delivery::QueueClient::open(enrolment.url, enrolment, clinic.clock).value();
  const auto id = records::new_id();
  const intake::IntakePost post{records::sealer(clinic.keys, id)(1), 0};
  const auto outcome = client->post_intake(post);
  REQUIRE(std::holds_alternative<delivery::PostRetry>(outcome));
  CHECK_FALSE(std::get<delivery::PostRetry>(outcome).answered);
  CHECK_FALSE(client->config().has_value());
  CHECK(clinic.queue.requests_signed() == signed_before);
  CHECK(enrolment.certificates->known().size() == 1);
  CHECK(man.read().size() == 2);
  for (const auto& request : man.read()) {
    CHECK(request.starts_with(kAskOffer));
    CHECK(request.find("X-Bodymap") == std::string::npos);
  }
}
