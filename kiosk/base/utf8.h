#pragma once
// UTF-8 texts from outside: names above all.
#include <cstdint>
#include <string>
#include <string_view>

namespace base {

// Well-formed, no overlong forms, no surrogates, no control characters (C0, DEL, C1).
bool is_plain_utf8(std::string_view text);
// Code points; contract: well-formed.
std::size_t count_code_points(std::string_view text);
// The first code point's bytes; empty for empty. Contract: well-formed.
std::string_view first_code_point(std::string_view text);
// Bytes up to and without the last code point.
std::string_view without_last_code_point(std::string_view text);
// The code point as UTF-8. Contract: a Unicode scalar value.
std::string to_utf8(char32_t code_point);

}  // namespace base
