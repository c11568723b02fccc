#pragma once
// What views are built from. Each call draws, takes the touch and writes the outline, so that what is seen,
// what is touched and what is read aloud cannot drift apart. All sizes are layout px. The rule of the look:
// outlined = can be touched; filled evergreen = chosen, or the one main button. UI thread only.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/body_touch.h"
#include "ui/canvas.h"
#include "ui/outline.h"
#include "ui/touch_pointer.h"
#include "visit/visit.h"

namespace ui {

// Night and NightMain are Out and Main on the dark ground of the stop screen.
enum class Kind : std::uint8_t { Out, Main, Chosen, Off, Night, NightMain };

struct Button {
  std::string id{};
  Rect rect{};
  std::string label{};
  Kind kind = Kind::Out;
  Icon icon = Icon::None;   // before the words
  Icon after = Icon::None;  // after them
  Type type = type::kButton;
  float radius = px(mm::kControlRadius);
  Align align = Align::Centre;
  float pad = 24;
  int lines = 1;  // at most
  std::string role = "button";
  std::string value{};
  std::string said{};     // for the outline, where the words alone are not enough
  bool draw_face = true;  // false: the caller draws it (a level key)
  ~Button();              // wipes its words: they may be what a client said
};

struct Text {
  float x = 0;
  float top = 0;
  std::string words{};
  Type type = type::kHelper;
  Rgb colour = colour::kInk;
  float width = 0;  // 0: as long as it is, on one line
  float line_height = 1.3F;
  Align align = Align::Left;  // within width
  std::string role = "text";
  std::string id{};
  bool balanced = false;  // lines of about one length, for titles
  bool outlined = true;   // false: said by another item already
};

// Keys for the frame: where the focus is and what was activated. Ids of the outline.
struct Keys {
  std::string focus;
  std::string activated;
  bool ring = false;
  bool moved = false;  // a key moved the focus in this frame
};

class Widgets {
 public:
  explicit Widgets(Canvas& canvas) : canvas_(canvas) {}
  void begin(Outline& outline, const Keys& keys, const TouchPointer::Frame& pointer);
  // Draws what lies above everything, and tells a touch that hit nothing as a sign of life.
  void end();

  Canvas& canvas() { return canvas_; }
  const Layout& layout() const { return canvas_.layout(); }

  // True in the frame in which it was let go inside, or activated by a key.
  bool button(const Button& button);
  // A place that can be touched and is drawn by the caller; not in the outline.
  bool touch_area(const std::string& id, const Rect& rect);
  bool pressed(const std::string& id) const { return held_ == id; }
  // The fingers on a touch_area() of this frame, layout px, from the touch that began there to its lift; none
  // when there is no such touch.
  std::optional<Fingers> fingers_on(const std::string& id) const;
  // The bottom of the text.
  float text(const Text& text);
  void item(Item item);  // rect in layout px
  bool activated(std::string_view id) const { return !id.empty() && keys_.activated == id; }
  // Where the finger is, layout px; meaningful in a frame in which something was let go.
  Point finger() const;

  void emit(visit::What what) { touched_.push_back(std::move(what)); }
  std::vector<visit::What> take_touched() { return std::move(touched_); }

 private:
  struct Fitted {
    std::vector<std::string_view> lines;
    Type type;
    bool fits;
  };
  Fitted fit(std::string_view words, Type type, const Rect& room, int lines);
  void draw_face(const Button& button, bool down);
  void draw_label(const Button& button, bool down, const Fitted& fitted);
  Rect room_for_label(const Button& button) const;
  void draw_focus_ring();

  Canvas& canvas_;
  Outline* outline_ = nullptr;
  Keys keys_;
  TouchPointer::Frame pointer_;
  std::string held_;    // under a finger now
  std::string begun_;   // where this touch began
  bool acted_ = false;  // something took this frame's touch or key
  std::vector<visit::What> touched_;
};

// The words on lines of about one length: the fewest lines of at most `width`, then the least ragged.
std::vector<std::string_view> balanced_lines(Canvas& canvas, std::string_view words, Type type, float width);

}  // namespace ui
