// The ghost of the last visit's marks, pixel for pixel: alone, under today's mark, and with what is not to be
// touched.
#include <doctest/doctest.h>

#include <cstdlib>

#include "figure/paint.h"
#include "pictures.h"

namespace {

intake::RegionCode code(const char* text) { return *intake::RegionCode::parse(text); }

}  // namespace

TEST_CASE("the ghost of the last visit is as it was") {
  const std::filesystem::path source = BODYMAP_SOURCE_DIR;
  auto atlas = figure::Atlas::open(source / "assets/figure").value();
  figure::Marks marks;
  marks.levels = {{code("calf_outer.L"), 2}, {code("ham_outer.R"), 10}, {code("calf_inner.R"), 6}};
  marks.avoid = {code("knee_back.L")};
  for (const char* region :
       {"calf_outer.L", "ham_outer.R", "knee_back.L", "glute.L", "glute_upper.L", "achilles.R"})
    marks.last.push_back(code(region));
  marks.chosen = code("calf_inner.R");
  const auto picture =
      figure::paint(atlas, figure::View::LegsBack, marks, {.scale = 0.72, .seams = true}).value();
  const auto out = std::filesystem::path(BODYMAP_GOLDEN_OUT) / "figure";
  std::filesystem::create_directories(out);
  REQUIRE(figure::write_png(picture, out / "ghost.png"));
  golden::Book book(source / "tests/golden/figure");
  if (std::getenv("BODYMAP_BLESS") != nullptr) {
    book.bless("ghost", out / "ghost.png");
    book.forget_others();
    book.save();
    return;
  }
  const auto difference = book.difference("ghost", out / "ghost.png");
  CHECK_MESSAGE(difference.empty(), difference);
}
