#include "figure/magnify.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "figure/colours.h"
#include "figure/layers.h"
#include "figure/raster.h"
#include "figure/tone.h"

namespace figure {
namespace {

// The part's pixels at their new size, between its own ones in premultiplied space.
Field<Pixel> enlarged(const Picture& body, const Magnified& wanted) {
  Field<Pixel> field{{0, 0, wanted.width, wanted.height}, {}};
  field.values.resize(static_cast<std::size_t>(wanted.width) * static_cast<std::size_t>(wanted.height));
  const float step_x = static_cast<float>(wanted.part.w) / static_cast<float>(wanted.width);
  const float step_y = static_cast<float>(wanted.part.h) / static_cast<float>(wanted.height);
  const auto source = [&](int x, int y) {
    const int cx = std::clamp(x, 0, body.width - 1);
    const int cy = std::clamp(y, 0, body.height - 1);
    return &body.rgba[(static_cast<std::size_t>(cy) * static_cast<std::size_t>(body.width) +
                       static_cast<std::size_t>(cx)) *
                      4];
  };
  for (int y = 0; y < wanted.height; ++y) {
    const float from_y = (static_cast<float>(y) + 0.5F) * step_y - 0.5F;
    const int top = static_cast<int>(std::floor(from_y));
    const float down = from_y - static_cast<float>(top);
    for (int x = 0; x < wanted.width; ++x) {
      const float from_x = (static_cast<float>(x) + 0.5F) * step_x - 0.5F;
      const int left = static_cast<int>(std::floor(from_x));
      const float right = from_x - static_cast<float>(left);
      Pixel& out = field.values[field.index(x, y)];
      for (int tap = 0; tap < 4; ++tap) {
        const int dx = tap % 2;
        const int dy = tap / 2;
        const float weight = (dx == 1 ? right : 1 - right) * (dy == 1 ? down : 1 - down);
        const std::uint8_t* in = source(left + dx, top + dy);
        const float alpha = weight * static_cast<float>(in[3]) / 255;
        out.colour.r += alpha * static_cast<float>(in[0]);
        out.colour.g += alpha * static_cast<float>(in[1]);
        out.colour.b += alpha * static_cast<float>(in[2]);
        out.alpha += alpha;
      }
      if (out.alpha <= 0) continue;
      out.colour = {out.colour.r / out.alpha, out.colour.g / out.alpha, out.colour.b / out.alpha};
    }
  }
  return field;
}

std::vector<Polyline> moved(std::span<const Polyline> lines, const Magnified& wanted) {
  const float scale_x = static_cast<float>(wanted.width) / static_cast<float>(wanted.part.w);
  const float scale_y = static_cast<float>(wanted.height) / static_cast<float>(wanted.part.h);
  std::vector<Polyline> out(lines.begin(), lines.end());
  for (Polyline& line : out) {
    for (Point& point : line) {
      point = {(point.x - static_cast<float>(wanted.part.x)) * scale_x,
               (point.y - static_cast<float>(wanted.part.y)) * scale_y};
    }
  }
  return out;
}

void lay_candidate(Field<Pixel>& field, const Field<std::uint8_t>& cover) {
  const Box part = intersection(field.box, cover.box);
  for (int y = part.y; y < part.y + part.h; ++y) {
    for (int x = part.x; x < part.x + part.w; ++x) {
      Pixel& at = field.values[field.index(x, y)];
      const float covered = static_cast<float>(cover.at(x, y)) / 255;
      at.colour = mix(at.colour, colour(kCandidate), covered);
      // The body's soft edge would let the ground through between the fill and its outline.
      at.alpha = std::max(at.alpha, covered);
    }
  }
}

void lay_seams(Field<Pixel>& field, std::span<const Polyline> seams, double line_scale) {
  const auto half = static_cast<float>(kSeamWidth * line_scale / 2);
  const Field<float> away = distances(seams, false, field.box, half + 1);
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    const float cover = std::clamp(half + 0.5F - away.values[i], 0.0F, 1.0F);
    Pixel& at = field.values[i];
    at.colour = mix(at.colour, colour(kSeam), static_cast<float>(kSeamOpacity) * cover);
  }
}

}  // namespace

Picture magnify(const Picture& body, const Outlines& outlines, const Magnified& wanted) {
  BODYMAP_CHECK(wanted.width > 0 && wanted.height > 0 && wanted.line_scale > 0);
  BODYMAP_CHECK(body.width > 0 && body.width == wanted.part.w && body.height == wanted.part.h);
  Field<Pixel> field = enlarged(body, wanted);
  lay_seams(field, moved(outlines.seams(), wanted), wanted.line_scale);
  if (const RegionOutline* region = outlines.find(wanted.candidate)) {
    const std::vector<Polyline> loops = moved(region->loops, wanted);
    const Field<std::uint8_t> cover = coverage(loops);
    lay_candidate(field, cover);
    lay_outline(field, loops, cover, wanted.line_scale);
  }
  Picture picture{wanted.width, wanted.height, std::vector<std::uint8_t>(field.values.size() * 4)};
  to_bytes(field, picture.rgba.data());
  return picture;
}

}  // namespace figure
