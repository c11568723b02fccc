// The committed views are what the sculpture bakes: baked anew, smaller, and compared.
#include "sculpture/bake.h"

#include <map>

#include "sculpture/camera.h"
#include "support.h"

using namespace figure;

namespace {

constexpr sculpture::BakeOptions kSmall = {.height = 480, .samples = 2, .threads = 0};
constexpr int kShrink = kViewHeight / kSmall.height;
// Along every seam a px of either picture may be the other's neighbour: a region four of the small px wide
// has half of them on a border.
constexpr double kAgreement = 0.95;

constexpr int kCertain = 400;  // small px of a region that shows in both or in neither

struct Count {
  int here = 0;
  int there = 0;
};

void compare(const sculpture::Baked& baked) {
  CAPTURE(std::string(view_name(baked.view)));
  const auto committed =
      read_grey_png(figure_dir() / (std::string(view_name(baked.view)) + ".ids.png"), 1).value();
  REQUIRE(committed.width == baked.ids.width * kShrink);
  int body = 0;
  int same = 0;
  std::map<int, Count> regions;
  for (int y = 0; y < baked.ids.height; ++y) {
    for (int x = 0; x < baked.ids.width; ++x) {
      const int here = baked.ids.bytes[static_cast<std::size_t>(y * baked.ids.width + x)];
      const int at = (y * kShrink + kShrink / 2) * committed.width + x * kShrink + kShrink / 2;
      const int there = committed.bytes[static_cast<std::size_t>(at)];
      ++regions[here].here;
      ++regions[there].there;
      body += here != 0 || there != 0 ? 1 : 0;
      same += here == there && here != 0 ? 1 : 0;
    }
  }
  CHECK(same >= kAgreement * body);
  for (const auto& [region, count] : regions) {
    CAPTURE(region);
    // A strip as thin as tidying lets pass may fall to its neighbours in one of the two.
    if (count.there > kCertain) CHECK(count.here > 0);
    if (count.here > kCertain) CHECK(count.there > 0);
  }
}

}  // namespace

TEST_CASE("a small bake of each view agrees with the committed one") {
  for (const View view : kViews) {
    if (sculpture::source_of(view) != view) continue;
    for (const sculpture::Baked& baked : sculpture::bake(view, kSmall)) compare(baked);
  }
}

TEST_CASE("the bake is the same whatever the number of threads") {
  for (const View view : {View::Front, View::Left}) {
    const auto one = sculpture::bake(view, {.height = 320, .samples = 1, .threads = 1});
    const auto three = sculpture::bake(view, {.height = 320, .samples = 1, .threads = 3});
    REQUIRE(one.size() == three.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      CHECK((one[i].clay.bytes == three[i].clay.bytes));
      CHECK((one[i].ids.bytes == three[i].ids.bytes));
      CHECK((one[i].svg == three[i].svg));
    }
  }
}

TEST_CASE("what is written reads back") {
  const TemporaryFolder folder;
  const auto soles = sculpture::bake(View::Soles, {.height = 160, .samples = 2, .threads = 0});
  REQUIRE(soles.size() == 1);
  REQUIRE(sculpture::write(soles[0], folder.path()).has_value());
  CHECK((read_grey_png(folder.path() / "soles.clay.png", 2)->bytes == soles[0].clay.bytes));
  CHECK((read_grey_png(folder.path() / "soles.ids.png", 1)->bytes == soles[0].ids.bytes));
  CHECK(Outlines::parse(soles[0].svg, "soles.svg").has_value());
  CHECK_FALSE(sculpture::write(soles[0], folder.path() / "nowhere").has_value());
}
