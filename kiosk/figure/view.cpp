#include "figure/view.h"

#include "base/check.h"

namespace figure {
namespace {

constexpr double kBodyCm = 184;  // the sculpted runner, crown to sole

struct Row {
  std::string_view name;
  View whole;
  double canvas_cm;  // height of the canvas on the body, as the sculpture was baked
  double enlarged;   // on the glass, against the whole body
};

const Row& row(View view) {
  static constexpr std::array<Row, kViews.size()> kRows = {{{"front", View::Front, 200, 1},
                                                            {"back", View::Back, 200, 1},
                                                            {"left", View::Left, 200, 1},
                                                            {"right", View::Right, 200, 1},
                                                            {"inside", View::Front, 121, 1.607},
                                                            {"soles", View::Back, 45.5, 5.16},
                                                            {"legs-front", View::Front, 116, 1.8},
                                                            {"legs-back", View::Back, 116, 1.8},
                                                            {"legs-left", View::Left, 116, 1.8},
                                                            {"legs-right", View::Right, 116, 1.8},
                                                            {"upper-front", View::Front, 116, 1.7},
                                                            {"upper-back", View::Back, 116, 1.7}}};
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
  switch (view) {
    case View::Left: return View::Right;
    case View::Right: return View::Left;
    case View::LegsLeft: return View::LegsRight;
    case View::LegsRight: return View::LegsLeft;
    default: return view;
  }
}

double canvas_cm(View view) { return row(view).canvas_cm; }

double enlargement(View view) { return row(view).enlarged; }

double mm_per_px(View view, double height_mm) {
  BODYMAP_CHECK(height_mm > 0);
  return canvas_cm(view) / kViewHeight / kBodyCm * height_mm * row(view).enlarged;
}

}  // namespace figure
