// The ten levels as they are seen on the rendered body: each clearly darker than the one before, whoever
// looks. Colour blindness is simulated as Machado, Oliveira and Fernandes do in "A Physiologically-based
// Model for Simulation of Color Vision Deficiency" (2009), severity 1, on linear RGB; lightness is CIE 1976
// L* under the white of sRGB.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "figure/paint.h"
#include "support.h"

using namespace figure;

namespace {

using Linear = std::array<double, 3>;  // red, green, blue: 0..1
using Matrix = std::array<Linear, 3>;

struct Sight {
  const char* name;
  Matrix matrix;
};

constexpr std::array<Sight, 4> kSights = {
    {{"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
     {"protanopia",
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
     {"deuteranopia",
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
     {"tritanopia",
      {{{1.255528, -0.076749, -0.178779},
        {-0.078411, 0.930809, 0.147602},
        {0.004733, 0.691367, 0.303900}}}}}};

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// The screen can show no less than nothing and no more than all of a channel.
Linear seen_by(const Sight& sight, const Linear& light) {
  Linear seen{};
  for (std::size_t i = 0; i < 3; ++i) {
    const Linear& row = sight.matrix[i];
    seen[i] = std::clamp(row[0] * light[0] + row[1] * light[1] + row[2] * light[2], 0.0, 1.0);
  }
  return seen;
}

double lightness(const Linear& light) {
  const double y = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
  return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389 / 27;
}

// The mean light of a region's px.
Linear mean_light(const Picture& picture, const IdMap& ids, const Shape& shape, RegionIndex index) {
  Linear sum{};
  int count = 0;
  for (int y = shape.box.y; y < shape.box.y + shape.box.h; ++y) {
    for (int x = shape.box.x; x < shape.box.x + shape.box.w; ++x) {
      if (ids.at(x, y) != index) continue;
      const auto* px =
          &picture.rgba[(static_cast<std::size_t>(y) * kViewWidth + static_cast<std::size_t>(x)) * 4];
      for (std::size_t i = 0; i < 3; ++i) sum[i] += linear(px[i]);
      ++count;
    }
  }
  REQUIRE(count == shape.area_px);
  for (double& channel : sum) channel /= count;
  return sum;
}

Linear rendered(Atlas& atlas, View view, const char* code, int level) {
  const auto where = region(code);
  Marks marks;
  marks.levels.push_back({where, level});
  const auto picture = paint(atlas, view, marks);
  REQUIRE(picture.has_value());
  const Shape* shape = atlas.shape(view, where);
  REQUIRE(shape != nullptr);
  const IdMap* ids = atlas.id_map(view).value();
  return mean_light(*picture, *ids, *shape, ids->at(shape->inscribed.centre.x, shape->inscribed.centre.y));
}

void check_steps(View view, const char* code) {
  constexpr double kLeastStep = 4;  // L*
  Atlas atlas = open_atlas();
  std::array<Linear, 10> levels{};
  for (int level = 1; level <= 10; ++level) {
    levels[static_cast<std::size_t>(level) - 1] = rendered(atlas, view, code, level);
  }
  for (const Sight& sight : kSights) {
    for (std::size_t i = 1; i < levels.size(); ++i) {
      const double step = lightness(seen_by(sight, levels[i - 1])) - lightness(seen_by(sight, levels[i]));
      CHECK_MESSAGE(step >= kLeastStep, std::string(sight.name)
                                            << ": level " << i + 1 << " is " << step << " darker than " << i);
    }
  }
}

}  // namespace

TEST_CASE("each level is darker by 4 L* or more, in every kind of sight: a calf") {
  check_steps(View::LegsBack, "calf_outer.L");
}

TEST_CASE("each level is darker by 4 L* or more, in every kind of sight: the low back") {
  check_steps(View::Back, "back_low.R");
}
