#include "intake/seal.h"

#include <doctest/doctest.h>

#include <string>

using namespace intake;

TEST_CASE("seal: what is sealed opens with its key and no other") {
  const auto keys = make_seal_keys();
  const auto sealed = seal_padded("said in confidence", keys.public_key);
  CHECK(open_padded(sealed, keys).value().view() == "said in confidence");
  CHECK(open_padded(sealed, make_seal_keys()).error().code == base::Code::Parse);
}

TEST_CASE("seal: short texts have one length, and steps say no more") {
  const auto keys = make_seal_keys();
  const auto size = [&](std::size_t length) {
    return seal_padded(std::string(length, 'x'), keys.public_key).size();
  };
  CHECK(size(0) == size(1));
  CHECK(size(0) == size(kPadStep - 1));
  CHECK(size(kPadStep) == size(0) + kPadStep);
  CHECK(size(2 * kPadStep - 1) == size(kPadStep));
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, kPadStep - 1, kPadStep, kPadStep + 1, 10 * kPadStep}) {
    const std::string text(length, 'x');
    CHECK(open_padded(seal_padded(text, keys.public_key), keys).value().view() == text);
  }
}

TEST_CASE("seal: the same text never looks the same, and never shows") {
  const auto keys = make_seal_keys();
  const auto first = seal_padded("calf_outer.L", keys.public_key);
  CHECK(first != seal_padded("calf_outer.L", keys.public_key));
  CHECK(std::string(first.begin(), first.end()).find("calf") == std::string::npos);
}

TEST_CASE("seal: any changed, missing or added byte is refused") {
  const auto keys = make_seal_keys();
  const auto sealed = seal("short", keys.public_key);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] ^= 1;
    CHECK_FALSE(open(changed, keys).has_value());
    CHECK_FALSE(open(std::span(sealed).first(at), keys).has_value());
  }
  auto longer = sealed;
  longer.push_back(0);
  CHECK_FALSE(open(longer, keys).has_value());
}

TEST_CASE("seal: a sealed text without our padding is refused") {
  const auto keys = make_seal_keys();
  CHECK_FALSE(open_padded(seal("", keys.public_key), keys).has_value());
  CHECK_FALSE(open_padded(seal("not padded", keys.public_key), keys).has_value());
  CHECK_FALSE(open_padded(seal(std::string(kPadStep, 'x'), keys.public_key), keys).has_value());
}

TEST_CASE("keys: the same seed gives the same keys") {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(9);
  CHECK(seal_keys_from_seed(seed).public_key == seal_keys_from_seed(seed).public_key);
  const auto sealed = seal("x", seal_keys_from_seed(seed).public_key);
  CHECK(open(sealed, seal_keys_from_seed(seed)).has_value());
  CHECK(verify("x", sign("x", sign_keys_from_seed(seed).secret_key), sign_keys_from_seed(seed).public_key));
  seed[0] = 8;
  CHECK_FALSE(open(sealed, seal_keys_from_seed(seed)).has_value());
}

TEST_CASE("signature: of this message by this key alone") {
  const auto keys = make_sign_keys();
  const auto signature = sign("message", keys.secret_key);
  CHECK(verify("message", signature, keys.public_key));
  CHECK_FALSE(verify("massage", signature, keys.public_key));
  CHECK_FALSE(verify("message", signature, make_sign_keys().public_key));
  CHECK_FALSE(verify("message", std::span(signature).first(63), keys.public_key));
  for (std::size_t at = 0; at < signature.size(); ++at) {
    auto changed = signature;
    changed[at] ^= 1;
    CHECK_FALSE(verify("message", changed, keys.public_key));
  }
}

// RFC 4648, section 10.
TEST_CASE("base64: known answers both ways") {
  for (const auto& [plain, encoded] : {std::pair{"", ""},
                                       {"f", "Zg=="},
                                       {"fo", "Zm8="},
                                       {"foo", "Zm9v"},
                                       {"foob", "Zm9vYg=="},
                                       {"fooba", "Zm9vYmE="},
                                       {"foobar", "Zm9vYmFy"}}) {
    const std::string text(plain);
    const base::Bytes bytes(text.begin(), text.end());
    CHECK(to_base64(bytes) == encoded);
    CHECK(from_base64(encoded).value() == bytes);
  }
}

TEST_CASE("base64: anything else is refused") {
  for (const std::string_view text :
       {"Zg", "Zg=", "Zg===", "Z", "Zm9v Zm9v", "Zm9v\n", "Zm9-", "Zm9_", "=", "Zh==", "Zm\xC3\xA4"}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text).has_value());
  }
}
