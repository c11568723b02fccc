#include "delivery/enroll.h"

#include <doctest/doctest.h>

#include "delivery/fake_queue.h"
#include "delivery/http.h"

using base::Code;
using delivery::enroll;
using support::FakeQueue;

namespace {

struct Clinic {
  records::Keys keys;
  base::ManualClock clock;
  FakeQueue queue{keys, clock};
  intake::QueueKeys queue_keys{keys.queue_sign.public_key, keys.queue_seal.public_key};
  std::string code = intake::EnrolCode::make(queue_keys).text();

  Code refused() {
    const auto enrolled = enroll(queue.url(), code, clock);
    REQUIRE_FALSE(enrolled.has_value());
    INFO(enrolled.error().what);
    return enrolled.error().code;
  }
};

}  // namespace

TEST_CASE("enroll: the right code gives a kiosk its id, its keys and the queue's") {
  Clinic clinic;
  const auto enrolled = enroll(clinic.queue.url(), clinic.code, clinic.clock);
  REQUIRE(enrolled.has_value());
  CHECK(enrolled->kiosk == records::kKiosk);
  CHECK(enrolled->queue == clinic.queue_keys);
  CHECK(enrolled->card_key.bytes()[31] == 7);
  CHECK(enrolled->url == clinic.queue.url());
  const auto signature = intake::sign("x", enrolled->kiosk_keys.secret_key);
  CHECK(intake::verify("x", signature, enrolled->kiosk_keys.public_key));
  CHECK(clinic.queue.enrol_posts() == 1);
}

TEST_CASE("enroll: a code of another queue sends nothing") {
  Clinic clinic;
  clinic.code = intake::EnrolCode::make({}).text();
  CHECK(clinic.refused() == Code::Refused);
  CHECK(clinic.queue.enrol_posts() == 0);
}

TEST_CASE("enroll: somebody in the middle who swaps either key gets nothing") {
  Clinic clinic;
  SUBCASE("the sealing key") {
    clinic.queue.change_offer = [](intake::EnrolOffer& offer) {
      offer.keys.seal = intake::make_seal_keys().public_key;
    };
  }
  SUBCASE("the signing key") {
    clinic.queue.change_offer = [](intake::EnrolOffer& offer) {
      offer.keys.sign = intake::make_sign_keys().public_key;
    };
  }
  CHECK(clinic.refused() == Code::Refused);
  CHECK(clinic.queue.enrol_posts() == 0);
}

TEST_CASE("enroll: a tampered grant is refused") {
  Clinic clinic;
  SUBCASE("signed by another") {
    clinic.queue.change_grant = [](std::string& grant) {
      grant = intake::sealed_json(intake::EnrolGrant{"kiosk-2", {}}, intake::make_seal_keys().public_key,
                                  intake::make_sign_keys().secret_key);
    };
    CHECK(clinic.refused() == Code::Refused);
  }
  SUBCASE("a byte of the seal changed") {
    clinic.queue.change_grant = [](std::string& grant) {
      const auto at = grant.find("\"sealed\":\"") + 20;
      grant[at] = grant[at] == 'A' ? 'B' : 'A';
    };
    CHECK(clinic.refused() == Code::Refused);
  }
  SUBCASE("not a grant") {
    clinic.queue.change_grant = [](std::string& grant) { grant = "[]"; };
    CHECK(clinic.refused() == Code::Parse);
  }
}

TEST_CASE("enroll: a used or old code, a server in trouble and a wrong address are told apart") {
  Clinic clinic;
  SUBCASE("used") {
    clinic.queue.grant_status = 403;
    CHECK(clinic.refused() == Code::Refused);
  }
  SUBCASE("trouble") {
    clinic.queue.grant_status = 500;
    CHECK(clinic.refused() == Code::Parse);
  }
  SUBCASE("not a code") {
    clinic.code = "7K3QX";
    CHECK(clinic.refused() == Code::Invalid);
  }
  SUBCASE("another machine") {
    CHECK(enroll("http://192.168.1.5:8750", clinic.code, clinic.clock).error().code == Code::Invalid);
  }
  SUBCASE("nobody there") {
    CHECK(enroll("http://127.0.0.1:1", clinic.code, clinic.clock).error().code == Code::Io);
  }
}

TEST_CASE("address: with TLS any host, without it this machine only") {
  using delivery::parse_address;
  CHECK(parse_address("https://queue.clinic.example:8750").value() ==
        delivery::Address{"queue.clinic.example", 8750, true});
  CHECK(parse_address("https://192.168.1.20/").value() == delivery::Address{"192.168.1.20", 443, true});
  CHECK(parse_address("https://[fd00::5]:8750").value() == delivery::Address{"fd00::5", 8750, true});
  CHECK(parse_address("http://127.0.0.1:8750").value() == delivery::Address{"127.0.0.1", 8750});
  CHECK(parse_address("http://[::1]:8750/").value() == delivery::Address{"::1", 8750});
  CHECK(parse_address("http://localhost").value() == delivery::Address{"localhost", 80});
  for (const char* url : {"",
                          "127.0.0.1:8750",
                          "https://",
                          "https:///",
                          "https://:443",
                          "https://a b",
                          "https://user@host",
                          "https://host/path",
                          "https://host?x",
                          "https://[host]:1",
                          "https://[::1",
                          "https://-host",
                          "ftp://host",
                          "https://host:",
                          "https://host:0x1",
                          "http://192.168.1.20:8750",
                          "http://127.0.0.1.evil.example",
                          "http://127.0.0.11:80",
                          "http://localhost.evil.example:80",
                          "http://user@127.0.0.1:80",
                          "http://127.0.0.1:0",
                          "http://127.0.0.1:65536",
                          "http://127.0.0.1:99999999999999",
                          "http://127.0.0.1:",
                          "http://127.0.0.1:80/path",
                          "http://127.0.0.1:8 0",
                          "http://queue.example:8750",
                          "http://127.0.0.1@evil.example:80",
                          "http://[::1"}) {
    CAPTURE(url);
    const auto address = parse_address(url);
    REQUIRE_FALSE(address.has_value());
    CHECK(address.error().code == Code::Invalid);
  }
}
