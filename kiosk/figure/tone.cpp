#include "figure/tone.h"

#include <cmath>

namespace figure {

Colour tinted(const Colour& body, const Colour& level) {
  const Colour lifted = mix(body, kWhite, static_cast<float>(kTintLift));
  const Colour shaded{lifted.r * level.r / 255, lifted.g * level.g / 255, lifted.b * level.b / 255};
  return mix(shaded, level, static_cast<float>(kTintFlat));
}

std::array<Colour, 256> porcelain_ramp() {
  std::array<Colour, 256> ramp;
  for (std::size_t i = 0; i < ramp.size(); ++i) {
    const double lightness = static_cast<double>(i) / 255;
    std::size_t k = 0;
    while (k + 2 < kPorcelain.size() && lightness > kPorcelain[k + 1].lightness) ++k;
    const RampStep& low = kPorcelain[k];
    const RampStep& high = kPorcelain[k + 1];
    const double t = (lightness - low.lightness) / (high.lightness - low.lightness);
    ramp[i] = mix(colour(low.colour), colour(high.colour), static_cast<float>(std::min(t, 1.0)));
  }
  return ramp;
}

Box GroundShadow::box() const {
  const int left = static_cast<int>(std::floor(x - rx));
  const int top = static_cast<int>(std::floor(y - ry));
  return {left, top, static_cast<int>(std::ceil(2 * rx)) + 1, static_cast<int>(std::ceil(2 * ry)) + 1};
}

float GroundShadow::opacity(float at_x, float at_y) const {
  const float away = std::hypot((at_x - x) / rx, (at_y - y) / ry);
  if (away >= 1) return 0;
  return away < 0.6F ? 0.34F + (0.12F - 0.34F) * away / 0.6F : 0.12F * (1 - away) / 0.4F;
}

std::span<const GroundShadow> ground_shadows(View view) {
  static constexpr GroundShadow kFront[] = {{440, 1850, 150, 26}, {640, 1850, 150, 26}};
  static constexpr GroundShadow kBack[] = {{440, 1838, 150, 26}, {640, 1838, 150, 26}};
  static constexpr GroundShadow kLeft[] = {{545, 1838, 190, 26}};
  static constexpr GroundShadow kRight[] = {{535, 1838, 190, 26}};
  static constexpr GroundShadow kInside[] = {{208, 1762, 205, 30}, {872, 1762, 205, 30}};
  static constexpr GroundShadow kLegs[] = {{355, 1838, 210, 36}, {725, 1838, 210, 36}};
  static constexpr GroundShadow kLegsLeft[] = {{512, 1838, 330, 36}};
  static constexpr GroundShadow kLegsRight[] = {{568, 1838, 330, 36}};
  switch (view) {
    case View::Front: return kFront;
    case View::Back: return kBack;
    case View::Left: return kLeft;
    case View::Right: return kRight;
    case View::Inside: return kInside;
    case View::LegsFront:
    case View::LegsBack: return kLegs;
    case View::LegsLeft: return kLegsLeft;
    case View::LegsRight: return kLegsRight;
    case View::UpperFront:
    case View::UpperBack:
    case View::Soles: return {};
  }
  return {};
}

}  // namespace figure
