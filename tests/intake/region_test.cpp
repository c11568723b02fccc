#include "intake/region.h"

#include <doctest/doctest.h>

#include <string>

using intake::RegionCode;
using intake::Side;

TEST_CASE("region: name, side and the other side") {
  const auto left = RegionCode::parse("calf_outer.L").value();
  CHECK(left.view() == "calf_outer.L");
  CHECK(left.name() == "calf_outer");
  CHECK(left.side() == Side::Left);
  CHECK(left.mirrored().view() == "calf_outer.R");
  CHECK(left.mirrored().mirrored() == left);
  const auto middle = RegionCode::parse("low_back.M").value();
  CHECK(middle.side() == Side::Middle);
  CHECK(middle.mirrored() == middle);
}

TEST_CASE("region: no region is empty") {
  const RegionCode none;
  CHECK(none.empty());
  CHECK(none.name().empty());
  CHECK(none.mirrored() == none);
}

TEST_CASE("region: the longest name has 24 characters") {
  CHECK(RegionCode::parse(std::string(24, 'a') + ".L").has_value());
  CHECK_FALSE(RegionCode::parse(std::string(25, 'a') + ".L").has_value());
}

TEST_CASE("region: everything else is refused") {
  for (const std::string_view text :
       {std::string_view(""), std::string_view("."), std::string_view(".L"), std::string_view("L"),
        std::string_view("calf"), std::string_view("calf.X"), std::string_view("calf.l"),
        std::string_view("Calf.L"), std::string_view("calf L"), std::string_view("calf-outer.L"),
        std::string_view("calf1.L"), std::string_view("calf.L "), std::string_view(" calf.L"),
        std::string_view("c\xC3\xA4lf.L"), std::string_view("calf\0.L", 7), std::string_view("calf.L\n")}) {
    CAPTURE(text);
    const auto code = RegionCode::parse(text);
    REQUIRE_FALSE(code.has_value());
    CHECK(code.error().code == base::Code::Invalid);
  }
}
