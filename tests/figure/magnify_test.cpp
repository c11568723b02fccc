#include "figure/magnify.h"

#include <algorithm>

#include "figure/colours.h"
#include "figure/paint.h"
#include "support.h"

using namespace figure;

namespace {

Rgb at(const Picture& picture, double x, double y) {
  const auto i =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) *
      4;
  return {picture.rgba[i], picture.rgba[i + 1], picture.rgba[i + 2]};
}

}  // namespace

TEST_CASE("a part enlarged: the candidate filled, its neighbours as they were, lines as thin as ever") {
  Atlas atlas = open_atlas();
  Painter painter = *Painter::open(atlas, View::LegsBack);
  painter.paint({}, {.seams = true});
  const Outlines& outlines = **atlas.outlines(View::LegsBack);
  const Shape& calf = *atlas.shape(View::LegsBack, region("calf_outer.L"));
  const Shape& inner = *atlas.shape(View::LegsBack, region("calf_inner.L"));
  Magnified wanted;
  wanted.part = grown(hull(calf.box, inner.box), 10);
  wanted.width = wanted.part.w * 2;
  wanted.height = wanted.part.h * 2;
  wanted.candidate = region("calf_outer.L");
  const Picture whole = *paint(atlas, View::LegsBack, {}, {.seams = true});
  const Picture body = painter.part_without_seams(wanted.part);
  CHECK((body.rgba == cropped(*paint(atlas, View::LegsBack, {}), wanted.part).rgba));
  CHECK(painter.paint({}, {.seams = true}).empty());
  const Picture picture = magnify(body, outlines, wanted);
  CHECK(picture.width == wanted.width);
  CHECK(picture.height == wanted.height);
  const auto place = [&](const Shape& shape) {
    return Point{(shape.inscribed.centre.x - static_cast<float>(wanted.part.x)) * 2,
                 (shape.inscribed.centre.y - static_cast<float>(wanted.part.y)) * 2};
  };
  const Point here = place(calf);
  CHECK(at(picture, here.x, here.y) == kCandidate);
  const Point there = place(inner);
  const Rgb before = at(whole, inner.inscribed.centre.x, inner.inscribed.centre.y);
  const Rgb after = at(picture, there.x, there.y);
  CHECK(std::abs(before.r - after.r) <= 2);
  CHECK(std::abs(before.b - after.b) <= 2);

  const auto inked = [&](const Picture& shown) {
    int count = 0;
    for (int x = 0; x < shown.width; ++x) count += at(shown, x, here.y) == kInk ? 1 : 0;
    return count;
  };
  Magnified twice = wanted;
  twice.width *= 2;
  twice.height *= 2;
  const Picture larger = magnify(body, outlines, twice);
  int line = 0;
  for (int x = 0; x < larger.width; ++x) line += at(larger, x, here.y * 2) == kInk ? 1 : 0;
  CHECK(inked(picture) >= 4);
  CHECK(std::abs(line - inked(picture)) <= 3);
  CHECK((magnify(body, outlines, wanted).rgba == picture.rgba));
}
