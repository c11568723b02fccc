#include "sculpture/loft.h"

#include "sculpture/curve.h"
#include "sculpture/vec.h"

namespace sculpture {
namespace {

constexpr float kStep = 0.25F;
constexpr int kSmoothings = 14;  // rounds the sections off, so that no row shows as a ring

constexpr float LoftRow::*kColumns[] = {&LoftRow::u,     &LoftRow::w,    &LoftRow::outer,   &LoftRow::inner,
                                        &LoftRow::front, &LoftRow::back, &LoftRow::exponent};

void smooth(std::vector<LoftRow>& sections, float LoftRow::*column) {
  std::vector<float> before(sections.size());
  for (int round = 0; round < kSmoothings; ++round) {
    for (std::size_t i = 0; i < sections.size(); ++i) before[i] = sections[i].*column;
    for (std::size_t i = 1; i + 1 < sections.size(); ++i)
      sections[i].*column = (before[i - 1] + 2 * before[i] + before[i + 1]) * 0.25F;
  }
}

// The distance to an ellipse about the origin, roughly.
float ellipse_distance(float u, float w, float a, float b) {
  const float x = u / a;
  const float y = w / b;
  const float k0 = std::sqrt(x * x + y * y);
  const float k1 = std::sqrt(x * x / (a * a) + y * y / (b * b));
  return k0 < 1e-4F ? -std::min(a, b) : k0 * (k0 - 1) / k1;
}

float superellipse_distance(float u, float w, float a, float b, float n) {
  const float x = std::abs(u) / a;
  const float y = std::abs(w) / b;
  const float f = std::pow(std::pow(x, n) + std::pow(y, n), 1 / n);
  if (f < 1e-4F) return -std::min(a, b);
  const float g = std::pow(f, 1 - n);
  const float gx = g * std::pow(x, n - 1) / a;
  const float gy = g * std::pow(y, n - 1) / b;
  return (f - 1) / (std::sqrt(gx * gx + gy * gy) + 1e-6F);
}

}  // namespace

Loft::Loft(std::span<const LoftRow> rows, float rounding)
    : first_(rows.front().s), last_(rows.back().s), rounding_(rounding) {
  sections_.resize(static_cast<std::size_t>((last_ - first_) / kStep) + 2);
  for (float LoftRow::*column : kColumns) {
    std::vector<Knot> knots;
    for (const LoftRow& row : rows) knots.push_back({row.s, row.*column});
    for (std::size_t i = 0; i < sections_.size(); ++i)
      sections_[i].*column = curve(knots, first_ + static_cast<float>(i) * kStep);
    smooth(sections_, column);
  }
}

LoftRow Loft::section(float s) const {
  const float t = (std::clamp(s, first_, last_) - first_) / kStep;
  const auto i = std::min(static_cast<std::size_t>(t), sections_.size() - 2);
  const float f = t - static_cast<float>(i);
  LoftRow section{};
  for (float LoftRow::*column : kColumns)
    section.*column = mix(sections_[i].*column, sections_[i + 1].*column, f);
  return section;
}

float Loft::distance(float u, float s, float w) const {
  const LoftRow at = section(s);
  const float du = u - at.u;
  const float dw = w - at.w;
  const float a = du > 0 ? at.outer : at.inner;
  const float b = dw > 0 ? at.front : at.back;
  const float d = std::abs(at.exponent - 2) < 0.02F ? ellipse_distance(du, dw, a, b)
                                                    : superellipse_distance(du, dw, a, b, at.exponent);
  const float beyond = std::max(first_ - s, s - last_);
  if (beyond <= -rounding_) return d;
  const float x = d + rounding_;
  const float y = beyond + rounding_;
  return std::min(std::max(x, y), 0.F) + std::hypot(std::max(x, 0.F), std::max(y, 0.F)) - rounding_;
}

float Loft::angle(float u, float s, float w) const {
  const LoftRow at = section(s);
  const float du = u - at.u;
  const float dw = w - at.w;
  return degrees(std::atan2(du / (du > 0 ? at.outer : at.inner), dw / (dw > 0 ? at.front : at.back)));
}

}  // namespace sculpture
