#include "figure/paint.h"

#include <cmath>
#include <random>

#include "figure/colours.h"
#include "figure/outline.h"
#include "figure/raster.h"
#include "figure/tone.h"
#include "support.h"

using namespace figure;

namespace {

struct Seen {
  int r, g, b, a;
  bool operator==(const Seen&) const = default;
};

Seen seen(const Picture& picture, Point at) {
  const std::uint8_t* p =
      picture.rgba.data() + (static_cast<int>(at.y) * picture.width + static_cast<int>(at.x)) * 4;
  return {p[0], p[1], p[2], p[3]};
}

Picture painted(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options = {}) {
  auto picture = paint(atlas, view, marks, options);
  REQUIRE(picture.has_value());
  return *std::move(picture);
}

bool close(int value, double expected) { return std::abs(value - expected) <= 1.01; }

Point middle(const Atlas& atlas, View view, const char* code) {
  const Shape* shape = atlas.shape(view, region(code));
  REQUIRE(shape != nullptr);
  return shape->inscribed.centre;
}

Marks one(const char* code, int level) {
  Marks marks;
  marks.levels.push_back({region(code), level});
  return marks;
}

}  // namespace

TEST_CASE("porcelain: the six steps of the ramp") {
  const auto ramp = porcelain_ramp();
  CHECK(std::lround(ramp[0].r) == 0x48);
  CHECK(std::lround(ramp[0].b) == 0x59);
  CHECK(std::lround(ramp[255].g) == 0xF3);
  const auto near = [&](double lightness, Rgb expected) {
    const Colour& at = ramp[static_cast<std::size_t>(std::lround(lightness * 255))];
    CHECK(std::abs(at.r - expected.r) < 1.2);
    CHECK(std::abs(at.g - expected.g) < 1.2);
    CHECK(std::abs(at.b - expected.b) < 1.2);
  };
  near(0.15, rgb(0x6E7681));
  near(0.35, rgb(0x9CA5AE));
  near(0.55, rgb(0xC4CBD0));
  near(0.75, rgb(0xDFE3E5));
}

TEST_CASE("the plain body is the clay's light in porcelain; beside it is nothing") {
  Atlas atlas = open_atlas();
  const Picture picture = painted(atlas, View::Back, {});
  const auto clay = read_grey_png(atlas.clay_file(View::Back), 2);
  REQUIRE(clay.has_value());
  const auto ramp = porcelain_ramp();
  for (const char* code : {"back_mid.L", "calf_outer.L", "glute.R", "head.M", "knee_back.R"}) {
    const Point at = middle(atlas, View::Back, code);
    const auto index = (static_cast<std::size_t>(at.y) * 1080 + static_cast<std::size_t>(at.x)) * 2;
    const Colour expected = ramp[clay->bytes[index]];
    CHECK(seen(picture, at) == Seen{static_cast<int>(std::lround(expected.r)),
                                    static_cast<int>(std::lround(expected.g)),
                                    static_cast<int>(std::lround(expected.b)), 255});
  }
  CHECK(seen(picture, {20, 20}) == Seen{kClearColour[0], kClearColour[1], kClearColour[2], 0});
}

TEST_CASE("level 7 lifts 70 % to white, multiplies, then lays 22 % on flat") {
  Atlas atlas = open_atlas();
  const Point at = middle(atlas, View::LegsBack, "calf_outer.L");
  const Seen body = seen(painted(atlas, View::LegsBack, {}), at);
  const Seen mark = seen(painted(atlas, View::LegsBack, one("calf_outer.L", 7)), at);
  const auto expected = [](int bare, int level) {
    const double lifted = bare + 0.7 * (255 - bare);
    const double multiplied = lifted * level / 255;
    return multiplied + 0.22 * (level - multiplied);
  };
  CHECK(close(mark.r, expected(body.r, 0xA1)));
  CHECK(close(mark.g, expected(body.g, 0x55)));
  CHECK(close(mark.b, expected(body.b, 0x62)));
  CHECK(mark.a == 255);
}

TEST_CASE("a mark's strength is how far it has come") {
  Atlas atlas = open_atlas();
  const Point at = middle(atlas, View::Back, "calf_outer.L");
  Marks half = one("calf_outer.L", 10);
  half.levels[0].strength = 0.5F;
  const Seen bare = seen(painted(atlas, View::Back, {}), at);
  const Seen full = seen(painted(atlas, View::Back, one("calf_outer.L", 10)), at);
  CHECK(close(seen(painted(atlas, View::Back, half), at).r, (bare.r + full.r) / 2.0));
}

