#include "base/secret.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>

#include "base/short_text.h"

TEST_CASE("a secret text keeps nothing inside itself") {
  const base::SecretString secret("Zo\xC3\xAB");
  const auto* inside = reinterpret_cast<const char*>(&secret);
  const auto* at = secret.view().data();
  CHECK_FALSE((at >= inside && at < inside + sizeof secret));
}

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // reading memory given back is the point of this test
TEST_CASE("what a client said is not found in memory given back") {
  constexpr std::string_view said = "said-in-the-lobby-and-nowhere-else-0123456789";
  std::uintptr_t where = 0;
  {
    const base::SecretString secret(said);
    where = reinterpret_cast<std::uintptr_t>(secret.view().data());
  }
  // The heap keeps its own links in the first 16 bytes; the rest must be zero.
  const auto* freed = reinterpret_cast<const volatile char*>(where);
  bool zero = true;
  for (std::size_t i = 16; i < said.size(); ++i) zero = zero && freed[i] == 0;
  CHECK(zero);
}
#endif

TEST_CASE("forgetting gives the memory back, which is when it is wiped") {
  base::SecretVector<int> secret{1, 2, 3};
  base::forget(secret);
  CHECK(secret.empty());
  CHECK(secret.capacity() == 0);
}

TEST_CASE("a secret text edits as a text does") {
  base::SecretString secret("ab");
  secret.append("cd");
  CHECK(secret.view() == "abcd");
  secret.truncate(1);
  CHECK(secret == base::SecretString("a"));
  secret.clear();
  CHECK(secret.empty());
  CHECK_MESSAGE(secret.bytes().capacity() == 0, "cleared memory is given back, which is when it is wiped");
}

TEST_CASE("a short text holds up to its capacity and no NUL") {
  using Code = base::ShortText<4>;
  CHECK(Code("abcd").view() == "abcd");
  CHECK_FALSE(Code::fits("abcde"));
  CHECK_FALSE(Code::fits(std::string_view("a\0b", 3)));
  CHECK(Code{}.empty());
}
