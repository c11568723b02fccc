#include "figure/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "figure/colours.h"
#include "figure/ghost.h"

namespace figure {
namespace {

constexpr Rgb kBodyFlat = rgb(0xDFE3E5);  // porcelain in even light
constexpr double kDiscRadius = 27;        // screen px
constexpr double kDiscRing = 2.5;

std::string hex(Rgb colour) { return fmt::format("#{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b); }

// The painter's tint is reached by layers: named for what each does.
constexpr const char* kLayerNames[] = {"tint-lift", "tint-deep", "tint-flat"};

class Drawing {
 public:
  Drawing(const Atlas& atlas, View view, const Outlines& outlines, const PaintOptions& options)
      : atlas_(atlas), view_(view), outlines_(outlines), scale_(options.scale) {}

  void open() {
    text_ += fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" data-view=\"{}\">\n"
        "<style>.tint-deep{{mix-blend-mode:multiply}}</style>\n",
        kViewWidth, kViewHeight, view_name(view_));
  }

  void body() {
    text_ += fmt::format("<g id=\"body\" fill=\"{}\">\n", hex(kBodyFlat));
    for (const RegionOutline& region : outlines_.regions()) {
      text_ += fmt::format("<path id=\"{}\" d=\"{}\"/>\n", region.code.view(), region.path);
    }
    text_ += "</g>\n";
  }

  void marks(const Marks& marks) {
    std::string drawn;
    for (const Mark& mark : marks.levels) {
      if (!avoided(marks, mark)) drawn += tint(mark);
    }
    drawn += hatches(marks.avoid);
    for (const intake::RegionCode code : marks.last) drawn += ghost(code);
    if (!drawn.empty()) text_ += "<g class=\"marks\">\n" + drawn + "</g>\n";
  }

  void seams() {
    text_ += fmt::format(
        "<path id=\"seams\" fill=\"none\" stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"{:.2f}\" "
        "stroke-linecap=\"round\" d=\"{}\"/>\n",
        hex(kSeam), kSeamOpacity, px(kSeamWidth), outlines_.seam_path());
  }

  // Outside the shape: the strokes are twice as wide and their inner half is masked away.
  void chosen(intake::RegionCode code) {
    const RegionOutline* region = outlines_.find(code);
    if (!region) return;
    text_ += fmt::format(
        "<mask id=\"outside\" maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"{}\" height=\"{}\">"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{}\"/></mask>\n"
        "<g id=\"chosen\" mask=\"url(#outside)\" fill=\"none\" stroke-linejoin=\"round\">"
        "<path stroke=\"{}\" stroke-width=\"{:.2f}\" d=\"{}\"/><path stroke=\"{}\" stroke-width=\"{:.2f}\" "
        "d=\"{}\"/></g>\n",
        kViewWidth, kViewHeight, region->path, hex(kSurface), px(2 * (kOutlineInk + kOutlineRim)),
        region->path, hex(kInk), px(2 * kOutlineInk), region->path);
  }

  void numbers(const Marks& marks) {
    for (const Mark& mark : marks.levels) {
      if (!avoided(marks, mark)) number(mark);
    }
  }

  void close() { text_ += "</svg>\n"; }
  std::string text() { return std::move(text_); }

 private:
  static bool avoided(const Marks& marks, const Mark& mark) {
    return std::find(marks.avoid.begin(), marks.avoid.end(), mark.region) != marks.avoid.end();
  }

  std::string tint(const Mark& mark) const {
    BODYMAP_CHECK(mark.level >= 1 && mark.level <= 10);
    const RegionOutline* region = outlines_.find(mark.region);
    if (!region) return {};
    const double strength = std::clamp(mark.strength, 0.0F, 1.0F);
    const std::string faint = strength < 1 ? fmt::format(" opacity=\"{:.2f}\"", strength) : std::string();
    std::string drawn = fmt::format("<g class=\"tint lv{0}\" data-region=\"{1}\" data-level=\"{0}\"{2}>",
                                    mark.level, region->code.view(), faint);
    const auto layers = tint_layers(mark.level);
    for (std::size_t i = 0; i < layers.size(); ++i) {
      drawn += fmt::format("<path class=\"{}\" fill=\"{}\" fill-opacity=\"{}\" d=\"{}\"/>", kLayerNames[i],
                           hex(layers[i].fill), layers[i].opacity, region->path);
    }
    return drawn + "</g>\n";
  }

  std::string hatches(const base::SecretVector<intake::RegionCode>& codes) const {
    std::string hatched;
    for (const intake::RegionCode code : codes) {
      if (const RegionOutline* region = outlines_.find(code)) {
        hatched += fmt::format("<path class=\"hatched\" data-region=\"{}\" fill=\"url(#avoid)\" d=\"{}\"/>\n",
                               region->code.view(), region->path);
      }
    }
    if (hatched.empty()) return hatched;
    return fmt::format(
               "<defs><pattern id=\"avoid\" width=\"{0:.2f}\" height=\"{0:.2f}\" "
               "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
               "<rect width=\"{0:.2f}\" height=\"{0:.2f}\" fill=\"{1}\" fill-opacity=\"{4}\"/>"
               "<rect width=\"{2:.2f}\" height=\"{0:.2f}\" fill=\"{3}\" fill-opacity=\"{4}\"/>"
               "</pattern></defs>\n",
               px(kHatchPeriod), hex(kSurface), px(kHatchStripe), hex(kInk), kHatchOpacity) +
           hatched;
  }

  std::string ghost(intake::RegionCode code) const {
    const RegionOutline* region = outlines_.find(code);
    if (!region) return {};
    std::string dots = fmt::format(
        "<g class=\"ghost\" data-region=\"{}\" fill=\"{}\" stroke=\"{}\" "
        "stroke-width=\"{:.2f}\">",
        region->code.view(), hex(kInk), hex(kSurface), px(kGhostRim));
    for (const Point& dot : ghost_dots(region->loops, px(kGhostSpacing))) {
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.2f}\"/>", dot.x, dot.y,
                          px(kGhostDot + kGhostRim / 2));
    }
    return dots + "</g>\n";
  }

