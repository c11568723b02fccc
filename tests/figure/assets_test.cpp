// The baked views as they are committed: all of the catalogue in them, nothing torn, nothing doubled.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "figure/picture.h"
#include "figure/raster.h"
#include "support.h"

using namespace figure;
using intake::Side;

namespace {

constexpr double kLeastCircleMm = 12.7;  // of a region in its best view, body 400 mm
constexpr double kSliverPx = 6;          // radius of the inscribed circle, in any view
constexpr std::size_t kCrumb = 16;       // px
constexpr int kSliverArea = 500;         // px
constexpr std::uintmax_t kMostBytes = 12U << 20;
constexpr std::size_t kPixels = static_cast<std::size_t>(kViewWidth) * kViewHeight;

// The catalogue's letter for what a view shows.
char kind(View view) {
  switch (view) {
    case View::Front:
    case View::LegsFront:
    case View::UpperFront: return 'F';
    case View::Back:
    case View::LegsBack:
    case View::UpperBack: return 'B';
    case View::Inside: return 'I';
    case View::Soles: return 'U';
    default: return 'S';
  }
}

// Every px of a view's id map, by the order of the atlas's codes, from 1; 0 for none.
std::vector<int> ids(const Atlas& atlas, View view) {
  const auto picture = read_grey_png(figure_dir() / (std::string(view_name(view)) + ".ids.png"), 1);
  REQUIRE(picture.has_value());
  REQUIRE(picture->bytes.size() == kPixels);
  REQUIRE(atlas.codes().size() == 97);
  return {picture->bytes.begin(), picture->bytes.end()};
}

// What is in more than one piece, and why.
struct Torn {
  View view;
  const char* code;
  int pieces;
};
constexpr Torn kTorn[] = {{View::Left, "abdomen.M", 2},  // the forearm passes in front of it
                          {View::Right, "abdomen.M", 2}};

int expected_pieces(View view, intake::RegionCode code) {
  for (const Torn& torn : kTorn) {
    if (torn.view == view && code.view() == torn.code) return torn.pieces;
  }
  return 1;
}

// How many pieces a region is in, joined along the sides of px or across their corners. Where its outline
// runs out in a tip thinner than a px, the tip's last px stand apart: those crumbs are no pieces.
int pieces(const std::vector<int>& map, int id) {
  std::vector<bool> seen(map.size());
  int count = 0;
  for (std::size_t start = 0; start < map.size(); ++start) {
    if (map[start] != id || seen[start]) continue;
    std::vector<std::size_t> cells{start};
    seen[start] = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int at = static_cast<int>(cells[i]);
      for (const int dy : {-1, 0, 1}) {
        for (const int dx : {-1, 0, 1}) {
          const int x = at % kViewWidth + dx;
          const int y = at / kViewWidth + dy;
          if (x < 0 || y < 0 || x >= kViewWidth || y >= kViewHeight) continue;
          const auto next = static_cast<std::size_t>(y * kViewWidth + x);
          if (map[next] != id || seen[next]) continue;
          seen[next] = true;
          cells.push_back(next);
        }
      }
    }
    count += cells.size() > kCrumb ? 1 : 0;
  }
  return count;
}

// Whether this and all px around it are the same kind: body, or ground.
bool in_the_midst(const std::vector<int>& map, int x, int y, bool body) {
  for (const int dy : {-1, 0, 1}) {
    for (const int dx : {-1, 0, 1}) {
      const int at_x = std::clamp(x + dx, 0, kViewWidth - 1);
      const int at_y = std::clamp(y + dy, 0, kViewHeight - 1);
      if ((map[static_cast<std::size_t>(at_y * kViewWidth + at_x)] != 0) != body) return false;
    }
  }
  return true;
}

using Segment = std::array<int, 8>;  // a cubic, tenths of a px

