#include "queue/figure_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "figure/colours.h"
#include "figure/paint.h"
#include "figure/view.h"

namespace queue {
namespace {

using Json = nlohmann::json;

constexpr int kPictureHeight = 720;  // px

double rounded(double value) { return std::round(value * 10) / 10; }

std::string_view side_word(intake::Side side) {
  switch (side) {
    case intake::Side::Left: return "Left";
    case intake::Side::Right: return "Right";
    case intake::Side::Middle: return "";
  }
  return "";
}

// "Left outer calf" without its side, and without a capital where a side stands before it.
std::string bare_name(const content::Region& region) {
  const auto side = side_word(region.code.side());
  if (side.empty() || !region.label.starts_with(side)) return region.label;
  auto name = region.label.substr(side.size());
  name.erase(0, name.find_first_not_of(' '));
  return name;
}

base::Result<Json> view_json(figure::Atlas& atlas, figure::View view) {
  BODYMAP_TRY(outlines, atlas.outlines(view));
  const auto box = atlas.body_box(view);
  auto regions = Json::object();
  for (const auto& region : outlines->regions()) {
    const auto* shape = atlas.shape(view, region.code);
    if (shape == nullptr) continue;
    const auto [x, y] = shape->inscribed.centre;
    regions[std::string(region.code.view())] = {{"path", region.path},
                                                {"at", {rounded(x), rounded(y)}},
                                                {"radius", rounded(shape->inscribed.radius)},
                                                {"area", shape->area_px}};
  }
  return Json{{"w", figure::kViewWidth},
              {"h", figure::kViewHeight},
              {"box", {box.x, box.y, box.w, box.h}},
              {"picture", fmt::format("/web/figure/{}.png", figure::view_name(view))},
              {"seams", outlines->seam_path()},
              {"regions", std::move(regions)}};
}

// A region's share of the body in a view, mm2 of the body, whatever the view's own enlargement.
double true_area(const figure::Atlas& atlas, figure::View view, intake::RegionCode code) {
  const auto* shape = atlas.shape(view, code);
  if (shape == nullptr) return 0;
  const double mm = figure::canvas_cm(view) * 10 / figure::kViewHeight;
  return shape->area_px * mm * mm;
}

// Front, back and soles stand on a sheet; the other views only for what those do not show.
figure::View best_view(const figure::Atlas& atlas, intake::RegionCode code) {
  using figure::View;
  const auto largest = [&](std::initializer_list<View> views) {
    return *std::max_element(views.begin(), views.end(), [&](View a, View b) {
      return true_area(atlas, a, code) < true_area(atlas, b, code);
    });
  };
  const auto on_sheet = largest({View::Front, View::Back, View::Soles});
  if (true_area(atlas, on_sheet, code) > 0) return on_sheet;
  return largest({View::Left, View::Right, View::Inside, View::LegsFront, View::LegsBack, View::LegsLeft,
                  View::LegsRight, View::UpperFront, View::UpperBack});
}

}  // namespace

base::Result<std::string> figure_json(figure::Atlas& atlas, const content::Catalogue& catalogue) {
  Json json{{"views", Json::object()},
            {"regions", Json::object()},
            {"levels", Json::array()},
            {"best", Json::object()}};
  for (const auto view : figure::kViews) {
    BODYMAP_TRY(one, view_json(atlas, view));
    json["views"][std::string(figure::view_name(view))] = std::move(one);
  }
  for (const auto& region : catalogue.regions()) {
    const std::string code(region.code.view());
    json["regions"][code] = {{"side", side_word(region.code.side())},
                             {"name", bare_name(region)},
                             {"label", region.label},
                             {"short", region.short_label},
                             {"anatomical", region.anatomical}};
    json["best"][code] = figure::view_name(best_view(atlas, region.code));
  }
  for (const auto& colour : figure::kLevelColours)
    json["levels"].push_back(fmt::format("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b));
  return json.dump();
}

std::string words_json(const content::SheetWords& words) {
  Json json{{"kinds", Json::object()},  {"since", Json::object()}, {"when", Json::object()},
            {"avoid", Json::object()},  {"tiers", Json::object()}, {"questions", Json::object()},
            {"answers", Json::object()}};
  for (const auto& word : words.words()) {
    if (word.group == "tier")
      json["tiers"][word.id] = {{"word", word.word}, {"asks", word.asks}};
    else
      json[word.group == "kind" ? "kinds" : word.group][word.id] = word.word;
  }
  for (const auto& question : words.questions())
    json["questions"][question.id] = {
        {"tier", question.tier}, {"text", question.text}, {"note", question.note}};
  return json.dump();
}

base::Result<std::string> figure_png(figure::Atlas& atlas, figure::View view) {
  const double scale = static_cast<double>(kPictureHeight) / figure::kViewHeight;
  BODYMAP_TRY(picture, figure::paint(atlas, view, {}, {.scale = scale, .shadow = false, .seams = false}));
  const int width = static_cast<int>(std::lround(figure::kViewWidth * scale));
  return figure::encode_png(figure::scaled(picture, width, kPictureHeight));
}

}  // namespace queue