  void number(const Mark& mark) {
    const Shape* shape = atlas_.shape(view_, mark.region);
    if (!shape) return;
    const auto [x, y] = shape->inscribed.centre;
    text_ += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.2f}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{:.2f}\"/>"
        "<text x=\"{:.1f}\" y=\"{:.1f}\" font-family=\"Inter, sans-serif\" font-size=\"{:.2f}\" "
        "font-weight=\"700\" text-anchor=\"middle\" fill=\"{}\">{}</text>\n",
        x, y, px(kDiscRadius), hex(kSurface), hex(kInk), px(kDiscRing), x, y + px(kDiscRadius * 0.47),
        px(kDiscRadius * 1.28), hex(kInk), mark.level);
  }

  double px(double screen_px) const { return screen_px / scale_; }

  const Atlas& atlas_;
  View view_;
  const Outlines& outlines_;
  double scale_;
  std::string text_;
};

}  // namespace

std::array<SvgLayer, 3> tint_layers(int level) {
  const Rgb colour = level_colour(level);
  return {SvgLayer{rgb(0xFFFFFF), kTintLift}, SvgLayer{colour, 1, true}, SvgLayer{colour, kTintFlat}};
}

base::Result<std::string> marks_svg(Atlas& atlas, View view, const Marks& marks,
                                    const PaintOptions& options) {
  BODYMAP_CHECK(options.scale > 0);
  BODYMAP_TRY(outlines, atlas.outlines(view));
  Drawing drawing(atlas, view, *outlines, options);
  drawing.marks(marks);
  return drawing.text();
}

base::Result<std::string> to_svg(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options) {
  BODYMAP_CHECK(options.scale > 0);
  BODYMAP_TRY(outlines, atlas.outlines(view));
  Drawing drawing(atlas, view, *outlines, options);
  drawing.open();
  drawing.body();
  drawing.marks(marks);
  if (options.seams) drawing.seams();
  drawing.chosen(marks.chosen);
  drawing.numbers(marks);
  drawing.close();
  return drawing.text();
}

}  // namespace figure