// The curves of path data, each the same whichever way it is walked.
std::vector<Segment> segments(const std::string& path) {
  std::vector<Segment> found;
  std::array<int, 2> at{};
  std::size_t i = 0;
  const auto number = [&] {
    std::size_t used = 0;
    const double value = std::stod(path.substr(i, 12), &used);
    i += used;
    return static_cast<int>(std::lround(value * 10));
  };
  while (i < path.size()) {
    const char command = path[i++];
    if (command == 'Z') continue;
    if (command == 'M') {
      at = {number(), 0};
      at[1] = number();
      continue;
    }
    REQUIRE(command == 'C');
    Segment s{at[0], at[1]};
    for (std::size_t k = 2; k < s.size(); ++k) s[k] = number();
    at = {s[6], s[7]};
    found.push_back(std::min(s, Segment{s[6], s[7], s[4], s[5], s[2], s[3], s[0], s[1]}));
  }
  return found;
}

}  // namespace

TEST_CASE("each region shows in the kinds of view the catalogue lists, and in no others") {
  const Atlas atlas = open_atlas();
  const content::Catalogue catalogue = load_catalogue();
  std::map<std::string, std::set<char>> shown;
  for (const View view : kViews) {
    for (const RegionInView& here : atlas.regions(view))
      shown[std::string(here.code.view())].insert(kind(view));
  }
  for (const content::Region& known : catalogue.regions()) {
    CAPTURE(std::string(known.code.view()));
    const auto& kinds = shown[std::string(known.code.view())];
    std::string listed = known.views;
    std::sort(listed.begin(), listed.end());
    CHECK(std::string(kinds.begin(), kinds.end()) == listed);
  }
}

TEST_CASE("left is the client's left in every view") {
  const Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    for (const RegionInView& here : atlas.regions(view)) {
      CAPTURE(std::string(here.code.view()));
      const Side side = here.code.side();
      const float x = here.shape.inscribed.centre.x;
      if (kind(view) == 'S') {
        const bool left_view = view == View::Left || view == View::LegsLeft;
        CHECK(side != (left_view ? Side::Right : Side::Left));
      } else if (side != Side::Middle) {
        const bool on_the_right = kind(view) == 'B' ? side == Side::Right : side == Side::Left;
        CHECK((on_the_right ? x > kViewWidth / 2.0F : x < kViewWidth / 2.0F));
      }
    }
  }
}

TEST_CASE("no region is a sliver, and each is large enough for a finger in its best view") {
  const Atlas atlas = open_atlas();
  for (const intake::RegionCode code : atlas.codes()) {
    CAPTURE(std::string(code.view()));
    double best = 0;
    for (const View view : kViews) {
      const Shape* shape = atlas.shape(view, code);
      if (shape == nullptr) continue;
      CAPTURE(std::string(view_name(view)));
      CHECK(shape->inscribed.radius >= kSliverPx);
      CHECK(shape->area_px >= kSliverArea);
      best = std::max(best, 2 * shape->inscribed.radius * mm_per_px(view, 400));
    }
    CHECK(best >= kLeastCircleMm);
  }
}

TEST_CASE("each region is one piece in each view, or torn for a reason") {
  const Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const auto map = ids(atlas, view);
    for (std::size_t i = 0; i < atlas.codes().size(); ++i) {
      if (atlas.shape(view, atlas.codes()[i]) == nullptr) continue;
      CAPTURE(std::string(atlas.codes()[i].view()));
      CHECK(pieces(map, static_cast<int>(i) + 1) == expected_pieces(view, atlas.codes()[i]));
    }
  }
}

