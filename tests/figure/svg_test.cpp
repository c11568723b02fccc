#include "figure/svg.h"

#include <cstring>

#include "figure/colours.h"
#include "figure/tone.h"
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
  CHECK(count(*drawing, "class=\"tint ") == 1);  // the kneecap is not seen from behind
  CHECK(count(*drawing, "data-region=\"calf_outer.L\" data-level=\"7\"") == 1);
  CHECK(count(*drawing, "class=\"hatched\" data-region=\"knee_back.R\"") == 1);
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
  CHECK(count(*drawing, "class=\"tint ") == 0);
  CHECK(count(*drawing, "<text ") == 0);
  CHECK(count(*drawing, "id=\"seams\"") == 0);
}

TEST_CASE("the marks alone are the document's own, and need no style") {
  Atlas atlas = open_atlas();
  Marks marks;
  marks.levels = {{region("calf_outer.L"), 7}};
  marks.avoid = {region("knee_back.R")};
  marks.last = {region("glute.L")};
  const PaintOptions options{.scale = kSheetScale};
  const auto alone = marks_svg(atlas, View::Back, marks, options);
  REQUIRE(alone.has_value());
  CHECK(alone->starts_with("<g class=\"marks\">"));
  CHECK(alone->find("style") == std::string::npos);
  CHECK(alone->find("id=\"body\"") == std::string::npos);
  const auto whole = to_svg(atlas, View::Back, marks, options);
  REQUIRE(whole.has_value());
  CHECK(whole->find(*alone) != std::string::npos);
  // Where nothing shows there is nothing.
  CHECK(marks_svg(atlas, View::Soles, marks, options).value().empty());
}

TEST_CASE("a ghost is the same dots in the drawing and in the picture") {
  Atlas atlas = open_atlas();
  Marks marks;
  marks.last = {region("glute.L"), region("knee_cap.L")};
  const auto drawing = marks_svg(atlas, View::Back, marks, {.scale = 1});
  REQUIRE(drawing.has_value());
  CHECK(count(*drawing, "class=\"ghost\"") == 1);  // the kneecap is not seen from behind
  const auto picture = paint(atlas, View::Back, marks, {.scale = 1});
  REQUIRE(picture.has_value());
  int dots = 0;
  for (std::size_t at = 0; (at = drawing->find("<circle cx=\"", at)) != std::string::npos; ++at) {
    const auto value = [&](const char* name) {
      const auto from = drawing->find(name, at) + std::strlen(name);
      return std::stof(drawing->substr(from));
    };
    const int x = static_cast<int>(value("cx=\""));
    const int y = static_cast<int>(value("cy=\""));
    const std::uint8_t* px =
        picture->rgba.data() + (static_cast<std::size_t>(y) * kViewWidth + static_cast<std::size_t>(x)) * 4;
    CHECK(std::abs(px[0] - kInk.r) <= 2);
    ++dots;
  }
  CHECK(dots > 20);
}

TEST_CASE("a tint's layers, laid on one another, are the painter's tint") {
  for (int level = 1; level <= 10; ++level) {
    CAPTURE(level);
    for (const RampStep& step : kPorcelain) {
      const Colour body = colour(step.colour);
      Colour seen = body;
      for (const SvgLayer& layer : tint_layers(level)) {
        const Colour fill = colour(layer.fill);
        const Colour top = layer.multiplied
                               ? Colour{seen.r * fill.r / 255, seen.g * fill.g / 255, seen.b * fill.b / 255}
                               : fill;
        seen = mix(seen, top, static_cast<float>(layer.opacity));
      }
      const Colour due = tinted(body, colour(level_colour(level)));
      CHECK(seen.r == doctest::Approx(due.r).epsilon(0.002));
      CHECK(seen.g == doctest::Approx(due.g).epsilon(0.002));
      CHECK(seen.b == doctest::Approx(due.b).epsilon(0.002));
    }
  }
}
