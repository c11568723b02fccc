// The messages between kiosk and queue: envelopes, stamps, receipts, lookups, configuration, state.
#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "base/ids.h"
#include "intake/envelope.h"
#include "intake/request.h"

using namespace intake;
using nlohmann::json;

namespace {

struct Sealed {
  SignKeys kiosk = make_sign_keys();
  SealKeys queue = make_seal_keys();
  base::Uuid id = base::make_uuid7({1'700'000'000'000});
  Envelope envelope = make_envelope("{}", id, 3, "kiosk-1", queue.public_key, kiosk.secret_key);
};

// Takes each field of a message away, then makes it an object: the reader must refuse both.
template <class Read>
void refuses_each_field(const std::string& message, Read read) {
  REQUIRE(read(message).has_value());
  const auto whole = json::parse(message);
  for (const auto& [field, value] : whole.items()) {
    CAPTURE(field);
    auto without = whole;
    without.erase(field);
    CHECK_FALSE(read(without.dump()).has_value());
    auto wrong = whole;
    wrong[field] = json::object();
    CHECK_FALSE(read(wrong.dump()).has_value());
  }
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("null"), std::string("{\"a\":"),
        std::string(100'000, '['), std::string(256 * 1024 + 1, ' ')})
    CHECK_FALSE(read(text).has_value());
}

}  // namespace

TEST_CASE("envelope: opens, holds, and comes back from JSON the same") {
  const Sealed sealed;
  CHECK(signature_holds(sealed.envelope, sealed.kiosk.public_key));
  CHECK_FALSE(signature_holds(sealed.envelope, make_sign_keys().public_key));
  CHECK(sealed.envelope.seal_key == seal_key_id(sealed.queue.public_key));
  CHECK(sealed.envelope.seal_key.size() == 16);
  CHECK(envelope_from_json(to_json(sealed.envelope)).value() == sealed.envelope);
  CHECK(open_padded(sealed.envelope.sealed, sealed.queue).value().view() == "{}");
}

TEST_CASE("envelope: the signature covers every field") {
  const Sealed sealed;
  const std::function<void(Envelope&)> changes[] = {
      [](Envelope& envelope) { envelope.seal_key[0] = envelope.seal_key[0] == '0' ? '1' : '0'; },
      [](Envelope& envelope) { envelope.kiosk = "kiosk-2"; },
      [](Envelope& envelope) { envelope.sequence += 1; },
      [](Envelope& envelope) { envelope.id.bytes[15] ^= 1; },
      [](Envelope& envelope) { envelope.sealed[100] ^= 1; },
      [](Envelope& envelope) { envelope.sealed.push_back(0); },
      [](Envelope& envelope) { envelope.signature[5] ^= 1; }};
  for (const auto& change : changes) {
    auto changed = sealed.envelope;
    change(changed);
    CHECK_FALSE(signature_holds(changed, sealed.kiosk.public_key));
  }
}

TEST_CASE("envelope: each missing or wrong field is refused") {
  const Sealed sealed;
  refuses_each_field(to_json(sealed.envelope), envelope_from_json);
  for (const auto& [field, value] :
       std::initializer_list<std::pair<const char*, json>>{{"version", 2},
                                                           {"sequence", 0},
                                                           {"sequence", -1},
                                                           {"sequence", 1.5},
                                                           {"id", "x"},
                                                           {"signature", "Zg=="},
                                                           {"sealed", "%"},
                                                           {"kiosk", std::string(65, 'k')},
                                                           {"seal_key", std::string(17, '0')}}) {
    CAPTURE(field);
    auto wrong = json::parse(to_json(sealed.envelope));
    wrong[field] = value;
    CHECK_FALSE(envelope_from_json(wrong.dump()).has_value());
  }
}

TEST_CASE("stamp: covers method, path, body, time and nonce, and no other key's holds") {
  const auto keys = make_sign_keys();
  const auto stamp =
      stamp_request("POST", "/api/v1/intakes", "body", "kiosk-1", {1'700'000'000'000}, keys.secret_key);
  const auto holds = [&](const RequestStamp& one, std::string_view method, std::string_view path,
                         std::string_view body) {
    return stamp_holds(one, method, path, body, keys.public_key);
  };
  CHECK(holds(stamp, "POST", "/api/v1/intakes", "body"));
  CHECK_FALSE(holds(stamp, "PUT", "/api/v1/intakes", "body"));
  CHECK_FALSE(holds(stamp, "POST", "/api/v1/intakes?x", "body"));
  CHECK_FALSE(holds(stamp, "POST", "/api/v1/intakes", "body "));
  auto later = stamp;
  later.time.ms += 1;
  CHECK_FALSE(holds(later, "POST", "/api/v1/intakes", "body"));
  auto renewed = stamp;
  renewed.nonce[0] = renewed.nonce[0] == '0' ? '1' : '0';
  CHECK_FALSE(holds(renewed, "POST", "/api/v1/intakes", "body"));
  auto unsigned_one = stamp;
  unsigned_one.signature = "";
  CHECK_FALSE(holds(unsigned_one, "POST", "/api/v1/intakes", "body"));
  unsigned_one.signature = "not base64";
  CHECK_FALSE(holds(unsigned_one, "POST", "/api/v1/intakes", "body"));
  CHECK_FALSE(stamp_holds(stamp, "POST", "/api/v1/intakes", "body", make_sign_keys().public_key));
}

TEST_CASE("stamp: a nonce is 16 bytes and never the same") {
  const auto keys = make_sign_keys();
  const auto one = stamp_request("GET", "/", "", "kiosk-1", {0}, keys.secret_key);
  CHECK(one.nonce.size() == 32);
  CHECK(one.nonce != stamp_request("GET", "/", "", "kiosk-1", {0}, keys.secret_key).nonce);
}

TEST_CASE("intake post: the envelope with its age") {
  const Sealed sealed;
  const auto text = to_json(IntakePost{sealed.envelope, 1234});
  const auto read = intake_post_from_json(text);
  REQUIRE(read.has_value());
  CHECK(read->envelope == sealed.envelope);
  CHECK(read->age_ms == 1234);
  refuses_each_field(text, intake_post_from_json);
  CHECK_FALSE(intake_post_from_json(to_json(IntakePost{sealed.envelope, -1})).has_value());
}

TEST_CASE("receipt, skew, lookup answer and state come back, and each field is needed") {
  const Sealed sealed;
  const auto receipt = to_json(Receipt{sealed.id, {1'700'000'000'123}});
  CHECK(receipt_from_json(receipt)->id == sealed.id);
  CHECK(receipt_from_json(receipt)->received.ms == 1'700'000'000'123);
  refuses_each_field(receipt, receipt_from_json);

  CHECK(skew_answer_from_json(to_json(SkewAnswer{{1'700'000'000'000}}))->server_time.ms == 1'700'000'000'000);
  CHECK_FALSE(skew_answer_from_json(R"({"type":"other","server_time":1700000000000})").has_value());
  CHECK_FALSE(skew_answer_from_json(R"({"type":"clock-skew"})").has_value());
  CHECK_FALSE(skew_answer_from_json(R"({"type":"clock-skew","server_time":-1})").has_value());
  CHECK_FALSE(
      skew_answer_from_json(R"({"type":"clock-skew","server_time":9223372036854775807})").has_value());

  const auto answer = to_json(LookupAnswer{true, "\xC3\x96", "member-9"});
  CHECK(lookup_answer_from_json(answer)->initial == "\xC3\x96");
  CHECK(lookup_answer_from_json(answer)->member == "member-9");
  refuses_each_field(answer, lookup_answer_from_json);
  CHECK_FALSE_MESSAGE(lookup_answer_from_json(to_json(LookupAnswer{true, "Anna", "m"})).has_value(),
                      "a name would be greeted");
  CHECK_FALSE(lookup_answer_from_json(to_json(LookupAnswer{true, "\n", "m"})).has_value());
  for (const char* member : {"m 9", "m\n", "\xC3\x96"}) {
    CAPTURE(member);
    CHECK_FALSE_MESSAGE(lookup_answer_from_json(to_json(LookupAnswer{true, "A", member})).has_value(),
                        "a record could not hold it");
  }

  const auto state = to_json(KioskStatus{4, 1, "absent", "0.1.0"});
  CHECK(kiosk_status_from_json(state)->reader == "absent");
  CHECK(kiosk_status_from_json(state)->waiting == 4);
  refuses_each_field(state, kiosk_status_from_json);
}

TEST_CASE("lookup: tokens come back as they were") {
  base::SecretVector<CardToken> tokens{
      {base::ShortText<8>("em40"), base::ShortText<64>(std::string(64, 'a'))},
      {base::ShortText<8>("em32"), base::ShortText<64>(std::string(64, 'b'))}};
  CHECK(lookup_from_json(lookup_json(tokens)).value() == tokens);
  for (const char* text :
       {R"({"tokens":[]})", R"({"tokens":{}})", R"({"tokens":[1]})", R"({"tokens":[{"width":"uid"}]})",
        R"({"tokens":[{"width":"123456789","token":"a"}]})", R"({})"}) {
    CAPTURE(text);
    CHECK_FALSE(lookup_from_json(text).has_value());
  }
  while (tokens.size() < 9) tokens.push_back(tokens[0]);
  CHECK_FALSE(lookup_from_json(lookup_json(tokens)).has_value());
}

TEST_CASE("configuration: comes back, and each field is needed") {
  const KioskConfig config{"Lauftreff", "Europe/Berlin", 12, {{"t1", "Maya R."}, {"t2", "J\xC3\xB6rg"}}};
  CHECK(kiosk_config_from_json(to_json(config)).value() == config);
  refuses_each_field(to_json(config), kiosk_config_from_json);
  for (const char* months : {"-1", "0", "1201", "4294967308"}) {
    CAPTURE(months);
    CHECK_FALSE(
        kiosk_config_from_json(
            std::string(R"({"clinic":"","time_zone":"","therapists":[],"retention_months":)") + months + "}")
            .has_value());
  }
  for (const char* id : {"", "t 1", "t\n"}) {
    CAPTURE(id);
    CHECK_FALSE(kiosk_config_from_json(to_json(KioskConfig{"L", "UTC", 12, {{id, "Maya"}}})).has_value());
  }
  CHECK_FALSE(kiosk_config_from_json(to_json(KioskConfig{"L", "UTC", 12, {{"t1", "Ma\nya"}}})).has_value());
}
