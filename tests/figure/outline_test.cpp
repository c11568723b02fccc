#include "figure/outline.h"

#include <cmath>

#include "base/files.h"
#include "figure/raster.h"
#include "support.h"

using namespace figure;

namespace {

std::string svg(const std::string& region_path, const std::string& id = "calf_outer.L") {
  return "<svg xmlns=\"x\" viewBox=\"0 0 1080 1920\" data-view=\"back\">\n<g id=\"regions\" "
         "fill=\"#fff\">\n<path id=\"" +
         id + "\" d=\"" + region_path + "\"/>\n</g>\n<path id=\"seams\" d=\"M1 1C2 2 3 3 4 4\"/>\n</svg>\n";
}

std::string complaint(const std::string& text) {
  const auto outlines = Outlines::parse(text, "x.svg");
  return outlines ? "" : outlines.error().what;
}

double edge_length(const std::vector<Polyline>& loops) {
  double length = 0;
  for (const Polyline& loop : loops) {
    for (std::size_t i = 0; i < loop.size(); ++i) {
      const Point& next = loop[(i + 1) % loop.size()];
      length += std::hypot(next.x - loop[i].x, next.y - loop[i].y);
    }
  }
  return length;
}

}  // namespace

TEST_CASE("curves and lines of the form our bake writes") {
  const auto outlines = Outlines::parse(svg("M10 10C20 10 30 20 30 30L10 30ZM50 50L60 50L60 60Z"), "x.svg");
  REQUIRE(outlines.has_value());
  const RegionOutline* calf = outlines->find(region("calf_outer.L"));
  REQUIRE(calf != nullptr);
  REQUIRE(calf->loops.size() == 2);
  CHECK(calf->loops[0].front() == Point{10, 10});
  CHECK(calf->loops[0].back() == Point{10, 30});
  CHECK(calf->loops[1].size() == 3);
  CHECK(outlines->seams().size() == 1);
  CHECK(outlines->find(region("calf_outer.R")) == nullptr);
}

TEST_CASE("the polyline keeps to the curve") {
  const auto outlines =
      Outlines::parse(svg("M100 500C100 100 900 100 900 500L900 800L100 800Z"), "x.svg", 0.1);
  REQUIRE(outlines.has_value());
  const Polyline& line = outlines->regions()[0].loops[0];
  for (int i = 0; i <= 1000; ++i) {
    const double t = i / 1000.0;
    const double u = 1 - t;
    const double x = u * u * u * 100 + 3 * u * u * t * 100 + 3 * u * t * t * 900 + t * t * t * 900;
    const double y = u * u * u * 500 + 3 * u * u * t * 100 + 3 * u * t * t * 100 + t * t * t * 500;
    double nearest = 1e9;
    for (std::size_t k = 1; k < line.size(); ++k) {
      const double dx = line[k].x - line[k - 1].x;
      const double dy = line[k].y - line[k - 1].y;
      const double along = ((x - line[k - 1].x) * dx + (y - line[k - 1].y) * dy) / (dx * dx + dy * dy);
      const double s = std::min(1.0, std::max(0.0, along));
      nearest = std::min(nearest, std::hypot(line[k - 1].x + s * dx - x, line[k - 1].y + s * dy - y));
    }
    CHECK(nearest <= 0.1);
  }
}

TEST_CASE("junk is refused with a reason") {
  CHECK(complaint("") == "x.svg: not a drawing of 1080 x 1920");
  CHECK(complaint("<svg viewBox=\"0 0 10 10\"></svg>") == "x.svg: not a drawing of 1080 x 1920");
  CHECK(complaint("<svg viewBox=\"0 0 1080 1920\"></svg>") == "x.svg: no regions or no seams");
  CHECK(complaint("<svg viewBox=\"0 0 1080 1920\"><script>") == "x.svg: unexpected tag <script>");
  CHECK(complaint("<svg viewBox=\"0 0 1080 1920\"><path id=\"a\"") == "x.svg: a tag is not closed");
  CHECK(complaint("<svg viewBox=\"0 0 1080 1920\"><path id=\"arch.L\"/>") == "x.svg: a path without id or d");
  CHECK(complaint(svg("M1 1L9 1L9 9Z", "Calf")) == "x.svg: path Calf: not a region code");
  const std::string twice = "<path id=\"arch.L\" d=\"M1 1L9 1L9 9Z\"/>";
  CHECK(complaint("<svg viewBox=\"0 0 1080 1920\">" + twice + twice) == "x.svg: path arch.L: there twice");
}

TEST_CASE("path data beyond M, C, L, Z and plain numbers is refused") {
  const std::string wrong = "x.svg: path calf_outer.L: not M, C, L, Z with plain numbers";
  CHECK(complaint(svg("M1 1L9 1L9 9Z")).empty());
  for (const char* data :
       {"", "M", "M1", "M1 1", "L1 1L2 2", "M1 1l9 1L9 9Z", "M1 1Q5 5 9 9Z", "M1 1L9Z", "M1 1C1 1 2 2Z",
        "M1 1L9 1Z", "M1 1L9 1L9 9ZZ", "M1 1L9 1L9 9Z junk", "M1 1Lnan 1L9 9Z", "M1 1L1e9 1L9 9Z",
        "M1 1L99999 1L9 9Z", "M1 1L9 1L9 9ZL1 1", "M1 1L0x9 1L9 9Z", "M1 1L9 1L9 9Z M"}) {
    CAPTURE(data);
    CHECK(complaint(svg(data)) == wrong);
  }
}

TEST_CASE("every baked view reads, and its outlines cover what its id map holds") {
  Atlas atlas = open_atlas();
  for (const View view : kViews) {
    CAPTURE(std::string(view_name(view)));
    const auto outlines = atlas.outlines(view);
    REQUIRE_MESSAGE(outlines.has_value(), (outlines ? std::string() : outlines.error().what));
    CHECK((*outlines)->regions().size() == atlas.regions(view).size());
    CHECK_FALSE((*outlines)->seams().empty());
    for (const RegionInView& here : atlas.regions(view)) {
      const RegionOutline* outline = (*outlines)->find(here.code);
      REQUIRE(outline != nullptr);
      double area = 0;
      for (const std::uint8_t value : coverage(outline->loops).values) area += value / 255.0;
      CAPTURE(std::string(here.code.view()));
      // The id map rounds to whole pixels along the edge.
      CHECK(std::abs(area - here.shape.area_px) <= 0.3 * edge_length(outline->loops) + 2);
    }
  }
}
