#include "figure/raster.h"

#include <cmath>

#include "support.h"

using namespace figure;

namespace {

std::uint8_t covered(const Field<std::uint8_t>& field, int x, int y) {
  return intersection(field.box, {x, y, 1, 1}).empty() ? 0 : field.at(x, y);
}

double area(const Field<std::uint8_t>& field) {
  double sum = 0;
  for (const std::uint8_t value : field.values) sum += value / 255.0;
  return sum;
}

std::vector<Polyline> circle(float x, float y, float radius) {
  Polyline line;
  for (int i = 0; i < 720; ++i) {
    const auto turn = static_cast<float>(i) * 3.14159265F / 360;
    line.push_back({x + radius * std::cos(turn), y + radius * std::sin(turn)});
  }
  return {line};
}

}  // namespace

TEST_CASE("coverage of a rectangle that ends inside pixels") {
  const std::vector<Polyline> loops = {{{10.25F, 20.5F}, {14.75F, 20.5F}, {14.75F, 23}, {10.25F, 23}}};
  const auto field = coverage(loops);
  CHECK(covered(field, 12, 21) == 255);
  CHECK(covered(field, 12, 20) == 128);
  CHECK(covered(field, 10, 21) == 191);
  CHECK(covered(field, 14, 20) == 96);
  CHECK(covered(field, 9, 21) == 0);
  CHECK(covered(field, 12, 23) == 0);
}

TEST_CASE("coverage sums to the shape's area, whichever way it turns") {
  auto loops = circle(50.3F, 40.7F, 17.2F);
  const double exact = 3.14159265 * 17.2 * 17.2;
  CHECK(area(coverage(loops)) == doctest::Approx(exact).epsilon(0.002));
  std::reverse(loops[0].begin(), loops[0].end());
  CHECK(area(coverage(loops)) == doctest::Approx(exact).epsilon(0.002));
}

TEST_CASE("coverage of a long flat triangle, beside the canvas too") {
  const std::vector<Polyline> loops = {{{-30, 2}, {70, 3}, {-30, 4}}};
  const auto field = coverage(loops);
  CHECK(area(field) == doctest::Approx(100).epsilon(0.01));
  CHECK(covered(field, -30, 2) > 250);
  CHECK(covered(field, 69, 2) < 3);
}

TEST_CASE("distances to a line") {
  const std::vector<Polyline> lines = {{{10, 10}, {20, 10}}};
  const auto field = distances(lines, false, {0, 0, 40, 30}, 8);
  CHECK(field.at(15, 10) == doctest::Approx(0.5));
  CHECK(field.at(15, 14) == doctest::Approx(4.5));
  CHECK(field.at(22, 12) == doctest::Approx(std::hypot(2.5, 2.5)));
  CHECK(field.at(39, 10) == doctest::Approx(8));
}

TEST_CASE("distances to a closed line count its last edge") {
  const std::vector<Polyline> lines = {{{5, 5}, {15, 5}, {15, 15}}};
  CHECK(distances(lines, true, {0, 0, 30, 30}, 6).at(9, 10) == doctest::Approx(std::sqrt(0.5)).epsilon(0.5));
  CHECK(distances(lines, true, {0, 0, 30, 30}, 6).at(10, 10) < 0.1);
  CHECK(distances(lines, false, {0, 0, 30, 30}, 6).at(10, 10) > 4);
}
