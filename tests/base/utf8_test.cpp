#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("names of people are plain UTF-8") {
  for (const char* name : {"Zo\xC3\xAB", "O\xE2\x80\x99Neil", "\xE6\x9D\x8E", "\xF0\x9F\x8F\x83", ""})
    CHECK(base::is_plain_utf8(name));
}

TEST_CASE("broken, overlong, surrogate and control sequences are not") {
  for (const char* text : {"\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF",
                           "a\nb", "\x7F", "\xC2\x85"}) {
    CHECK_FALSE(base::is_plain_utf8(text));
  }
}

TEST_CASE("code points are counted, taken and made") {
  const std::string name = "\xC3\x8Bva";
  CHECK(base::count_code_points(name) == 3);
  CHECK(base::first_code_point(name) == "\xC3\x8B");
  CHECK(base::without_last_code_point("Zo\xC3\xAB") == "Zo");
  CHECK(base::without_last_code_point("").empty());
  CHECK(base::to_utf8(U'\u00EB') == "\xC3\xAB");
  CHECK(base::to_utf8(0x1F3C3) == "\xF0\x9F\x8F\x83");
}
