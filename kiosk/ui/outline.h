#pragma once
// The outline: everything a person can perceive or touch in one frame, in focus order. ImGui has no
// accessibility tree, so our widgets write this one; it feeds keys and switches, speech, --remote, the
// UI tests and the checks of target sizes and overflow. UI thread only.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

// Window px.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;
  bool contains(float px, float py) const { return px >= x && px < x + w && py >= y && py < y + h; }
};

struct Item {
  std::string id;     // stable, from the interface: "level.7", "region.calf_outer.L"; empty for plain text
  std::string role;   // button, toggle, text, heading, field, key, figure, region, progress, image
  std::string label;  // what is read to a person
  std::string value;  // state in a word: "on", the view's name, a field's text
  bool enabled = true;
  Rect rect;
  std::optional<Rect> at;  // for a region: a 1 px box at the centre of its inscribed circle
  bool fits = true;        // its words had room at their own size
};

struct Outline {
  std::string screen;       // attract hello guest therapist map review sent idle switch help fault
  std::string panel;        // "level" while the level panel is open, else empty
  std::vector<Item> items;  // with room for every screen, so that no copy is left behind as it grows

  const Item* find_id(std::string_view id) const;
  const Item* find_label(std::string_view label) const;
  // Empties it and wipes the texts' memory.
  void forget();
};

// Zeroes the text's memory, also where it is kept within the string itself.
void wipe(std::string& text);

// The id that takes the focus after `from` (before it with direction -1), round and round; the first or last
// one when `from` is not there; empty when nothing takes focus.
std::string next_focus(const Outline& outline, std::string_view from, int direction);

}  // namespace ui