TEST_CASE("the chosen outline lies outside the shape: ink, then white, then nothing new") {
  Atlas atlas = open_atlas();
  const auto outlines = atlas.outlines(View::Back);
  REQUIRE(outlines.has_value());
  const auto& loops = (*outlines)->find(region("calf_outer.L"))->loops;
  const Picture plain = painted(atlas, View::Back, one("calf_outer.L", 7));
  for (const double scale : {1.0, 0.67}) {
    Marks marks = one("calf_outer.L", 7);
    marks.chosen = region("calf_outer.L");
    const Picture chosen = painted(atlas, View::Back, marks, {.scale = scale});
    const auto cover = coverage(loops);
    const Box box = grown(cover.box, 14);
    const auto away = distances(loops, true, box, 20);
    const double ink = 4.5 / scale;
    const double rim = 7.5 / scale;
    int inked = 0;
    int white = 0;
    for (int y = box.y; y < box.y + box.h; ++y) {
      for (int x = box.x; x < box.x + box.w; ++x) {
        const Point at{static_cast<float>(x), static_cast<float>(y)};
        const bool in_cover = !intersection(cover.box, {x, y, 1, 1}).empty();
        const int covered = in_cover ? cover.at(x, y) : 0;
        const double distance = away.at(x, y);
        if (covered == 255 || (covered == 0 && distance > rim + 0.6)) {
          CHECK(seen(chosen, at) == seen(plain, at));
        } else if (covered == 0 && distance < ink - 0.6) {
          CHECK(seen(chosen, at) == Seen{0x16, 0x22, 0x2B, 255});
          ++inked;
        } else if (covered == 0 && distance > ink + 0.6 && distance < rim - 0.6) {
          CHECK(seen(chosen, at) == Seen{0xFF, 0xFD, 0xF9, 255});
          ++white;
        }
      }
    }
    CHECK(inked > 500);
    CHECK(white > 500);
  }
}

TEST_CASE("chosen without a level is lifted 55 % to white; don't touch is ink on white and wins") {
  Atlas atlas = open_atlas();
  const Point at = middle(atlas, View::Back, "glute.L");
  const Seen bare = seen(painted(atlas, View::Back, {}), at);
  Marks chosen;
  chosen.chosen = region("glute.L");
  CHECK(close(seen(painted(atlas, View::Back, chosen), at).r, bare.r + 0.55 * (255 - bare.r)));
  Marks avoid = one("glute.L", 9);
  avoid.avoid.push_back(region("glute.L"));
  const Picture hatched = painted(atlas, View::Back, avoid);
  int dark = 0;
  int light = 0;
  for (int step = 0; step < 40; ++step) {  // across the stripes: 40 px at 45 degrees is two periods and more
    const Seen here = seen(hatched, {at.x + static_cast<float>(step) - 20, at.y});
    dark += here.r < 60 ? 1 : 0;
    light += here.r > 235 ? 1 : 0;
  }
  CHECK(dark >= 8);
  CHECK(light >= 20);
  CHECK(dark + light >= 32);
}

TEST_CASE("what is repainted is the same as painting afresh, and only the boxes change") {
  Atlas atlas = open_atlas();
  for (const View view : {View::LegsBack, View::Soles}) {
    auto painter = Painter::open(atlas, view);
    REQUIRE(painter.has_value());
    const PaintOptions options{.scale = 0.8, .shadow = true, .seams = true};
    Picture canvas = clear_canvas();
    const auto first = painter->paint({}, options);
    REQUIRE(first.size() == 1);
    CHECK(first[0].box == painter->frame());
    lay(canvas, first[0]);
    CHECK(painter->paint({}, options).empty());
    std::mt19937 random(5);
    const auto regions = atlas.regions(view);
    const auto any = [&] { return regions[random() % regions.size()].code; };
    Marks marks;
    for (int round = 0; round < 6; ++round) {
      marks.levels.push_back({any(), static_cast<int>(random() % 10) + 1});
      if (round % 2 == 0) marks.avoid.push_back(any());
      if (round == 4) marks.levels.erase(marks.levels.begin());
      marks.chosen = any();
      for (const Patch& patch : painter->paint(marks, options)) {
        CHECK(patch.box == intersection(patch.box, painter->frame()));
        CHECK_FALSE(patch.box == painter->frame());
        lay(canvas, patch);
      }
      CHECK((canvas.rgba == painted(atlas, view, marks, options).rgba));
    }
    const auto last = painter->paint({}, options);
    CHECK_FALSE(last.empty());
    for (const Patch& patch : last) lay(canvas, patch);
    CHECK((canvas.rgba == painted(atlas, view, {}, options).rgba));
  }
}