TEST_CASE("the outlines cover the body once: no gap, no overlap, and as the id map says") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const auto map = ids(atlas, view);
    std::vector<int> covered(kPixels);
    int misnamed = 0;
    for (std::size_t i = 0; i < atlas.codes().size(); ++i) {
      const RegionOutline* outline = atlas.outlines(view).value()->find(atlas.codes()[i]);
      if (outline == nullptr) continue;
      const auto field = coverage(outline->loops);
      for (int y = field.box.y; y < field.box.y + field.box.h; ++y) {
        for (int x = field.box.x; x < field.box.x + field.box.w; ++x) {
          if (x < 0 || y < 0 || x >= kViewWidth || y >= kViewHeight) continue;
          const auto at = static_cast<std::size_t>(y * kViewWidth + x);
          covered[at] += field.at(x, y);
          // The traced line may leave the map's by a quarter of a pixel inside the body, a sixth more where
          // the map ends: at the silhouette the bake keeps a pixel only if its middle is the body's.
          const int most = map[at] == 0 ? 217 : 190;
          misnamed += field.at(x, y) > most && map[at] != static_cast<int>(i) + 1 ? 1 : 0;
        }
      }
    }
    CHECK(misnamed == 0);
    int gaps = 0;
    int overlaps = 0;
    int strays = 0;
    for (int y = 0; y < kViewHeight; ++y) {
      for (int x = 0; x < kViewWidth; ++x) {
        const int here = covered[static_cast<std::size_t>(y * kViewWidth + x)];
        overlaps += here > 255 + 4 ? 1 : 0;  // each region rounds by a half
        gaps += here < 255 - 4 && in_the_midst(map, x, y, true) ? 1 : 0;
        strays += here > 4 && in_the_midst(map, x, y, false) ? 1 : 0;
      }
    }
    CHECK(gaps == 0);
    CHECK(overlaps == 0);
    CHECK(strays == 0);
  }
}

TEST_CASE("the id map covers the clay and nothing else") {
  const Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const auto map = ids(atlas, view);
    const auto clay = read_grey_png(atlas.clay_file(view), 2).value();
    int bare = 0;
    int beside = 0;
    for (int y = 0; y < kViewHeight; ++y) {
      for (int x = 0; x < kViewWidth; ++x) {
        const int alpha = clay.bytes[static_cast<std::size_t>(y * kViewWidth + x) * 2 + 1];
        bare += alpha > 140 && in_the_midst(map, x, y, false) ? 1 : 0;
        beside += alpha < 110 && in_the_midst(map, x, y, true) ? 1 : 0;
      }
    }
    CHECK(bare == 0);
    CHECK(beside == 0);
  }
}

TEST_CASE("neighbours share their seams, curve for curve") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const Outlines& outlines = *atlas.outlines(view).value();
    std::map<Segment, int> uses;
    for (const RegionOutline& region : outlines.regions()) {
      for (const Segment& segment : segments(region.path)) ++uses[segment];
    }
    std::set<Segment> shared;
    for (const auto& [segment, count] : uses) {
      CHECK(count <= 2);
      if (count == 2) shared.insert(segment);
    }
    const auto seams = segments(outlines.seam_path());
    CHECK((std::set<Segment>(seams.begin(), seams.end()) == shared));
  }
}

TEST_CASE("each picture is its pair's mirror image, left and right exchanged") {
  const Atlas atlas = open_atlas();
  std::vector<int> other(atlas.codes().size() + 1);
  for (std::size_t i = 0; i < atlas.codes().size(); ++i) {
    const auto twin = std::find(atlas.codes().begin(), atlas.codes().end(), atlas.codes()[i].mirrored());
    other[i + 1] = static_cast<int>(twin - atlas.codes().begin()) + 1;
  }
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const auto here = ids(atlas, view);
    const auto there = ids(atlas, mirrored(view));
    int different = 0;
    for (int y = 0; y < kViewHeight; ++y) {
      for (int x = 0; x < kViewWidth; ++x) {
        const int id = here[static_cast<std::size_t>(y * kViewWidth + x)];
        const int twin = there[static_cast<std::size_t>(y * kViewWidth + kViewWidth - 1 - x)];
        different += other[static_cast<std::size_t>(id)] != twin ? 1 : 0;
      }
    }
    CHECK(different == 0);
  }
}

TEST_CASE("all baked views together stay small") {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(figure_dir())) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  MESSAGE("baked assets: ", bytes, " bytes");
  CHECK(bytes > 0);
  CHECK(bytes <= kMostBytes);
}
