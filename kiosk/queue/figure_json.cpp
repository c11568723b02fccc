#include "queue/figure_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>

#include "figure/colours.h"
#include "figure/paint.h"
#include "figure/svg.h"
#include "figure/view.h"

namespace queue {
namespace {

using Json = nlohmann::json;

constexpr int kPictureHeight = 720;  // px
// A sheet's body tints a region only where this share of what its home view shows of it shows: no slivers.
constexpr double kLeastShare = 0.3;
// A region whose home view gives a finger-wide disc less room than this, mm of the body, is also shown in a
// closer view, if that gives the disc so many times the room.
constexpr double kNarrow = 18;
constexpr double kWorthwhile = 1.5;

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

double mm_per_px_of_body(figure::View view) { return figure::canvas_cm(view) * 10 / figure::kViewHeight; }

// How much of the body a region shows in a view, mm2 of the body, whatever the view's own enlargement.
double true_area(const figure::Atlas& atlas, figure::View view, intake::RegionCode code) {
  const auto* shape = atlas.shape(view, code);
  const double mm = mm_per_px_of_body(view);
  return shape == nullptr ? 0 : shape->area_px * mm * mm;
}

// The radius of the largest disc within it there, mm of the body.
double true_radius(const figure::Atlas& atlas, figure::View view, intake::RegionCode code) {
  const auto* shape = atlas.shape(view, code);
  return shape == nullptr ? 0 : shape->inscribed.radius * mm_per_px_of_body(view);
}

template <typename Measure>
figure::View largest(std::initializer_list<figure::View> views, const Measure& measure) {
  return *std::max_element(views.begin(), views.end(),
                           [&](figure::View a, figure::View b) { return measure(a) < measure(b); });
}

// Where on a sheet a region is at home: front, back or soles, where most of it shows. Absent only for a
// region that none of them shows.
std::optional<figure::View> home_of(const figure::Atlas& atlas, intake::RegionCode code) {
  using figure::View;
  const auto area = [&](View view) { return true_area(atlas, view, code); };
  const auto home = largest({View::Front, View::Back, View::Soles}, area);
  return area(home) > 0 ? std::optional(home) : std::nullopt;
}

// The view that shows a region better where its home shows but its edge; absent if the home will do.
std::optional<figure::View> closer_of(const figure::Atlas& atlas, intake::RegionCode code) {
  using figure::View;
  const auto radius = [&](View view) { return true_radius(atlas, view, code); };
  const auto home = home_of(atlas, code);
  // The soles stand on a sheet at twice the body's scale and more.
  if (home == View::Soles || (home && radius(*home) >= kNarrow)) return std::nullopt;
  const auto closer = largest({View::LegsLeft, View::LegsRight, View::Inside}, radius);
  if (!home) return largest({View::Left, View::Right, closer}, radius);
  return radius(closer) >= kWorthwhile * radius(*home) ? std::optional(closer) : std::nullopt;
}

// The sheet's views that tint a region.
Json shown_in(const figure::Atlas& atlas, intake::RegionCode code) {
  using figure::View;
  const auto home = home_of(atlas, code);
  auto shown = Json::array();
  if (home == View::Soles) shown.push_back(figure::view_name(View::Soles));
  if (!home || home == View::Soles) return shown;
  const double least = kLeastShare * true_area(atlas, *home, code);
  for (const auto view : {View::Front, View::Back}) {
    if (true_area(atlas, view, code) >= least) shown.push_back(figure::view_name(view));
  }
  return shown;
}

std::string hex(figure::Rgb colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b);
}

Json tint_json(int level) {
  auto layers = Json::array();
  for (const auto& layer : figure::tint_layers(level)) {
    layers.push_back(
        {{"fill", hex(layer.fill)}, {"opacity", layer.opacity}, {"multiplied", layer.multiplied}});
  }
  return layers;
}

// How figure/svg.h draws a mark, so that the page need not know it a second time; lengths in canvas px of a
// sheet's body.
Json paint_json() {
  constexpr double kPx = 1 / figure::kSheetScale;
  auto tints = Json::array();
  for (int level = 1; level <= static_cast<int>(figure::kLevelColours.size()); ++level)
    tints.push_back(tint_json(level));
  return {{"ink", hex(figure::kInk)},
          {"surface", hex(figure::kSurface)},
          {"seam", hex(figure::kSeam)},
          {"seam_opacity", figure::kSeamOpacity},
          {"tints", std::move(tints)},
          {"hatch",
           {{"period", rounded(figure::kHatchPeriod * kPx)},
            {"stripe", rounded(figure::kHatchStripe * kPx)},
            {"opacity", figure::kHatchOpacity}}},
          {"ghost",
           {{"dot", rounded(2 * figure::kGhostDot * kPx)},
            {"rim", rounded(2 * (figure::kGhostDot + figure::kGhostRim) * kPx)},
            {"spacing", rounded(figure::kGhostSpacing * kPx)}}}};
}

}  // namespace

