#include "intake/enrolment.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

using namespace intake;

namespace {

QueueKeys known_keys() {
  QueueKeys keys;
  keys.sign.fill(1);
  keys.seal.fill(2);
  return keys;
}

// The hash half for known_keys, computed apart with Python's hashlib.blake2b.
constexpr const char* kKnownHash = "6Z0HH42AB8X2PZA4";

}  // namespace

TEST_CASE("code: 26 symbols in six groups, the hash half as known") {
  const auto text = EnrolCode::make(known_keys()).text();
  CHECK(text.size() == 31);
  for (const std::size_t at : {5U, 11U, 16U, 21U, 26U}) CHECK(text[at] == '-');
  CHECK(text.substr(12) == "6Z0H-H42A-B8X2-PZA4");
  CHECK(EnrolCode::parse(text)->fits(known_keys()));
}

TEST_CASE("code: what a person may type for it") {
  const std::string secret = "0123456789";
  const auto plain = EnrolCode::parse(secret + kKnownHash);
  REQUIRE(plain.has_value());
  CHECK(plain->secret() == secret);
  CHECK(plain->text() == "01234-56789-6Z0H-H42A-B8X2-PZA4");
  for (const char* typed :
       {"01234-56789-6z0h-h42a-b8x2-pza4", " 01234 56789 6Z0H H42A B8X2 PZA4 ",
        "O1234-56789-6ZOH-H42A-B8X2-PZA4", "0i234-56789-6zoh-h42a-b8x2-pza4", "0L234567896Z0HH42AB8X2PZA4"}) {
    CAPTURE(typed);
    const auto code = EnrolCode::parse(typed);
    REQUIRE(code.has_value());
    CHECK(code->text() == plain->text());
    CHECK(code->fits(known_keys()));
  }
}

TEST_CASE("code: anything else is refused") {
  for (const std::string& typed :
       {std::string(), std::string("0123456789"), std::string(25, 'A'), std::string(27, 'A'),
        std::string(25, 'A') + "U", std::string(25, 'A') + "!", std::string(26, '\xC3')}) {
    CAPTURE(typed);
    CHECK(EnrolCode::parse(typed).error().code == base::Code::Invalid);
  }
}

TEST_CASE("code: fits its keys alone, by each of 80 bits") {
  const auto code = EnrolCode::make(known_keys());
  auto other = known_keys();
  other.sign[31] ^= 1;
  CHECK_FALSE(code.fits(other));
  other = known_keys();
  other.seal[0] ^= 0x80;
  CHECK_FALSE(code.fits(other));
  std::swap(other.sign, other.seal);
  CHECK_FALSE(code.fits(other));

  const std::string text = "0123456789" + std::string(kKnownHash);
  constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  int bits = 0;
  for (std::size_t at = 10; at < text.size(); ++at) {
    for (unsigned bit = 1; bit < 32; bit *= 2, ++bits) {
      auto changed = text;
      changed[at] = kSymbols[kSymbols.find(text[at]) ^ bit];
      CHECK_FALSE(EnrolCode::parse(changed)->fits(known_keys()));
    }
  }
  CHECK(bits == 80);
}

TEST_CASE("code: secrets differ") {
  std::set<std::string> secrets;
  for (int i = 0; i < 200; ++i) secrets.insert(EnrolCode::make(known_keys()).secret());
  CHECK(secrets.size() == 200);
}

TEST_CASE("offer: comes back; each field is needed") {
  CHECK(enrol_offer_from_json(to_json(EnrolOffer{known_keys()}))->keys == known_keys());
  for (const char* text : {"", "{}", R"({"sign_key":"00","seal_key":"00"})", "[]"})
    CHECK_FALSE(enrol_offer_from_json(text).has_value());
}

TEST_CASE("request: only the queue of the sealing key reads the secret") {
  const auto queue = make_seal_keys();
  const EnrolRequest request{"0123456789", make_sign_keys().public_key, make_seal_keys().public_key};
  const auto text = sealed_json(request, queue.public_key);
  CHECK(text.find("0123456789") == std::string::npos);
  const auto read = enrol_request_from_json(text, queue);
  REQUIRE(read.has_value());
  CHECK(read->secret == request.secret);
  CHECK(read->kiosk_sign == request.kiosk_sign);
  CHECK(read->reply_to == request.reply_to);
  CHECK_FALSE(enrol_request_from_json(text, make_seal_keys()).has_value());
  CHECK_FALSE(enrol_request_from_json("{}", queue).has_value());
  CHECK_FALSE(enrol_request_from_json(R"({"sealed":"Zg=="})", queue).has_value());
  const auto inner = to_base64(seal(R"({"secret":"x"})", queue.public_key));
  CHECK_FALSE(enrol_request_from_json(R"({"sealed":")" + inner + R"("})", queue).has_value());
}

TEST_CASE("grant: signed by the queue, sealed to the one who asked") {
  const auto queue = make_sign_keys();
  const auto reply = make_seal_keys();
  EnrolGrant grant{"kiosk-1", {}};
  grant.card_key.bytes().fill(5);
  const auto text = sealed_json(grant, reply.public_key, queue.secret_key);
  const auto read = enrol_grant_from_json(text, reply, queue.public_key);
  REQUIRE(read.has_value());
  CHECK(read->kiosk == "kiosk-1");
  CHECK(read->card_key.bytes() == grant.card_key.bytes());
  CHECK(enrol_grant_from_json(text, reply, make_sign_keys().public_key).error().code == base::Code::Refused);
  CHECK_FALSE(enrol_grant_from_json(text, make_seal_keys(), queue.public_key).has_value());
  auto swapped = nlohmann::json::parse(text);
  swapped["sealed"] = to_base64(seal(R"({"kiosk":"kiosk-2","card_key":""})", reply.public_key));
  CHECK(enrol_grant_from_json(swapped.dump(), reply, queue.public_key).error().code == base::Code::Refused);
}
