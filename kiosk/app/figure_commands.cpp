#include "app/figure_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "figure/finger.h"
#include "figure/svg.h"

namespace app {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json shape_json(const figure::Shape& shape, double mm) {
  const auto length = [&](double px) { return rounded(px * mm, 100); };
  const auto& [centre, radius] = shape.inscribed;
  return {{"area_mm2", rounded(shape.area_px * mm * mm, 10)},
          {"circle_mm", length(2 * radius)},
          {"at_mm", {length(centre.x), length(centre.y)}},
          {"box_mm", {length(shape.box.x), length(shape.box.y), length(shape.box.w), length(shape.box.h)}}};
}

struct Query {
  figure::View view = figure::View::Front;
  double x_mm = 0;
  double y_mm = 0;
};

// What is wrong with a line, or nothing.
std::string read_query(const std::string& line, Query& query) {
  std::istringstream words(line);
  std::string name;
  std::string rest;
  words.imbue(std::locale::classic());
  if (!(words >> name >> query.x_mm >> query.y_mm) || words >> rest) return "should be: view x_mm y_mm";
  const auto view = figure::view_from_name(name);
  if (!view) return fmt::format("\"{}\" is not a view", name);
  query.view = *view;
  return {};
}

std::string answer_text(const figure::Meant& meant) {
  using Way = figure::Meant::Way;
  if (meant.way == Way::Miss) return "miss";
  if (meant.way == Way::Zoom) return fmt::format("zoom {}", view_name(meant.closer));
  std::string text = meant.way == Way::Hit ? "hit" : "lens";
  for (const intake::RegionCode& region : meant.regions) text += fmt::format(" {}", region.view());
  return text;
}

constexpr double kSmallMm = 12.7;

figure::View largest_in(const figure::Atlas& atlas, const intake::RegionCode& code) {
  return *std::max_element(figure::kViews.begin(), figure::kViews.end(), [&](figure::View a, figure::View b) {
    return atlas.prominence(a, code) < atlas.prominence(b, code);
  });
}

struct TapsInside {
  int all = 0;
  int at_once = 0;
  int asked = 0;
  int another = 0;
  double share(int count) const { return all > 0 ? 100.0 * count / all : 0; }
};

base::Result<TapsInside> taps_inside(figure::Atlas& atlas, figure::View view, const intake::RegionCode& code,
                                     double mm_per_px) {
  constexpr int kEvery = 3;  // px
  const figure::Box box = atlas.shape(view, code)->box;
  TapsInside taps;
  for (int y = box.y; y < box.y + box.h; y += kEvery) {
    for (int x = box.x; x < box.x + box.w; x += kEvery) {
      BODYMAP_TRY(here, atlas.region_at(view, x, y));
      if (here != code) continue;
      BODYMAP_TRY(meant, figure::meant(atlas, view, x + 0.5, y + 0.5, mm_per_px));
      const bool offered = std::find(meant.regions.begin(), meant.regions.end(), code) != meant.regions.end();
      ++taps.all;
      ++(!offered ? taps.another : meant.way == figure::Meant::Way::Hit ? taps.at_once : taps.asked);
    }
  }
  return taps;
}

// What is wrong with an element, or nothing.
std::string read_mark(const Json& element, const figure::Atlas& atlas, figure::Marks& marks) {
  if (!element.is_object() || !element.contains("region") || !element["region"].is_string()) {
    return "should be an object with a region";
  }
  const auto text = element["region"].get<std::string>();
  const auto code = intake::RegionCode::parse(text);
  const auto known = [&] {
    for (const intake::RegionCode& candidate : atlas.codes()) {
      if (candidate == *code) return true;
    }
    return false;
  };
  if (!code || !known()) return fmt::format("\"{}\" is not a region", text);
  const auto said = [&](const char* key) { return element.contains(key) && element[key] == true; };
  if (said("last")) marks.last.push_back(*code);
  if (said("avoid")) marks.avoid.push_back(*code);
  if ((said("last") || said("avoid")) && !element.contains("level")) return {};
  const Json level = element.value("level", Json());
  if (!level.is_number_integer() || level < 1 || level > 10) return "level should be 1 to 10";
  marks.levels.push_back({*code, level.get<int>()});
  return {};
}

}  // namespace

std::string list_json(const figure::Atlas& atlas, const content::Catalogue& catalogue, double height_mm) {
  Json list = Json::array();
  for (const content::Region& region : catalogue.regions()) {
    Json views = Json::object();
    for (const figure::View view : figure::kViews) {
      const figure::Shape* shape = atlas.shape(view, region.code);
      if (shape) views[std::string(view_name(view))] = shape_json(*shape, figure::mm_per_px(view, height_mm));
    }
    list.push_back({{"code", region.code.view()}, {"label", region.label}, {"views", std::move(views)}});
  }
  return list.dump(1) + "\n";
}

std::string list_text(const content::Catalogue& catalogue) {
  std::string text;
  for (const content::Region& region : catalogue.regions()) {
    text += fmt::format("{:<16} {}\n", region.code.view(), region.label);
  }
  return text;
}

base::Result<void> probe(figure::Atlas& atlas, std::istream& in, std::ostream& out, double height_mm,
                         bool exact) {
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    Query query;
    if (const std::string wrong = read_query(line, query); !wrong.empty()) {
      return base::fail(base::Code::Invalid, fmt::format("line {}: {}", number, wrong));
    }
    const double mm = figure::mm_per_px(query.view, height_mm);
    figure::Meant meant;
    if (exact) {
      BODYMAP_TRY(code, atlas.region_at(query.view, query.x_mm / mm, query.y_mm / mm));
      if (!code.empty()) meant = {figure::Meant::Way::Hit, {code}, query.view};
    } else {
      BODYMAP_TRY(found, figure::meant(atlas, query.view, query.x_mm / mm, query.y_mm / mm, mm));
      meant = std::move(found);
    }
    // Each answer at once: the other end may be waiting for it before it asks the next.
    out << answer_text(meant) << std::endl;
  }
  return {};
}

base::Result<std::string> small_text(figure::Atlas& atlas, double height_mm) {
  std::string text;
  for (const intake::RegionCode& code : atlas.codes()) {
    const figure::View view = largest_in(atlas, code);
    const double mm = figure::mm_per_px(view, height_mm);
    const double circle = 2 * atlas.shape(view, code)->inscribed.radius * mm;
    if (circle >= kSmallMm) continue;
    BODYMAP_TRY(taps, taps_inside(atlas, view, code, mm));
    text += fmt::format("{:<16} {:<11} {:>5.2f} mm: marked at once {:.0f}%, asked {:.0f}%, another {:.0f}%\n",
                        code.view(), view_name(view), circle, taps.share(taps.at_once),
                        taps.share(taps.asked), taps.share(taps.another));
  }
  return text;
}

base::Result<std::string> marks_svg(figure::Atlas& atlas, figure::View view, const std::string& json,
                                    bool marks_alone) {
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return base::fail(base::Code::Invalid, "the marks should be a JSON array");
  figure::Marks marks;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (const std::string wrong = read_mark(list[i], atlas, marks); !wrong.empty()) {
      return base::fail(base::Code::Invalid, fmt::format("mark {}: {}", i + 1, wrong));
    }
  }
  if (marks_alone) return figure::marks_svg(atlas, view, marks, {.scale = figure::kSheetScale});
  return figure::to_svg(atlas, view, marks);
}

}  // namespace app
