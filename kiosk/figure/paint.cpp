#include "figure/paint.h"

#include <cmath>
#include <optional>
#include <utility>

#include "base/check.h"
#include "figure/colours.h"
#include "figure/ghost.h"
#include "figure/layers.h"
#include "figure/outline.h"
#include "figure/raster.h"
#include "figure/tone.h"

namespace figure {
namespace {

constexpr Box kCanvas{0, 0, kViewWidth, kViewHeight};
constexpr int kBand = 32;  // rows

// What is to be seen on one region.
struct Style {
  int level = 0;
  float strength = 0;
  bool avoid = false;
  bool chosen = false;
  bool last = false;
  bool plain() const { return level == 0 && !avoid && !chosen; }  // nothing on its surface
  bool operator==(const Style&) const = default;
};

// Where the body and its ground show at all.
Box lit_box(const GreyPicture& clay, View view) {
  Box box;
  for (int y = 0; y < clay.height; ++y) {
    const std::uint8_t* row = clay.bytes.data() + static_cast<std::size_t>(y) * kViewWidth * 2;
    int first = 0;
    int last = kViewWidth - 1;
    while (first <= last && row[first * 2 + 1] == 0) ++first;
    while (last > first && row[last * 2 + 1] == 0) --last;
    if (first <= last) box = hull(box, {first, y, last - first + 1, 1});
  }
  for (const GroundShadow& shadow : ground_shadows(view)) box = hull(box, shadow.box());
  return intersection(box, kCanvas);
}

// Grown to the next fourth px on every side.
Box on_fourths(const Box& box) {
  const int x = box.x / 4 * 4;
  const int y = box.y / 4 * 4;
  return {x, y, (box.x + box.w + 3) / 4 * 4 - x, (box.y + box.h + 3) / 4 * 4 - y};
}

}  // namespace

struct Painter::Body {
  View view = View::Front;
  Box lit;           // nothing is ever painted beyond it but a chosen outline
  Box frame;         // `lit`, with room for an outline at the present scale
  GreyPicture clay;  // of `lit`
  const Outlines* outlines = nullptr;
  std::vector<Field<std::uint8_t>> masks;  // by outline region; made when first needed
  base::SecretVector<Style> styles;        // what the picture shows
  PaintOptions options;
  bool painted = false;
  Field<std::uint8_t> seam_mask;
  double seam_scale = 0;  // options.scale when it was made; 0: not yet

  base::SecretVector<Style> wanted(const Marks& marks) const;
  std::vector<Box> differences(const base::SecretVector<Style>& next) const;
  const Field<std::uint8_t>& mask(std::size_t region);
  Box box_of(std::size_t region, const Style& style) const;
  Box reach() const;
  Patch repaint(const Box& box);
  void repaint_band(Field<Pixel>& field, std::uint8_t* out);
  void lay_shadows(Field<Pixel>& field) const;
  void lay_body(Field<Pixel>& field) const;
  void lay_mark(Field<Pixel>& field, std::size_t region);
  void lay_seams(Field<Pixel>& field) const;
  void make_seam_mask();
  float px(double screen_px) const { return static_cast<float>(screen_px / options.scale); }
};

base::SecretVector<Style> Painter::Body::wanted(const Marks& marks) const {
  base::SecretVector<Style> next(outlines->regions().size());
  const auto style = [&](intake::RegionCode code) -> Style* {
    const RegionOutline* region = outlines->find(code);
    return region ? &next[static_cast<std::size_t>(region - outlines->regions().data())] : nullptr;
  };
  for (const Mark& mark : marks.levels) {
    BODYMAP_CHECK(mark.level >= 1 && mark.level <= 10);
    if (Style* at = style(mark.region)) {
      at->level = mark.level;
      at->strength = std::clamp(mark.strength, 0.0F, 1.0F);
    }
  }
  for (const intake::RegionCode code : marks.avoid) {
    if (Style* at = style(code)) at->avoid = true;
  }
  for (const intake::RegionCode code : marks.last) {
    if (Style* at = style(code)) at->last = true;
  }
  if (Style* at = style(marks.chosen)) at->chosen = true;
  return next;
}

const Field<std::uint8_t>& Painter::Body::mask(std::size_t region) {
  Field<std::uint8_t>& field = masks[region];
  if (field.values.empty()) field = coverage(outlines->regions()[region].loops);
  return field;
}

// Where a region shows its style.
Box Painter::Body::box_of(std::size_t region, const Style& style) const {
  const double line_scale = 1 / options.scale;
  const int beyond = style.chosen ? outline_reach(line_scale) : style.last ? ghost_reach(line_scale) : 0;
  return grown(bounds(outlines->regions()[region].loops), beyond);
}

Box Painter::Body::reach() const {
  return on_fourths(intersection(grown(lit, outline_reach(1 / options.scale) + 1), kCanvas));
}

std::vector<Box> Painter::Body::differences(const base::SecretVector<Style>& next) const {
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (next[i] == styles[i]) continue;
    boxes.push_back(intersection(hull(box_of(i, next[i]), box_of(i, styles[i])), frame));
  }
  return boxes;
}