TEST_CASE("another scale is a frame of its own, with room for the outline at that scale") {
  Atlas atlas = open_atlas();
  auto painter = Painter::open(atlas, View::Left);
  REQUIRE(painter.has_value());
  Marks marks;
  marks.chosen = region("forearm_hand.L");
  painter->paint(marks, {.scale = 0.1});
  const Box wide = painter->frame();
  const auto patches = painter->paint(marks, {.scale = 1});
  const Box frame = painter->frame();
  CHECK(frame.w < wide.w);
  for (const int side : {frame.x, frame.y, frame.w, frame.h}) CHECK(side % 4 == 0);
  REQUIRE(patches.size() == 1);
  CHECK(patches[0].box == frame);
  Picture canvas = clear_canvas();
  lay(canvas, patches[0]);
  CHECK((canvas.rgba == painted(atlas, View::Left, marks).rgba));
}

TEST_CASE("seams have the present scale's width, also when the scale changed while none were drawn") {
  Atlas atlas = open_atlas();
  auto painter = Painter::open(atlas, View::LegsBack);
  REQUIRE(painter.has_value());
  painter->paint({}, {.scale = 0.3, .seams = true});
  painter->paint({}, {.scale = 1});
  const PaintOptions options{.scale = 1, .seams = true};
  const auto patches = painter->paint({}, options);
  REQUIRE(patches.size() == 1);
  Picture canvas = clear_canvas();
  lay(canvas, patches[0]);
  CHECK((canvas.rgba == painted(atlas, View::LegsBack, {}, options).rgba));
}

TEST_CASE("marks in regions the view does not show change nothing") {
  Atlas atlas = open_atlas();
  CHECK((painted(atlas, View::Soles, one("head.M", 5)).rgba == painted(atlas, View::Soles, {}).rgba));
}

TEST_CASE("the cut edge of a close-up fades in; a whole body stands on a shadow that can be left out") {
  Atlas atlas = open_atlas();
  const Picture legs = painted(atlas, View::LegsBack, {});
  CHECK(seen(legs, {540, 5}).a == 0);
  CHECK(seen(legs, {540, 74}).a > 100);
  CHECK(seen(legs, {540, 74}).a < 155);
  CHECK(seen(legs, {540, 145}).a == 255);
  const Point ground{440, 1856};
  CHECK(seen(painted(atlas, View::Back, {}), ground).a > 5);
  CHECK(seen(painted(atlas, View::Back, {}, {.shadow = false}), ground).a == 0);
}

TEST_CASE("seams, when asked for, darken the line between two regions and nothing inside them") {
  Atlas atlas = open_atlas();
  const Picture without = painted(atlas, View::Back, {});
  const Picture with = painted(atlas, View::Back, {}, {.seams = true});
  const Point inside = middle(atlas, View::Back, "glute.L");
  CHECK(seen(with, inside) == seen(without, inside));
  const auto outlines = atlas.outlines(View::Back);
  int darker = 0;
  for (const Polyline& line : (*outlines)->seams()) {
    const Point at = line[line.size() / 2];
    darker += seen(with, at).r < seen(without, at).r - 15 ? 1 : 0;
  }
  CHECK(darker > static_cast<int>((*outlines)->seams().size() * 8 / 10));
}

TEST_CASE("a ghost is ink dots in white on the region's edge, and is painted away without a trace") {
  Atlas atlas = open_atlas();
  auto painter = Painter::open(atlas, View::Back).value();
  Picture canvas = clear_canvas();
  const PaintOptions options{.scale = 0.73, .seams = true};
  const auto show = [&](const Marks& marks) {
    std::size_t px = 0;
    for (const Patch& patch : painter.paint(marks, options)) {
      lay(canvas, patch);
      px += patch.rgba.size() / 4;
    }
    return px;
  };
  show({});
  const Picture plain = canvas;
  Marks ghost;
  ghost.last = {region("glute.L")};
  const std::size_t changed = show(ghost);
  CHECK(changed > 0);
  CHECK(changed < 200 * 200);
  CHECK(canvas.rgba == painted(atlas, View::Back, ghost, options).rgba);
  CHECK(seen(canvas, middle(atlas, View::Back, "glute.L")) ==
        seen(plain, middle(atlas, View::Back, "glute.L")));
  int ink = 0;
  for (std::size_t i = 0; i < canvas.rgba.size(); i += 4) {
    ink += canvas.rgba[i] == kInk.r && canvas.rgba[i + 1] == kInk.g && plain.rgba[i] != kInk.r ? 1 : 0;
  }
  CHECK(ink > 100);
  // Over today's level it stays to be seen.
  ghost.levels = {{region("glute.L"), 10}};
  show(ghost);
  CHECK(canvas.rgba == painted(atlas, View::Back, ghost, options).rgba);
  show({});
  CHECK(canvas.rgba == plain.rgba);
}
