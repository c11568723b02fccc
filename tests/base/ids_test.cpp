#include "base/ids.h"

#include <doctest/doctest.h>

TEST_CASE("a UUIDv7 carries its version, variant and time, and reads back") {
  const auto id = base::make_uuid7({0x0123456789AB});
  const auto text = base::to_text(id);
  CHECK(text.substr(0, 15) == "01234567-89ab-7");
  CHECK((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
  CHECK(base::parse_uuid(text) == id);
}

TEST_CASE("ids of later milliseconds sort later, and no two are alike") {
  const auto first = base::make_uuid7({1000});
  const auto second = base::make_uuid7({1001});
  CHECK(first < second);
  CHECK(base::make_uuid7({1000}) != first);
}

TEST_CASE("what is not a UUID is refused") {
  for (const char* text : {"", "01234567-89ab-7000-8000-00000000000", "0123456789ab-7000-8000-0000000000000",
                           "01234567-89ab-7000-8000-00000000000g"}) {
    CHECK_FALSE(base::parse_uuid(text));
  }
}
