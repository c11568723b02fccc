#include "queue/page_files.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "figure/colours.h"
#include "support/temp_dir.h"

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// Our own assets and content, and an assets/web of the test's.
struct Share {
  Share() {
    fs::create_directories(temp.path() / "assets/web");
    fs::create_directory_symlink(fs::path(BODYMAP_SOURCE_DIR) / "assets/figure",
                                 temp.path() / "assets/figure");
    fs::create_directory_symlink(fs::path(BODYMAP_SOURCE_DIR) / "content", temp.path() / "content");
    write("index.html", "<!doctype html>");
  }
  void write(const char* name, const char* text) const {
    std::ofstream(temp.path() / "assets/web" / name) << text;
  }
  support::TempDir temp;
};

}  // namespace

TEST_CASE("files of the page by their kind; nothing else, and nothing outside the folder") {
  const Share share;
  share.write("notes.txt", "x");
  share.write(".hidden.html", "x");
  const auto files = queue::PageFiles::open(share.temp.path()).value();
  const auto index = files->web("index.html").value();
  CHECK(index.bytes == "<!doctype html>");
  CHECK(index.type == "text/html; charset=utf-8");
  for (const char* name : {"", "notes.txt", ".hidden.html", "none.css", "../web/index.html", "/etc/passwd",
                           "../../content/regions.csv", "a/index.html"})
    CHECK_MESSAGE(files->web(name).error().code == base::Code::Absent, name);
  CHECK(files->font("Inter-Thin.otf").error().code == base::Code::Absent);
  CHECK(files->font("../inter/Inter-Bold.otf").error().code == base::Code::Absent);
  CHECK(files->picture("upper-left.png").error().code == base::Code::Absent);
  CHECK(files->picture("front").error().code == base::Code::Absent);
}

TEST_CASE("a changed file has another mark, the same file the same") {
  const Share share;
  const auto files = queue::PageFiles::open(share.temp.path()).value();
  const auto first = files->web("index.html").value().etag;
  CHECK(files->web("index.html").value().etag == first);
  share.write("index.html", "<!doctype html>2");
  CHECK(files->web("index.html").value().etag != first);
}

TEST_CASE("the figure for the page has every view and every region, with names and where they show") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto figure = json::parse(files->web("figure.json").value().bytes);
  CHECK(figure["views"].size() == figure::kViews.size());
  CHECK(figure["levels"].size() == 10);
  CHECK(figure["levels"][9] == "#4a2466");
  CHECK(figure["regions"].size() == 97);
  const auto has = [&](const json& view, const std::string& code) {
    return figure["views"][view.get<std::string>()]["regions"].contains(code);
  };
  for (const auto& [code, region] : figure["regions"].items()) {
    CHECK(!region["name"].get<std::string>().empty());
    // Nothing that can be marked is without a place on the sheet.
    REQUIRE_MESSAGE((region.contains("home") || region.contains("closer")), code);
    if (region.contains("home")) {
      CHECK_MESSAGE(has(region["home"], code), code);
      CHECK_MESSAGE(std::count(region["shown"].begin(), region["shown"].end(), region["home"]) == 1, code);
    }
    if (region.contains("closer")) CHECK_MESSAGE(has(region["closer"], code), code);
  }
  CHECK(figure["regions"]["calf_outer.R"]["side"] == "Right");
  CHECK(figure["regions"]["calf_outer.R"]["name"] == "outer calf");
  CHECK(figure["regions"]["calf_outer.R"]["home"] == "back");
  const auto box = figure["views"]["front"]["box"];
  const auto at = figure["views"]["front"]["regions"]["head.M"]["at"];
  CHECK(at[0] > box[0]);
  CHECK(at[1] < 400);
}

TEST_CASE("what front, back and soles show but an edge of is also shown from the side or from inside") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto regions = json::parse(files->web("figure.json").value().bytes)["regions"];
  std::map<std::string, std::string> closer;
  for (const auto& [code, region] : regions.items()) {
    if (region.contains("closer")) closer[code] = region["closer"];
  }
  const std::map<std::string, std::string> expected = {
      {"ankle_inner.L", "inside"},     {"ankle_inner.R", "inside"},   {"ankle_outer.L", "legs-left"},
      {"ankle_outer.R", "legs-right"}, {"hip_side.L", "legs-left"},   {"hip_side.R", "legs-right"},
      {"it_band.L", "legs-left"},      {"it_band.R", "legs-right"},   {"knee_inner.L", "inside"},
      {"knee_inner.R", "inside"},      {"knee_outer.L", "legs-left"}, {"knee_outer.R", "legs-right"},
      {"leg_outer.L", "legs-left"},    {"leg_outer.R", "legs-right"}};
  CHECK(closer == expected);
}

TEST_CASE("the page paints with the kiosk's colours and shares") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto paint = json::parse(files->web("figure.json").value().bytes)["paint"];
  CHECK(paint["ink"] == "#16222b");
  CHECK(paint["surface"] == "#fffdf9");
  REQUIRE(paint["tints"].size() == 10);
  for (const auto& layers : paint["tints"]) {
    REQUIRE(layers.size() == 3);
    CHECK(layers[0]["opacity"] == figure::kTintLift);
    CHECK(layers[1]["multiplied"] == true);
    CHECK(layers[2]["opacity"] == figure::kTintFlat);
  }
  CHECK(paint["tints"][6][1]["fill"] == "#a15562");
  CHECK(paint["hatch"]["opacity"] == figure::kHatchOpacity);
  // The same shares as on the kiosk, though wider apart.
  CHECK(paint["hatch"]["stripe"].get<double>() / paint["hatch"]["period"].get<double>() ==
        doctest::Approx(figure::kHatchStripe / figure::kHatchPeriod).epsilon(0.02));
  CHECK(paint["ghost"]["dot"].get<double>() < paint["ghost"]["rim"].get<double>());
}

TEST_CASE("the words for the page name choices, tiers and questions") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto words = json::parse(files->web("words.json").value().bytes);
  CHECK(words["kinds"]["dull_ache"] == "dull ache");
  CHECK(words["tiers"]["S"]["asks"] == "No massage until checked");
  CHECK(words["questions"]["dvt"]["tier"] == "S");
}

TEST_CASE("what clients read comes with what it rests on") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto cards = json::parse(files->web("cards.json").value().bytes);
  REQUIRE(cards.size() > 10);
  for (const auto& card : cards) CHECK_FALSE(card["evidence"].get<std::string>().empty());
  CHECK(cards[0]["kind"] == "tip");
}

TEST_CASE("the body is painted once, on a clear ground") {
  const auto files = queue::PageFiles::open(BODYMAP_SOURCE_DIR).value();
  const auto front = files->picture("front.png").value();
  CHECK(front.type == "image/png");
  CHECK(front.bytes.substr(1, 3) == "PNG");
  CHECK(files->picture("front.png").value().etag == front.etag);
  CHECK(files->picture("soles.png").value().etag != front.etag);
}

TEST_CASE("a share folder without our assets is told") {
  const support::TempDir empty;
  CHECK_FALSE(queue::PageFiles::open(empty.path()));
}