void Painter::Body::lay_shadows(Field<Pixel>& field) const {
  for (const GroundShadow& shadow : ground_shadows(view)) {
    const Box part = intersection(field.box, shadow.box());
    for (int y = part.y; y < part.y + part.h; ++y) {
      for (int x = part.x; x < part.x + part.w; ++x) {
        const float opacity = shadow.opacity(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
        field.values[field.index(x, y)].lay_over(colour(kGroundShadow), opacity);
      }
    }
  }
}

void Painter::Body::lay_body(Field<Pixel>& field) const {
  static const std::array<Colour, 256> kRamp = porcelain_ramp();
  const Box part = intersection(field.box, lit);
  for (int y = part.y; y < part.y + part.h; ++y) {
    const std::uint8_t* in =
        clay.bytes.data() + (static_cast<std::size_t>(y - lit.y) * static_cast<std::size_t>(lit.w) +
                             static_cast<std::size_t>(part.x - lit.x)) *
                                2;
    Pixel* out = field.values.data() + field.index(part.x, y);
    for (int x = 0; x < part.w; ++x, in += 2, ++out) {
      if (in[1] == 255) {
        *out = {kRamp[in[0]], 1};
      } else if (in[1] > 0) {
        out->lay_over(kRamp[in[0]], static_cast<float>(in[1]) / 255);
      }
    }
  }
}

void Painter::Body::lay_mark(Field<Pixel>& field, std::size_t region) {
  const Style& style = styles[region];
  const Field<std::uint8_t>& cover = mask(region);
  const Box part = intersection(field.box, cover.box);
  const float period = px(kHatchPeriod);
  const float stripe = px(kHatchStripe);
  const auto hatched = [&](int x, int y) {
    // Distance across the stripes, from the middle of the nearest one.
    const float across = static_cast<float>(x + y) * std::sqrt(0.5F);
    const float off = std::abs(across - period * std::round(across / period));
    return mix(colour(kSurface), colour(kInk), std::clamp(stripe / 2 - off + 0.5F, 0.0F, 1.0F));
  };
  for (int y = part.y; y < part.y + part.h; ++y) {
    for (int x = part.x; x < part.x + part.w; ++x) {
      const float covered = static_cast<float>(cover.at(x, y)) / 255;
      if (covered == 0) continue;
      Colour& at = field.values[field.index(x, y)].colour;
      if (style.avoid) {
        at = mix(at, hatched(x, y), covered * static_cast<float>(kHatchOpacity));
      } else if (style.level > 0) {
        at = mix(at, tinted(at, colour(level_colour(style.level))), covered * style.strength);
      } else if (style.chosen) {
        at = mix(at, kWhite, covered * static_cast<float>(kChosenLift));
      }
    }
  }
}

void Painter::Body::make_seam_mask() {
  seam_scale = options.scale;
  const float half = px(kSeamWidth) / 2;
  const Box box = grown(bounds(outlines->seams()), static_cast<int>(std::ceil(half)));
  const Field<float> away = distances(outlines->seams(), false, intersection(box, kCanvas), half + 1);
  seam_mask = {away.box, base::SecretVector<std::uint8_t>(away.values.size())};
  for (std::size_t i = 0; i < away.values.size(); ++i) {
    const float cover = std::clamp(half + 0.5F - away.values[i], 0.0F, 1.0F);
    seam_mask.values[i] = static_cast<std::uint8_t>(
        cover * 255 + 0.5F);  // NOLINT(bugprone-incorrect-roundings): never negative
  }
}

void Painter::Body::lay_seams(Field<Pixel>& field) const {
  const Box part = intersection(field.box, seam_mask.box);
  for (int y = part.y; y < part.y + part.h; ++y) {
    for (int x = part.x; x < part.x + part.w; ++x) {
      const std::uint8_t cover = seam_mask.at(x, y);
      if (cover == 0) continue;
      Colour& at = field.values[field.index(x, y)].colour;
      at = mix(at, colour(kSeam), static_cast<float>(kSeamOpacity) * static_cast<float>(cover) / 255);
    }
  }
}

Patch Painter::Body::repaint(const Box& box) {
  const std::size_t row = static_cast<std::size_t>(box.w) * 4;
  Patch patch{box, base::SecretVector<std::uint8_t>(row * static_cast<std::size_t>(box.h))};
  // In bands, so that the working pixels stay in the cache and small in memory.
  Field<Pixel> field;
  for (int y = 0; y < box.h; y += kBand) {
    field.box = {box.x, box.y + y, box.w, std::min(kBand, box.h - y)};
    field.values.assign(static_cast<std::size_t>(field.box.w) * static_cast<std::size_t>(field.box.h), {});
    repaint_band(field, patch.rgba.data() + row * static_cast<std::size_t>(y));
  }
  return patch;
}

void Painter::Body::repaint_band(Field<Pixel>& field, std::uint8_t* out) {
  if (options.shadow) lay_shadows(field);
  lay_body(field);
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (!styles[i].plain()) lay_mark(field, i);
  }
  if (options.seams) lay_seams(field);
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (styles[i].last) {
      lay_dots(field, ghost_dots(outlines->regions()[i].loops, px(kGhostSpacing)), 1 / options.scale);
    }
  }
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (styles[i].chosen) lay_outline(field, outlines->regions()[i].loops, mask(i), 1 / options.scale);
  }
  to_bytes(field, out);
}

