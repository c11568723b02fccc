#include "figure/view.h"

#include "base/check.h"

namespace figure {
namespace {

constexpr double kBodyCm = 184;                 // the sculpted runner, crown to sole
constexpr double kLegsEnlarged = 1.8;           // against the whole body
constexpr double kSolesMmPerCm = 311.0 / 25.0;  // a 311 mm stage holds 25 cm

struct Row {
  std::string_view name;
  View whole;
  double canvas_cm;  // height of the canvas on the body, as the sculpture was baked
};

const Row& row(View view) {
  static constexpr std::array<Row, kViews.size()> kRows = {{{"front", View::Front, 200},
                                                            {"back", View::Back, 200},
                                                            {"left", View::Left, 200},
                                                            {"right", View::Right, 200},
                                                            {"inside", View::Front, 121},
                                                            {"soles", View::Back, 45.5},
                                                            {"legs-front", View::Front, 116},
                                                            {"legs-back", View::Back, 116}}};
  const auto index = static_cast<std::size_t>(view);
  BODYMAP_CHECK(index < kRows.size());
  return kRows[index];
}

}  // namespace

std::string_view view_name(View view) { return row(view).name; }

std::optional<View> view_from_name(std::string_view name) {
  for (const View view : kViews) {
    if (view_name(view) == name) return view;
  }
  return std::nullopt;
}

bool is_whole_body(View view) { return whole_body_of(view) == view; }

View whole_body_of(View view) { return row(view).whole; }

View mirrored(View view) {
  if (view == View::Left) return View::Right;
  return view == View::Right ? View::Left : view;
}

double canvas_cm(View view) { return row(view).canvas_cm; }

double mm_per_px(View view, double height_mm) {
  BODYMAP_CHECK(height_mm > 0);
  const double cm_per_px = canvas_cm(view) / kViewHeight;
  if (view == View::Soles) return cm_per_px * kSolesMmPerCm;
  const double mm_per_cm = height_mm / kBodyCm * (is_whole_body(view) ? 1 : kLegsEnlarged);
  return cm_per_px * mm_per_cm;
}

}  // namespace figure
