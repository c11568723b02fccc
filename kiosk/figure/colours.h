#pragma once
// The colours of the body and of its marks. The screens read the level colours from here too, so that a
// key, a mark and a printed page are one colour.
#include <array>
#include <cstdint>

namespace figure {

struct Rgb {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  bool operator==(const Rgb&) const = default;
};

constexpr Rgb rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex)};
}

// Levels 1 to 10, honey to plum: lightness falls at every step for every kind of colour vision.
inline constexpr std::array<Rgb, 10> kLevelColours = {
    rgb(0xFFEAA5), rgb(0xF1D287), rgb(0xE5B96C), rgb(0xD99E58), rgb(0xCC8350),
    rgb(0xBA6A54), rgb(0xA15562), rgb(0x864267), rgb(0x6A3167), rgb(0x4A2466)};
// Contract: 1 <= level <= 10.
constexpr Rgb level_colour(int level) { return kLevelColours.at(static_cast<std::size_t>(level) - 1); }

// Porcelain: the body's colour at six steps of lightness.
struct RampStep {
  double lightness;
  Rgb colour;
};
inline constexpr std::array<RampStep, 6> kPorcelain = {{{0.00, rgb(0x484F59)},
                                                        {0.15, rgb(0x6E7681)},
                                                        {0.35, rgb(0x9CA5AE)},
                                                        {0.55, rgb(0xC4CBD0)},
                                                        {0.75, rgb(0xDFE3E5)},
                                                        {0.95, rgb(0xF3F3F1)}}};

inline constexpr Rgb kInk = rgb(0x16222B);
inline constexpr Rgb kSurface = rgb(0xFFFDF9);  // the white of the outline's rim, the hatch and the discs
inline constexpr Rgb kSeam = rgb(0x3A4450);
inline constexpr double kSeamOpacity = 0.42;
inline constexpr double kSeamWidth = 1.5;  // screen px
inline constexpr Rgb kGroundShadow = rgb(0x5A5852);

// Chosen region: ink, then white, both outside the shape. Screen px.
inline constexpr double kOutlineInk = 4.5;
inline constexpr double kOutlineRim = 3.0;
// A region that a tap may have meant.
inline constexpr Rgb kCandidate = rgb(0x0C423E);
// Please-don't-touch hatch: ink stripes at 45 degrees on white. Screen px.
inline constexpr double kHatchStripe = 4.5;
inline constexpr double kHatchPeriod = 14.0;
inline constexpr double kHatchOpacity = 0.92;

// What was marked at the last visit: a dotted outline, ink in white, so that form tells it from every level
// and is seen on each of them. Screen px.
inline constexpr double kGhostDot = 2.4;     // radius of the ink
inline constexpr double kGhostRim = 1.6;     // of white around it
inline constexpr double kGhostSpacing = 12;  // from dot to dot, about

// A tint lifts the body towards white, multiplies by the level's colour, then lays some of it on flat.
inline constexpr double kTintLift = 0.70;
inline constexpr double kTintFlat = 0.22;
// A chosen region without a level is lifted this far towards white.
inline constexpr double kChosenLift = 0.55;

}  // namespace figure
