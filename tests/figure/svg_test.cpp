#include "figure/svg.h"

#include "support.h"

using namespace figure;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

}  // namespace

TEST_CASE("a drawing holds every region, each mark once, and its number at the circle's centre") {
  Atlas atlas = open_atlas();
  Marks marks;
  marks.levels = {{region("calf_outer.L"), 7}, {region("knee_cap.L"), 3}};
  marks.avoid = {region("knee_back.R")};
  marks.chosen = region("calf_outer.L");
  const auto drawing = to_svg(atlas, View::Back, marks);
  REQUIRE(drawing.has_value());
  CHECK(drawing->starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1080 1920\""));
  CHECK(drawing->ends_with("</svg>\n"));
  CHECK(count(*drawing, "<path id=\"") == atlas.regions(View::Back).size() + 1);
  CHECK(count(*drawing, "class=\"mark\"") == 1);  // the kneecap is not seen from behind
  CHECK(count(*drawing, "data-region=\"calf_outer.L\" data-level=\"7\"") == 1);
  CHECK(count(*drawing, "class=\"avoid\" data-region=\"knee_back.R\"") == 1);
  CHECK(count(*drawing, "<text ") == 1);
  CHECK(count(*drawing, ">7</text>") == 1);
  CHECK(count(*drawing, "id=\"chosen\"") == 1);
}

TEST_CASE("a region not to be touched shows no level") {
  Atlas atlas = open_atlas();
  Marks marks;
  marks.levels = {{region("glute.L"), 7}};
  marks.avoid = {region("glute.L")};
  const auto drawing = to_svg(atlas, View::Back, marks, {.seams = false});
  REQUIRE(drawing.has_value());
  CHECK(count(*drawing, "class=\"mark\"") == 0);
  CHECK(count(*drawing, "<text ") == 0);
  CHECK(count(*drawing, "id=\"seams\"") == 0);
}