base::Result<std::string> figure_json(figure::Atlas& atlas, const content::Catalogue& catalogue) {
  Json json{{"views", Json::object()},
            {"regions", Json::object()},
            {"levels", Json::array()},
            {"paint", paint_json()}};
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
    auto& places = json["regions"][code];
    places["shown"] = shown_in(atlas, region.code);
    if (const auto home = home_of(atlas, region.code)) places["home"] = figure::view_name(*home);
    if (const auto closer = closer_of(atlas, region.code)) places["closer"] = figure::view_name(*closer);
  }
  for (const auto& colour : figure::kLevelColours) json["levels"].push_back(hex(colour));
  return json.dump();
}

namespace {

// What the client was asked beside the map, and what a therapist reads there.
void add_questions(Json& json, const content::Questions& questions, const content::QuestionWords& asked) {
  for (const auto& question : questions.asks().questions) {
    const bool running = question.screen == intake::Question::Screen::Running;
    auto& entry = json["answers"][question.id];
    entry = {{"label", questions.label(question.id)},
             {"part", running ? "running" : "today"},
             {"choices", Json::object()}};
    for (const auto& choice : question.choices)
      entry["choices"][choice] = questions.word(question.id + "." + choice);
  }
  for (const auto& question : questions.asks().safety) {
    const auto& note = questions.note(question.id);
    json["questions"][question.id] = {
        {"tier", intake::to_text(question.tier)}, {"text", asked.safety(question.id)}, {"note", note}};
    for (const auto& part : question.parts)
      json["questions"][part.id] = {{"tier", intake::to_text(part.tier)},
                                    {"text", asked.part(part.id)},
                                    {"short", asked.part(part.id)},
                                    {"note", note}};
  }
}

}  // namespace

std::string words_json(const content::SheetWords& words, const content::Questions& questions,
                       const content::QuestionWords& asked) {
  Json json{{"kinds", Json::object()},  {"since", Json::object()}, {"when", Json::object()},
            {"avoid", Json::object()},  {"tiers", Json::object()}, {"questions", Json::object()},
            {"answers", Json::object()}};
  for (const auto& word : words.words()) {
    if (word.group == "tier")
      json["tiers"][word.id] = {{"word", word.word}, {"asks", word.asks}};
    else
      json[word.group == "kind" ? "kinds" : word.group][word.id] = word.word;
  }
  add_questions(json, questions, asked);
  return json.dump();
}

std::string cards_json(const content::Cards& cards) {
  Json json = Json::array();
  for (const auto& card : cards.all())
    json.push_back({{"kind", card.kind == content::CardKind::Tip ? "tip" : "after"},
                    {"title", card.title},
                    {"body", card.body},
                    {"closing", card.closing},
                    {"evidence", card.evidence}});
  return json.dump();
}

base::Result<std::string> figure_png(figure::Atlas& atlas, figure::View view) {
  const double scale = static_cast<double>(kPictureHeight) / figure::kViewHeight;
  BODYMAP_TRY(picture, figure::paint(atlas, view, {}, {.scale = scale, .shadow = false, .seams = false}));
  const int width = static_cast<int>(std::lround(figure::kViewWidth * scale));
  return figure::encode_png(figure::scaled(picture, width, kPictureHeight));
}

}  // namespace queue
