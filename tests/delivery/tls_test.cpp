// The kiosk's requests over TLS: the queue's own certificate and no other, and how a new one is learnt.
#include <doctest/doctest.h>

#include "delivery/enroll.h"
#include "delivery/fake_queue.h"
#include "delivery/queue_client.h"

using base::Code;
using delivery::Certificates;
using support::FakeQueue;
using support::TlsIdentity;

namespace {

struct Clinic {
  records::Keys keys;
  base::ManualClock clock;
  TlsIdentity identity = TlsIdentity::make();
  std::unique_ptr<FakeQueue> queue = std::make_unique<FakeQueue>(keys, clock, &identity);

  // The queue again at the same address with another certificate.
  void restart(const TlsIdentity& other, base::Utc issued) {
    const int port = queue->port();
    queue.reset();
    queue = std::make_unique<FakeQueue>(keys, clock, &other, issued, port);
  }
  delivery::Enrolment enrolled() {
    const auto code =
        intake::EnrolCode::make({keys.queue_sign.public_key, keys.queue_seal.public_key}).text();
    auto made = delivery::enroll(queue->url(), code, clock);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().what));
    made->kiosk_keys = keys.kiosk;  // the ones the fake queue checks signatures with
    return *made;
  }
  std::unique_ptr<delivery::QueueClient> client(const delivery::Enrolment& enrolment) {
    return delivery::QueueClient::open(enrolment.url, enrolment, clock).value();
  }
};

}  // namespace

TEST_CASE("tls: a kiosk enrols and asks, and knows the one certificate") {
  Clinic clinic;
  const auto enrolment = clinic.enrolled();
  CHECK(enrolment.url.starts_with("https://"));
  REQUIRE(enrolment.certificates->known().size() == 1);
  CHECK(enrolment.certificates->known().front().der == clinic.identity.der);
  CHECK(clinic.client(enrolment)->config()->clinic == "Lauftreff");
}

TEST_CASE("tls: an enrolment without certificates speaks to nobody") {
  Clinic clinic;
  auto enrolment = clinic.enrolled();
  enrolment.certificates.reset();
  CHECK(clinic.client(enrolment)->config().error().code == Code::Io);
}

TEST_CASE("tls: a renewed certificate, announced while the old one stood, is taken without asking") {
  Clinic clinic;
  const auto enrolment = clinic.enrolled();
  const auto client = clinic.client(enrolment);
  const auto renewed = TlsIdentity::make();
  intake::KioskConfig config{"Lauftreff", "Europe/Berlin", 12, {}};
  config.certificate =
      intake::CertificateNotice::sign(renewed.der, {2'000}, clinic.keys.queue_sign.secret_key);
  clinic.queue->set_config(config);
  CHECK(client->config().has_value());
  CHECK(enrolment.certificates->known().size() == 2);
  CHECK_MESSAGE(client->config().has_value(), "the old one still fits");
  clinic.restart(renewed, {2'000});
  clinic.queue->change_offer = [](intake::EnrolOffer& offer) { offer.certificate.reset(); };
  CHECK(client->config().has_value());
  CHECK_MESSAGE(enrolment.certificates->known().size() == 1, "the old one is gone");
  clinic.restart(clinic.identity, {1'000});
  CHECK_MESSAGE(client->config().error().code == Code::Io, "and does not come back");
}

TEST_CASE("tls: a certificate renewed while the kiosk was off is learnt from the offer") {
  Clinic clinic;
  const auto enrolment = clinic.enrolled();
  const auto client = clinic.client(enrolment);
  const auto renewed = TlsIdentity::make();
  clinic.restart(renewed, {2'000});
  CHECK(client->config().has_value());
  CHECK(enrolment.certificates->known().front().der == renewed.der);
}

TEST_CASE("tls: a new certificate is not taken unless the queue signed it, later, and shows it") {
  Clinic clinic;
  const auto enrolment = clinic.enrolled();
  const auto client = clinic.client(enrolment);
  const auto other = TlsIdentity::make();
  SUBCASE("signed by another key") {
    clinic.restart(other, {2'000});
    clinic.queue->change_offer = [&](intake::EnrolOffer& offer) {
      offer.certificate =
          intake::CertificateNotice::sign(other.der, {2'000}, intake::make_sign_keys().secret_key);
    };
  }
  SUBCASE("issued no later") { clinic.restart(other, {1'000}); }
  SUBCASE("announced but not shown") {
    clinic.restart(other, {2'000});
    const auto third = TlsIdentity::make();
    clinic.queue->change_offer = [&, der = third.der](intake::EnrolOffer& offer) {
      offer.certificate = intake::CertificateNotice::sign(der, {3'000}, clinic.keys.queue_sign.secret_key);
    };
  }
  SUBCASE("not announced") {
    clinic.restart(other, {2'000});
    clinic.queue->change_offer = [](intake::EnrolOffer& offer) { offer.certificate.reset(); };
  }
  CHECK(client->config().error().code == Code::Io);
  CHECK_MESSAGE(clinic.queue->requests_signed() == 0, "nothing was asked in the kiosk's name");
  CHECK(enrolment.certificates->known().size() == 1);
}

TEST_CASE("tls: a certificate announced by somebody else in the configuration changes nothing") {
  Clinic clinic;
  const auto enrolment = clinic.enrolled();
  intake::KioskConfig config{"Lauftreff", "Europe/Berlin", 12, {}};
  config.certificate =
      intake::CertificateNotice::sign({1, 2, 3}, {9'000}, intake::make_sign_keys().secret_key);
  clinic.queue->set_config(config);
  CHECK(clinic.client(enrolment)->config().has_value());
  CHECK(enrolment.certificates->known().size() == 1);
}

TEST_CASE("tls: a queue that speaks no TLS, and one that does where none is expected, do not answer") {
  Clinic clinic;
  auto enrolment = clinic.enrolled();
  const int tls_port = clinic.queue->port();
  FakeQueue plain(clinic.keys, clinic.clock);
  enrolment.url = "https://127.0.0.1:" + std::to_string(plain.port());
  CHECK(clinic.client(enrolment)->config().error().code == Code::Io);
  enrolment.url = "http://127.0.0.1:" + std::to_string(tls_port);
  CHECK(clinic.client(enrolment)->config().error().code == Code::Io);
}
