#pragma once
// Pieces that several screens share: header, dock, the body with its marks, discs, chips. UI thread only.
#include <optional>
#include <string>

#include "ui/view.h"

namespace ui {

// Clinic on the left, the way's steps on the right.
void header(const Scene& scene);
// Clinic alone: where a sheet covers the right half.
void clinic_name(const Scene& scene, Rgb colour = colour::kInk2);

// The dock never moves: an absent button leaves its place empty.
struct Dock {
  bool back = true;
  bool help = true;
  std::string next_id = "next";  // empty: no main button
  content::Str next = content::Str::CommonNext;
  Icon next_icon = Icon::Next;
  std::string next_said{};  // why it is off
  bool enabled = true;
  Kind side = Kind::Out;  // of Back and Get help
};
// The dock and what its buttons mean; the main button's own meaning is the caller's: true when it acted.
bool dock(const Scene& scene, const Dock& dock);

// A number in its disc on the body.
void body_disc(Canvas& canvas, Point centre, float radius, int level);
// A level as a token in a list: white disc in a ring of its colour.
void level_token(Canvas& canvas, Point centre, float radius, int level);
std::string number(int value);
// "12 months": how long a record is kept.
std::string months(const Scene& scene);
// What a view is called.
content::Str view_words(figure::View view);

// Where the body stands on the screen: its canvas's origin and scale, and the part of the screen it may use.
struct Placed {
  figure::View view = figure::View::Back;
  Point origin;     // layout px of the canvas's top left
  float scale = 1;  // layout px per canvas px
  Rect stage;       // layout px
  float drawn = 0;  // layout px per canvas px for which it is painted, when that is not `scale`: enlarged for
                    // a while, it is not painted anew
  Point to_screen(figure::Point canvas_px) const {
    return {origin.x + canvas_px.x * scale, origin.y + canvas_px.y * scale};
  }
};
Placed place_body(figure::View view, float centre_x, float top, float scale, const Rect& stage);
// No numbers with a radius of 0.
void draw_body(const Scene& scene, const Placed& placed, const figure::Marks& marks, float disc_radius,
               float opacity = 1);
figure::Marks marks_to_paint(const visit::Marks& marks, const intake::RegionCode& chosen);

// "Your left" and "Your right" on the sides where they are in this view; nothing where a view shows one side.
void side_words(const Scene& scene, figure::View view, float left_end, float right_start, float top,
                Type type);

// A row that can be ticked: a box, words on up to three lines, and, chosen, the wash of a picked row. True in
// the frame in which it was touched.
struct TickRow {
  std::string id;
  Rect rect;
  std::string label;
  bool chosen = false;
};
bool tick_row(const Scene& scene, const TickRow& row);
// The ground of a row that can be touched and may be picked.
void row_ground(const Scene& scene, const std::string& id, const Rect& rect, bool picked);
// What a question's screen says above its answers, each part below the other; the bottom of it.
struct Heading {
  std::string eyebrow;
  std::string title;
  std::string help;
};
float heading(const Scene& scene, const Heading& words, float x, float top, float width, Type title);

// Choices as chips, each row justified to the full width. Returns the one touched.
struct Chip {
  std::string id;
  std::string label;
  bool chosen = false;
  bool enabled = true;
};
std::optional<std::size_t> chip_row(const Scene& scene, const Rect& row, std::span<const Chip> chips);

// A question to whoever stands there, which is answered by itself when its seconds run out.
struct LastCall {
  std::string_view title;
  std::string says;  // what happens then
  std::string_view stay;
  std::string_view other_id;
  std::string_view other;
  Icon other_icon = Icon::None;
  std::string_view note = {};  // below the other answer
};
// Draws it whole; what was touched: Stay is emitted here, true is the other answer.
bool last_call(const Scene& scene, const LastCall& call);

// The honey banner of the reader that does not work.
void reader_banner(const Scene& scene, const Rect& rect);

// What is the matter with a card, and what to do.
struct Advice {
  content::Str what;
  content::Str next;
};
Advice refusal_advice(base::CardRefusal why);
struct AdviceLook {
  Advice advice;
  Type what;
  Type next;
  float width;  // of the lines
};
float advice_height(const Scene& scene, const AdviceLook& look);
void draw_advice(const Scene& scene, const AdviceLook& look, float x, float top);

}  // namespace ui