Painter::Painter(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;
Painter::~Painter() = default;

base::Result<Painter> Painter::open(Atlas& atlas, View view) {
  auto body = std::make_unique<Body>();
  body->view = view;
  BODYMAP_TRY(outlines, atlas.outlines(view));
  BODYMAP_TRY(clay, read_grey_png(atlas.clay_file(view), 2));
  if (clay.width != kViewWidth || clay.height != kViewHeight) {
    return base::fail(base::Code::Parse, atlas.clay_file(view).string() + ": not 1080 x 1920");
  }
  body->outlines = outlines;
  body->lit = lit_box(clay, view);
  body->clay = cropped(clay, body->lit);
  body->masks.resize(outlines->regions().size());
  body->styles.resize(outlines->regions().size());
  return Painter(std::move(body));
}

std::vector<Patch> Painter::paint(const Marks& marks, const PaintOptions& options) {
  BODYMAP_CHECK(options.scale > 0);
  Body& body = *body_;
  const bool afresh = !body.painted || !(options == body.options);
  body.options = options;
  if (options.seams && body.seam_scale != options.scale) body.make_seam_mask();
  body.frame = body.reach();
  base::SecretVector<Style> next = body.wanted(marks);
  const std::vector<Box> boxes = afresh ? std::vector<Box>{body.frame} : body.differences(next);
  body.styles = std::move(next);
  body.painted = true;
  std::vector<Patch> patches;
  for (const Box& box : boxes) {
    if (!box.empty()) patches.push_back(body.repaint(box));
  }
  return patches;
}

const Box& Painter::frame() const { return body_->frame; }

Picture clear_canvas() {
  Picture picture{kViewWidth, kViewHeight, {}};
  picture.rgba.resize(static_cast<std::size_t>(kViewWidth) * kViewHeight * 4);
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) std::copy_n(kClearColour, 3, &picture.rgba[i]);
  return picture;
}

void lay(Picture& canvas, const Patch& patch) {
  const auto row = static_cast<std::ptrdiff_t>(patch.box.w) * 4;
  for (int y = 0; y < patch.box.h; ++y) {
    const auto to = (static_cast<std::ptrdiff_t>(patch.box.y + y) * kViewWidth + patch.box.x) * 4;
    std::copy_n(patch.rgba.begin() + y * row, row, canvas.rgba.begin() + to);
  }
}

Picture Painter::part_without_seams(const Box& part) {
  Body& body = *body_;
  const bool seams = std::exchange(body.options.seams, false);
  const Patch patch = body.repaint(part);
  body.options.seams = seams;
  return {part.w, part.h, {patch.rgba.begin(), patch.rgba.end()}};
}

base::Result<Picture> paint(Atlas& atlas, View view, const Marks& marks, const PaintOptions& options) {
  BODYMAP_TRY(painter, Painter::open(atlas, view));
  Picture canvas = clear_canvas();
  for (const Patch& patch : painter.paint(marks, options)) lay(canvas, patch);
  return canvas;
}

}  // namespace figure
