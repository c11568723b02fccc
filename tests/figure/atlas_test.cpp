#include "figure/atlas.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "base/files.h"
#include "support.h"

using namespace figure;

namespace {

// The views a letter of the catalogue stands for; S is the side the region is on.
std::vector<View> listed_views(char letter, intake::Side side) {
  switch (letter) {
    case 'F': return {View::Front, View::LegsFront, View::UpperFront};
    case 'B': return {View::Back, View::LegsBack, View::UpperBack};
    case 'I': return {View::Inside};
    case 'U': return {View::Soles};
    default:
      return side == intake::Side::Left ? std::vector{View::Left, View::LegsLeft}
                                        : std::vector{View::Right, View::LegsRight};
  }
}

}  // namespace

TEST_CASE("the id maps' codes are the catalogue's codes") {
  const Atlas atlas = open_atlas();
  const content::Catalogue catalogue = load_catalogue();
  CHECK(atlas.codes().size() == 97);
  CHECK(catalogue.regions().size() == 97);
  std::set<intake::RegionCode> codes(atlas.codes().begin(), atlas.codes().end());
  CHECK(codes.size() == 97);
  for (const content::Region& known : catalogue.regions()) CHECK(codes.contains(known.code));
}

TEST_CASE("each region shows in every kind of view the catalogue lists for it") {
  const Atlas atlas = open_atlas();
  const content::Catalogue catalogue = load_catalogue();
  for (const content::Region& known : catalogue.regions()) {
    for (const char letter : known.views) {
      const auto views = listed_views(letter, known.code.side());
      const bool shown = std::any_of(views.begin(), views.end(),
                                     [&](View view) { return atlas.shape(view, known.code) != nullptr; });
      CHECK_MESSAGE(shown, known.code.view(), " in ", letter);
    }
  }
}

TEST_CASE("the committed measures are what the id maps measure") {
  const auto fresh = Atlas::measure(figure_dir());
  REQUIRE(fresh.has_value());
  const auto committed = base::read_file(figure_dir() / "measures.tsv");
  REQUIRE(committed.has_value());
  CHECK((*fresh == *committed));
}

TEST_CASE("both sides measure alike") {
  const Atlas atlas = open_atlas();
  for (const View view : kViews) {
    for (const RegionInView& here : atlas.regions(view)) {
      if (here.code.side() == intake::Side::Middle) continue;
      const Shape* there = atlas.shape(mirrored(view), here.code.mirrored());
      REQUIRE_MESSAGE(there != nullptr, view_name(view), " ", here.code.view());
      CAPTURE(std::string(here.code.view()));
      CHECK(std::abs(here.shape.area_px - there->area_px) <= 0.01 * here.shape.area_px + 8);
      CHECK(std::abs(here.shape.inscribed.radius - there->inscribed.radius) <= 1);
      CHECK(std::abs(here.shape.box.x + here.shape.box.w - (kViewWidth - there->box.x)) <= 1);
      CHECK(std::abs(here.shape.box.y - there->box.y) <= 1);
    }
  }
}

TEST_CASE("the middle of a region's circle is that region, and its neighbourhood too") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    for (const RegionInView& here : atlas.regions(view)) {
      const auto& [centre, radius] = here.shape.inscribed;
      for (const double turn : {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}) {
        const double x = centre.x + 0.9 * (radius - 1) * std::cos(turn);
        const double y = centre.y + 0.9 * (radius - 1) * std::sin(turn);
        CHECK(atlas.region_at(view, x, y).value() == here.code);
      }
    }
  }
}

TEST_CASE("where the body stands on the canvas") {
  const Atlas atlas = open_atlas();
  const Box back = atlas.body_box(View::Back);
  CHECK(std::abs(back.h * mm_per_px(View::Back, 1840) / 10 - 184) < 2);  // cm of body
  CHECK(std::abs(back.x + back.w / 2 - kViewWidth / 2) <= 1);
  for (const View view : kViews) {
    for (const RegionInView& here : atlas.regions(view)) {
      CHECK(intersection(here.shape.box, atlas.body_box(view)) == here.shape.box);
    }
  }
}

TEST_CASE("the nearest region within reach, from just beside the body; none from far away") {
  Atlas atlas = open_atlas();
  const Shape* calf = atlas.shape(View::LegsBack, region("calf_outer.L"));
  REQUIRE(calf != nullptr);
  const double y = calf->inscribed.centre.y;
  double edge = calf->inscribed.centre.x;  // leftwards to the silhouette
  while (!atlas.region_at(View::LegsBack, edge, y)->empty()) --edge;
  CHECK(atlas.region_at(View::LegsBack, edge - 20, y)->empty());
  const IdMap& map = **atlas.id_map(View::LegsBack);
  const RegionIndex near = map.nearest(edge - 20, y, 42);
  REQUIRE(near != 0);
  CHECK(atlas.codes()[near - 1U] == region("calf_outer.L"));
  CHECK(map.nearest(edge - 60, y, 42) == 0);
  CHECK(map.nearest(edge - 20, y, 0) == 0);
}

TEST_CASE("points off the canvas") {
  Atlas atlas = open_atlas();
  for (const double far : {-1.0, -1e9, 1e9, 1e300, std::nan("")}) {
    CHECK(atlas.region_at(View::Back, far, 900)->empty());
    CHECK(atlas.region_at(View::Back, 540, far)->empty());
    const IdMap& map = **atlas.id_map(View::Back);
    CHECK(map.nearest(far, 900, 40) == 0);
    CHECK(map.nearest(far, far, 55) == 0);
  }
}

TEST_CASE("a missing or broken file is named") {
  TemporaryFolder folder;
  std::filesystem::copy(figure_dir(), folder.path());
  const auto open_error = [&] {
    const auto atlas = Atlas::open(folder.path());
    return atlas ? std::string() : atlas.error().what;
  };
  CHECK(open_error().empty());
  std::filesystem::remove(folder.path() / "soles.svg");
  CHECK(open_error() == (folder.path() / "soles.svg").string() + ": not there");
  std::ofstream(folder.path() / "soles.svg") << "<svg></svg>";
  CHECK(open_error().empty());
  auto atlas = Atlas::open(folder.path());
  CHECK(atlas->outlines(View::Soles).error().code == base::Code::Parse);
  std::ofstream(folder.path() / "soles.ids.png") << "not a picture";
  CHECK(atlas->id_map(View::Soles).error().what.starts_with((folder.path() / "soles.ids.png").string()));
  std::filesystem::copy_file(figure_dir() / "back.clay.png", folder.path() / "left.ids.png",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(atlas->id_map(View::Left).error().code == base::Code::Parse);
  std::ofstream(folder.path() / "measures.tsv", std::ios::app) << "back\tcalf_outer.L\t1\n";
  CHECK(open_error() == (folder.path() / "measures.tsv").string() + ":434: not a line of this table");
  std::ofstream(folder.path() / "regions.tsv", std::ios::app) << "99\tnew_place.L\n";
  CHECK(open_error() == (folder.path() / "regions.tsv").string() + ":99: not a line of this table");
}
