#include "figure/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "figure/colours.h"
#include "figure/tone.h"

namespace figure {
namespace {

constexpr Rgb kBodyFlat = rgb(0xDFE3E5);  // porcelain in even light
constexpr double kDiscRadius = 27;        // screen px
constexpr double kDiscRing = 2.5;

std::string hex(Rgb colour) { return fmt::format("#{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b); }

// What the painter's tint comes to on the flat body.
Rgb flat_tint(const Mark& mark) {
  const Colour body = colour(kBodyFlat);
  const Colour full = tinted(body, colour(level_colour(mark.level)));
  const Colour now = mix(body, full, std::clamp(mark.strength, 0.0F, 1.0F));
  const auto byte = [](float value) { return static_cast<std::uint8_t>(std::lround(value)); };
  return {byte(now.r), byte(now.g), byte(now.b)};
}

class Drawing {
 public:
  Drawing(const Atlas& atlas, View view, const Outlines& outlines, const PaintOptions& options)
      : atlas_(atlas), view_(view), outlines_(outlines), scale_(options.scale) {
    text_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" data-view=\"{}\">\n"
        "<defs><pattern id=\"avoid\" width=\"{:.2f}\" height=\"{:.2f}\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"100%\" height=\"100%\" fill=\"{}\"/>"
        "<rect width=\"{:.2f}\" height=\"100%\" fill=\"{}\"/></pattern></defs>\n",
        kViewWidth, kViewHeight, view_name(view), px(kHatchPeriod), px(kHatchPeriod), hex(kSurface),
        px(kHatchStripe), hex(kInk));
  }

  void body() {
    text_ += fmt::format("<g id=\"body\" fill=\"{}\">\n", hex(kBodyFlat));
    for (const RegionOutline& region : outlines_.regions()) {
      text_ += fmt::format("<path id=\"{}\" d=\"{}\"/>\n", region.code.view(), region.path);
    }
    text_ += "</g>\n";
  }

  void mark(const Mark& mark) {
    if (const RegionOutline* region = outlines_.find(mark.region)) {
      text_ +=
          fmt::format("<path class=\"mark\" data-region=\"{}\" data-level=\"{}\" fill=\"{}\" d=\"{}\"/>\n",
                      region->code.view(), mark.level, hex(flat_tint(mark)), region->path);
    }
  }

  void avoid(intake::RegionCode code) {
    if (const RegionOutline* region = outlines_.find(code)) {
      text_ += fmt::format("<path class=\"avoid\" data-region=\"{}\" fill=\"url(#avoid)\" d=\"{}\"/>\n",
                           region->code.view(), region->path);
    }
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

  std::string finish() { return std::move(text_) + "</svg>\n"; }

 private:
  double px(double screen_px) const { return screen_px / scale_; }

  const Atlas& atlas_;
  View view_;
  const Outlines& outlines_;
  double scale_;
  std::string text_;
};

}  // namespace

base::Result<std::string> to_svg(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options) {
  BODYMAP_CHECK(options.scale > 0);
  BODYMAP_TRY(outlines, atlas.outlines(view));
  const auto avoided = [&](const Mark& mark) {
    return std::find(marks.avoid.begin(), marks.avoid.end(), mark.region) != marks.avoid.end();
  };
  Drawing drawing(atlas, view, *outlines, options);
  drawing.body();
  for (const Mark& mark : marks.levels) {
    BODYMAP_CHECK(mark.level >= 1 && mark.level <= 10);
    if (!avoided(mark)) drawing.mark(mark);
  }
  for (const intake::RegionCode code : marks.avoid) drawing.avoid(code);
  if (options.seams) drawing.seams();
  drawing.chosen(marks.chosen);
  for (const Mark& mark : marks.levels) {
    if (!avoided(mark)) drawing.number(mark);
  }
  return drawing.finish();
}

}  // namespace figure
