// Every screen of the kiosk in both orientations is, pixel for pixel, the picture that was last looked at.
// Drawn by Mesa's software rasteriser, whose pixels do not depend on a graphics card.
#include <doctest/doctest.h>

#include <cstdlib>
#include <set>

#include "pictures.h"
#include "shell_fixture.h"
#include "support/temp_dir.h"

namespace {

void compare(int width, int height) {
  const auto size = std::to_string(width) + "x" + std::to_string(height);
  const auto out = std::filesystem::path(BODYMAP_GOLDEN_OUT) / size;
  std::filesystem::create_directories(out);
  golden::Book book(std::filesystem::path(BODYMAP_SOURCE_DIR) / "tests/golden/kiosk" / size);
  const bool bless = std::getenv("BODYMAP_BLESS") != nullptr;
  Kiosk kiosk(width, height);
  std::set<std::string> seen;
  for (const auto& scene : screens::all()) {
    seen.insert(scene.name);
    kiosk.settle(scene.visit, scene.now);
    if (!scene.tap.empty()) {
      kiosk.tap(scene.tap);
      kiosk.settle(scene.visit, scene.now);
    }
    const auto file = out / (scene.name + ".png");
    REQUIRE(kiosk.shell->screenshot(file.string()));
    if (bless) {
      book.bless(scene.name, file);
      continue;
    }
    const auto difference = book.difference(scene.name, file);
    CHECK_MESSAGE(difference.empty(), difference);
  }
  if (bless) {
    book.forget_others();
    book.save();
  }
  for (const auto& [name, pixels] : book.digests()) {
    CAPTURE(name);
    CHECK_MESSAGE(seen.contains(name), "a golden picture of a screen that is no more");
  }
}

}  // namespace

TEST_CASE("every portrait screen is as it was") { compare(1080, 1920); }

TEST_CASE("every landscape screen is as it was") { compare(1920, 1080); }

TEST_CASE("one pixel one step off is a difference, and its place is told") {
  support::TempDir dir;
  figure::Picture picture;
  picture.width = 90;
  picture.height = 60;
  picture.rgba.assign(90 * 60 * 4, 200);
  const auto file = dir.path() / "now.png";
  golden::Book book(dir.path() / "golden");
  REQUIRE(figure::write_png(picture, file));
  book.bless("screen", file);
  book.forget_others();
  CHECK(book.difference("screen", file).empty());
  CHECK_FALSE(book.difference("another", file).empty());
  for (std::size_t y = 30; y < 33; ++y) picture.rgba[(y * 90 + 45) * 4] = 90;
  REQUIRE(figure::write_png(picture, file));
  CHECK(book.difference("screen", file).find("x 45 to 48, y 30 to 33") != std::string::npos);
  picture.rgba.assign(90 * 60 * 4, 200);
  picture.rgba[0] = 201;
  REQUIRE(figure::write_png(picture, file));
  CHECK_FALSE(book.difference("screen", file).empty());
}
