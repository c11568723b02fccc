#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/figure_commands.h"
#include "support.h"

using namespace figure;

TEST_CASE("list: every region with its measures in mm, doubled by doubling the body") {
  const Atlas atlas = open_atlas();
  const content::Catalogue catalogue = load_catalogue();
  const auto list = nlohmann::json::parse(app::list_json(atlas, catalogue, 400));
  const auto twice = nlohmann::json::parse(app::list_json(atlas, catalogue, 800));
  REQUIRE(list.size() == 97);
  CHECK(list[0]["code"] == "head.M");
  CHECK(list[0]["label"] == "Head, face and jaw");
  std::size_t large = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    double best = 0;
    CHECK_FALSE(list[i]["views"].empty());
    for (const auto& [view, shape] : list[i]["views"].items()) {
      CHECK(shape["at_mm"].size() == 2);
      CHECK(shape["box_mm"].size() == 4);
      best = std::max(best, shape["circle_mm"].get<double>());
      const double larger = twice[i]["views"][view]["circle_mm"];
      CHECK(larger == doctest::Approx(2 * shape["circle_mm"].get<double>()).epsilon(0.01));
    }
    CHECK(best >= 12.2);
    large += best >= 19.0 ? 1 : 0;
  }
  CHECK(large >= 73);
}

TEST_CASE("probe answers line by line, in the frame of list") {
  Atlas atlas = open_atlas();
  const content::Catalogue catalogue = load_catalogue();
  const auto list = nlohmann::json::parse(app::list_json(atlas, catalogue, 400));
  std::string questions;
  std::string expected;
  for (const auto& known : list) {
    for (const auto& [view, shape] : known["views"].items()) {
      std::ostringstream line;
      line << view << ' ' << shape["at_mm"][0].get<double>() << ' ' << shape["at_mm"][1].get<double>()
           << '\n';
      questions += line.str();
      expected += "hit " + known["code"].get<std::string>() + "\n";
    }
  }
  std::istringstream in(questions + "back 5 5\n");
  std::ostringstream out;
  CHECK(app::probe(atlas, in, out, 400, true).has_value());
  CHECK((out.str() == expected + "miss\n"));
}

TEST_CASE("probe answers a finger with a hit, a choice, a closer view or a miss") {
  Atlas atlas = open_atlas();
  const auto answer = [&](View view, const char* code, double beside_mm) {
    const double mm = mm_per_px(view, 400);
    const Point at = atlas.shape(view, region(code))->inscribed.centre;
    std::ostringstream line;
    line << view_name(view) << ' ' << at.x * mm + beside_mm << ' ' << at.y * mm << '\n';
    std::istringstream in(line.str());
    std::ostringstream out;
    CHECK(app::probe(atlas, in, out, 400, false).has_value());
    return out.str();
  };
  CHECK(answer(View::LegsBack, "calf_outer.L", 0) == "hit calf_outer.L\n");
  CHECK(answer(View::Back, "achilles.L", 0) == "zoom legs-back\n");
  CHECK(answer(View::Back, "calf_outer.L", 300) == "miss\n");
  const std::string between = answer(View::LegsBack, "achilles.L", 6);
  CHECK(between.starts_with("lens "));
  CHECK(between.find("achilles.L") != std::string::npos);
}

TEST_CASE("probe: forgiveness only without exact; nonsense is named by line") {
  Atlas atlas = open_atlas();
  const double mm = mm_per_px(View::LegsBack, 400);
  const Shape* calf = atlas.shape(View::LegsBack, region("calf_outer.L"));
  double edge = calf->inscribed.centre.x;
  while (!atlas.region_at(View::LegsBack, edge, calf->inscribed.centre.y)->empty()) --edge;
  std::ostringstream line;
  line << "legs-back " << (edge * mm - 5) << ' ' << calf->inscribed.centre.y * mm << '\n';
  const auto answer = [&](const std::string& text, bool exact) {
    std::istringstream in(text);
    std::ostringstream out;
    const auto done = app::probe(atlas, in, out, 400, exact);
    return done ? out.str() : done.error().what;
  };
  CHECK(answer(line.str(), true) == "miss\n");
  CHECK(answer(line.str(), false) == "hit calf_outer.L\n");
  CHECK(answer("\n\nbody 1 2\n", true) == "line 3: \"body\" is not a view");
  CHECK(answer("back 1\n", true) == "line 1: should be: view x_mm y_mm");
  CHECK(answer("back 1 2 3\n", true) == "line 1: should be: view x_mm y_mm");
  CHECK(answer("back x y\n", true) == "line 1: should be: view x_mm y_mm");
}

TEST_CASE("marks: JSON in, or a reason") {
  Atlas atlas = open_atlas();
  const auto answer = [&](const std::string& json) {
    const auto drawing = app::marks_svg(atlas, View::Back, json);
    return drawing ? std::string("drawn") : drawing.error().what;
  };
  CHECK(answer(R"([{"region":"calf_outer.L","level":7},{"region":"knee_back.R","avoid":true}])") == "drawn");
  CHECK(answer(R"([{"region":"calf_outer.L","last":true},{"region":"glute.L","level":3,"last":true}])") ==
        "drawn");
  CHECK(answer(R"([{"region":"glute.L","last":1}])") == "mark 1: level should be 1 to 10");
  CHECK(answer("[]") == "drawn");
  CHECK(answer("{") == "the marks should be a JSON array");
  CHECK(answer("{}") == "the marks should be a JSON array");
  CHECK(answer("[1]") == "mark 1: should be an object with a region");
  CHECK(answer(R"([{"region":"calf_outer.L","level":11}])") == "mark 1: level should be 1 to 10");
  CHECK(answer(R"([{"region":"calf_outer.L","level":2.5}])") == "mark 1: level should be 1 to 10");
  CHECK(answer(R"([{"region":"calf_outer.L"}])") == "mark 1: level should be 1 to 10");
  CHECK(answer(R"([{"region":"tail.M","level":1}])") == "mark 1: \"tail.M\" is not a region");
  CHECK(answer(R"([{"region":"","level":1}])") == "mark 1: \"\" is not a region");
}
