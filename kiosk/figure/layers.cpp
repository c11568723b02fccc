#include "figure/layers.h"

#include <algorithm>
#include <cmath>

#include "figure/colours.h"
#include "figure/picture.h"

namespace figure {

int outline_reach(double line_scale) {
  return static_cast<int>(std::ceil((kOutlineInk + kOutlineRim) * line_scale)) + 1;
}

void lay_outline(Field<Pixel>& field, std::span<const Polyline> loops, const Field<std::uint8_t>& cover,
                 double line_scale) {
  const auto ink = static_cast<float>(kOutlineInk * line_scale);
  const auto rim = static_cast<float>((kOutlineInk + kOutlineRim) * line_scale);
  const Box part = intersection(field.box, grown(bounds(loops), outline_reach(line_scale)));
  if (part.empty()) return;
  const Field<float> away = distances(loops, true, part, rim + 1);
  for (int y = part.y; y < part.y + part.h; ++y) {
    for (int x = part.x; x < part.x + part.w; ++x) {
      const bool in_cover = !intersection(cover.box, {x, y, 1, 1}).empty();
      const float outside = in_cover ? 1 - static_cast<float>(cover.at(x, y)) / 255 : 1;
      const float distance = away.at(x, y);
      const float opacity = std::clamp(rim + 0.5F - distance, 0.0F, 1.0F) * outside;
      if (opacity <= 0) continue;
      const float inked = std::clamp(ink + 0.5F - distance, 0.0F, 1.0F);
      field.values[field.index(x, y)].lay_over(mix(colour(kSurface), colour(kInk), inked), opacity);
    }
  }
}

void to_bytes(const Field<Pixel>& field, std::uint8_t* out) {
  const auto byte = [](float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
  };
  for (const Pixel& in : field.values) {
    out[3] = byte(in.alpha * 255);
    if (out[3] == 0) {
      std::copy_n(kClearColour, 3, out);
    } else {
      out[0] = byte(in.colour.r);
      out[1] = byte(in.colour.g);
      out[2] = byte(in.colour.b);
    }
    out += 4;
  }
}

}  // namespace figure
