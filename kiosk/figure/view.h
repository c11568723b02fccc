#pragma once
// The pictures of the body: their names, their size and their scale. Plain values, no state, any thread.
// Canvas px count from the top left of a view's 1080 x 1920 picture. Left and right are always the
// client's own: in Front, LegsFront, UpperFront, Inside and Soles the client's left is on the right of the
// picture.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace figure {

enum class View : std::uint8_t {
  Front,
  Back,
  Left,
  Right,
  Inside,
  Soles,
  LegsFront,
  LegsBack,
  LegsLeft,
  LegsRight,
  UpperFront,
  UpperBack
};

inline constexpr std::array kViews = {View::Front,    View::Back,      View::Left,       View::Right,
                                      View::Inside,   View::Soles,     View::LegsFront,  View::LegsBack,
                                      View::LegsLeft, View::LegsRight, View::UpperFront, View::UpperBack};
inline constexpr int kViewWidth = 1080;   // px
inline constexpr int kViewHeight = 1920;  // px

// "front", "legs-back": the names of assets, of programs and of the outline.
std::string_view view_name(View view);
std::optional<View> view_from_name(std::string_view name);

// A whole body, drawn at the body's own scale; everything else is a close-up.
bool is_whole_body(View view);
// The whole-body view a close-up belongs to (where "Whole body" leads back to); itself for a whole body.
View whole_body_of(View view);
// The view that shows the other side of the body where this one shows one: Left and Right, LegsLeft and
// LegsRight; else itself.
// Every picture of a pair, and every picture that shows both sides, is the other's mirror image.
View mirrored(View view);

// How many times larger it shows the body than a whole-body view does, at rest on an upright panel; 1 for a
// whole body.
double enlargement(View view);

// Height of the canvas on a body of 184 cm, crown to sole.
double canvas_cm(View view);

// The millimetres of a record are of a body this tall, whatever the panel.
inline constexpr double kRecordBodyMm = 400;

// mm on the glass per canvas px when the whole body stands `height_mm` tall (above 0): a close-up at its own
// scale, as the kiosk shows it on an upright panel.
double mm_per_px(View view, double height_mm);

}  // namespace figure
