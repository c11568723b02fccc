#include <doctest/doctest.h>

#include "rig.h"

using base::Code;

namespace {

// What the queue answers to this code's secret, whoever made the code.
base::Result<std::string> try_secret(rig::Queue& q, const std::string& secret) {
  const intake::EnrolRequest request{secret, intake::make_sign_keys().public_key,
                                     intake::make_seal_keys().public_key};
  return q.service().enrol(intake::sealed_json(request, q.service().enrol_offer().keys.seal));
}

std::string new_secret(rig::Queue& q) {
  const auto code = q.service().add_kiosk("lobby", rig::kAdmin).value();
  return intake::EnrolCode::parse(code).value().secret();
}

}  // namespace

TEST_CASE("a code enrols one kiosk, under the name it was made for") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  CHECK(kiosk.card_key.bytes() == q.open.keys->card_key().bytes());
  const auto known = q.service().kiosks().value();
  REQUIRE(known.size() == 1);
  CHECK(known[0].id == kiosk.id);
  CHECK(known[0].name == "lobby");
  CHECK(known[0].sign_key == kiosk.keys.public_key);
}

TEST_CASE("a code is used up by its one use") {
  rig::Queue q;
  const auto secret = new_secret(q);
  CHECK(try_secret(q, secret));
  CHECK(try_secret(q, secret).error().code == Code::Refused);
}

TEST_CASE("a code lives 15 minutes") {
  rig::Queue q;
  const auto secret = new_secret(q);
  q.clock.advance(queue::Service::kCodeLife - base::Millis{1});
  SUBCASE("just in time") { CHECK(try_secret(q, secret)); }
  SUBCASE("too late") {
    q.clock.advance(base::Millis{1});
    CHECK(try_secret(q, secret).error().code == Code::Refused);
  }
}

TEST_CASE("five wrong tries use a code up") {
  rig::Queue q;
  const auto secret = new_secret(q);
  for (int i = 0; i < 4; ++i) CHECK(try_secret(q, "0000000000").error().code == Code::Refused);
  SUBCASE("the fifth try may be right") { CHECK(try_secret(q, secret)); }
  SUBCASE("the sixth may not") {
    CHECK(try_secret(q, "0000000000").error().code == Code::Refused);
    CHECK(try_secret(q, secret).error().code == Code::Refused);
    CHECK(try_secret(q, new_secret(q)));
  }
}

TEST_CASE("a request that does not open is no try") {
  rig::Queue q;
  const auto secret = new_secret(q);
  const auto elsewhere = intake::make_seal_keys();
  for (int i = 0; i < 6; ++i) {
    CHECK(q.service().enrol("{}").error().code == Code::Parse);
    CHECK(q.service()
              .enrol(intake::sealed_json(intake::EnrolRequest{secret, {}, {}}, elsewhere.public_key))
              .error()
              .code == Code::Parse);
  }
  CHECK(try_secret(q, secret));
}

TEST_CASE("a code of another queue is told apart before anything is sent") {
  rig::Queue q;
  rig::Queue other;
  const auto code = other.service().add_kiosk("lobby", rig::kAdmin).value();
  bool sent = false;
  const auto kiosk = rig::enrol(code, q.service().enrol_offer(), [&](const std::string& body) {
    sent = true;
    return q.service().enrol(body);
  });
  CHECK_FALSE(kiosk);
  CHECK_FALSE(sent);
}

TEST_CASE("only a digest of the secret is kept") {
  rig::Queue q;
  const auto secret = new_secret(q);
  q.open = {};
  for (const auto& entry : std::filesystem::directory_iterator(q.data))
    CHECK(base::read_file(entry.path()).value().find(secret) == std::string::npos);
}

TEST_CASE("signed requests: who, signature, time and nonce") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  using queue::Entry;
  const auto enters = [&](const intake::RequestStamp& stamp, std::string_view body = "body") {
    return q.service().check({"POST", "/api/v1/intakes", body, stamp}).value();
  };
  const auto good = kiosk.stamp(q.clock, "POST", "/api/v1/intakes", "body");
  CHECK(enters(good) == Entry::Open);
  CHECK(enters(good) == Entry::Replayed);
  CHECK(enters(kiosk.stamp(q.clock, "POST", "/api/v1/intakes", "body"), "other body") == Entry::BadSignature);
  CHECK(enters(kiosk.stamp(q.clock, "GET", "/api/v1/intakes", "body")) == Entry::BadSignature);
  CHECK(enters(kiosk.stamp(q.clock, "POST", "/api/v1/other", "body")) == Entry::BadSignature);
  auto changed = kiosk.stamp(q.clock, "POST", "/api/v1/intakes", "body");
  changed.time.ms += 1;
  CHECK(enters(changed) == Entry::BadSignature);

  rig::Kiosk stranger = kiosk;
  stranger.keys = intake::make_sign_keys();
  CHECK(enters(stranger.stamp(q.clock, "POST", "/api/v1/intakes", "body")) == Entry::BadSignature);
  stranger.id = "nobody";
  CHECK(enters(stranger.stamp(q.clock, "POST", "/api/v1/intakes", "body")) == Entry::UnknownKiosk);

  const auto at = [&](std::int64_t off_ms) {
    const base::ManualClock kiosk_clock({q.clock.utc().ms + off_ms});
    return kiosk.stamp(kiosk_clock, "POST", "/api/v1/intakes", "body");
  };
  CHECK(enters(at(300'000)) == Entry::Open);
  CHECK(enters(at(-300'000)) == Entry::Open);
  CHECK(enters(at(300'001)) == Entry::Skewed);
  CHECK(enters(at(-300'001)) == Entry::Skewed);
  CHECK(enters(at(86'400'000)) == Entry::Skewed);

  REQUIRE(q.service().revoke_kiosk(kiosk.id, rig::kAdmin));
  CHECK(enters(kiosk.stamp(q.clock, "POST", "/api/v1/intakes", "body")) == Entry::Revoked);
}

TEST_CASE("a replayed request is refused for as long as its time would be taken") {
  rig::Queue q;
  const auto kiosk = q.enrolled();
  const base::ManualClock ahead({q.clock.utc().ms + 300'000});
  const auto stamp = kiosk.stamp(ahead, "GET", "/x", "");
  CHECK(q.service().check({"GET", "/x", "", stamp}).value() == queue::Entry::Open);
  for (int minute = 1; minute <= 10; ++minute) {
    q.clock.advance(base::Millis{60'000});
    CHECK(q.service().check({"GET", "/x", "", stamp}).value() == queue::Entry::Replayed);
  }
  q.clock.advance(base::Millis{1});
  CHECK(q.service().check({"GET", "/x", "", stamp}).value() == queue::Entry::Skewed);
}
