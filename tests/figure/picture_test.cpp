#include "figure/picture.h"

#include <fstream>

#include "support.h"

using namespace figure;

namespace {

Picture filled(int w, int h, std::array<std::uint8_t, 4> colour) {
  Picture picture{w, h, {}};
  for (int i = 0; i < w * h; ++i) picture.rgba.insert(picture.rgba.end(), colour.begin(), colour.end());
  return picture;
}

std::array<int, 4> pixel(const Picture& picture, int x, int y) {
  const std::uint8_t* at = picture.rgba.data() + (y * picture.width + x) * 4;
  return {at[0], at[1], at[2], at[3]};
}

}  // namespace

TEST_CASE("scaling keeps an even colour and the given size") {
  const Picture small = scaled(filled(1080, 1920, {200, 100, 50, 255}), 724, 1286);
  CHECK(small.width == 724);
  CHECK(small.height == 1286);
  CHECK(pixel(small, 0, 0) == std::array{200, 100, 50, 255});
  CHECK(pixel(small, 723, 1285) == std::array{200, 100, 50, 255});
}

TEST_CASE("scaling averages areas, weighted by opacity") {
  Picture picture = filled(4, 1, {255, 0, 0, 255});
  picture.rgba = {255, 0, 0, 255, 0, 0, 255, 255, 0, 255, 0, 255, 10, 20, 30, 0};
  const Picture half = scaled(picture, 2, 1);
  CHECK(pixel(half, 0, 0) == std::array{128, 0, 128, 255});
  CHECK(pixel(half, 1, 0) == std::array{0, 255, 0, 128});
  const Picture third = scaled(picture, 3, 1);
  CHECK(pixel(third, 0, 0) == std::array{191, 0, 64, 255});
}

TEST_CASE("what shows nothing has the clear colour, not black") {
  const Picture small = scaled(filled(10, 10, {0, 0, 0, 0}), 3, 3);
  CHECK(pixel(small, 1, 1) == std::array<int, 4>{kClearColour[0], kClearColour[1], kClearColour[2], 0});
}

TEST_CASE("cropping") {
  Picture picture = filled(5, 4, {1, 2, 3, 255});
  picture.rgba[(2 * 5 + 3) * 4] = 99;
  const Picture part = cropped(picture, {3, 2, 2, 2});
  CHECK(part.width == 2);
  CHECK(pixel(part, 0, 0)[0] == 99);
  CHECK(pixel(part, 1, 1)[0] == 1);
}

TEST_CASE("a PNG written is the PNG read, and other kinds are refused") {
  TemporaryFolder folder;
  const auto file = folder.path() / "x.png";
  REQUIRE(write_png(filled(3, 3, {9, 9, 9, 128}), file).has_value());
  CHECK(read_grey_png(file, 1).error().code == base::Code::Parse);
  CHECK(read_grey_png(folder.path() / "none.png", 1).error().code == base::Code::Absent);
  CHECK(write_png(filled(1, 1, {0, 0, 0, 0}), folder.path() / "no" / "x.png").error().code == base::Code::Io);
  const auto clay = read_grey_png(figure_dir() / "back.clay.png", 2);
  REQUIRE(clay.has_value());
  CHECK(clay->bytes.size() == 1080U * 1920U * 2U);
  std::ofstream(file, std::ios::trunc) << "\x89PNG\r\n\x1a\n and no more";
  CHECK(read_grey_png(file, 2).error().code == base::Code::Parse);
}
