#include "ui/views/keyboard.h"

#include <array>
#include <cmath>

#include "base/utf8.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

using Rows = std::array<std::u32string_view, 3>;
constexpr Rows kQwerty = {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
constexpr Rows kAlphabet = {U"abcdefghij", U"klmnopqrs", U"tuvwxyz"};
constexpr Rows kAccents = {U"áàâäãåæçéè", U"êëíîïñóôö", U"øßúüýšž"};

constexpr float kGap = 10;
constexpr float kRadius = 18;

struct Grid {
  Rect area;
  float key_w;
  float key_h;
  float row_gap;
  float unit() const { return key_w + kGap; }
  float y(int row) const { return area.y + static_cast<float>(row) * (key_h + row_gap); }
};

bool starts_a_name(const visit::Visit& visit) {
  if (visit.field == visit::NameField::LastInitial) return true;
  const auto typed = visit.given.view();
  return typed.empty() || typed.back() == ' ' || typed.back() == '-';
}

void letter_key(const Scene& scene, const Rect& rect, char32_t letter, bool capitals) {
  const char32_t shown = capitals ? upper_case(letter) : letter;
  if (scene.widgets.button({.id = "key." + base::to_utf8(letter),
                            .rect = rect,
                            .label = base::to_utf8(shown),
                            .type = type::kKey,
                            .radius = kRadius,
                            .pad = 0,
                            .role = "key"})) {
    scene.memory.shift = false;
    scene.widgets.emit(ev::Key{shown});
  }
}

// A key that changes the keyboard itself.
void mode_key(const Scene& scene, const std::string& id, const Rect& rect, const std::string& label,
              Icon icon, bool& mode, const std::string& said) {
  if (scene.widgets.button({.id = id,
                            .rect = rect,
                            .label = label,
                            .kind = icon != Icon::None && mode ? Kind::Chosen : Kind::Out,
                            .icon = icon,
                            .type = icon == Icon::None ? type::kKeyWord : type::kName,
                            .radius = kRadius,
                            .pad = 0,
                            .role = "key",
                            .value = mode ? "on" : "off",
                            .said = said})) {
    mode = !mode;
    scene.widgets.emit(ev::Touch{});
  }
}

void letters(const Scene& scene, const Grid& grid) {
  const Rows& rows = scene.memory.accents ? kAccents : scene.memory.abc ? kAlphabet : kQwerty;
  const bool capitals = starts_a_name(scene.visit) != scene.memory.shift;
  constexpr std::array<float, 3> kIndent = {0, 0.5F, 1.5F};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < rows.at(row).size(); ++i) {
      const float x = grid.area.x + (kIndent.at(row) + static_cast<float>(i)) * grid.unit();
      const Rect rect{std::round(x), grid.y(static_cast<int>(row)),
                      std::round(x + grid.key_w) - std::round(x), grid.key_h};
      letter_key(scene, rect, rows.at(row)[i], capitals);
    }
  }
}

void editing_keys(const Scene& scene, const Grid& grid) {
  const float y = grid.y(2);
  const float wide = 1.5F * grid.unit() - kGap;
  mode_key(scene, "key.shift", {grid.area.x, y, std::round(wide), grid.key_h}, {}, Icon::Shift,
           scene.memory.shift, scene.words(Str::GuestKeyShift));
  const float left = std::round(grid.area.x + 8.5F * grid.unit());
  if (scene.widgets.button({.id = "key.backspace",
                            .rect = {left, y, grid.area.x + grid.area.w - left, grid.key_h},
                            .label = {},
                            .icon = Icon::Delete,
                            .type = type::kName,
                            .radius = kRadius,
                            .pad = 0,
                            .role = "key",
                            .said = scene.words(Str::GuestKeyDelete)})) {
    scene.widgets.emit(ev::Backspace{});
  }
}

void bottom_row(const Scene& scene, const Grid& grid) {
  const float y = grid.y(3);
  const float word = std::round(1.9F * grid.unit() - kGap + 9);
  const float right = grid.area.x + grid.area.w;
  mode_key(scene, "key.accents", {grid.area.x, y, word, grid.key_h},
           scene.words(scene.memory.accents ? Str::GuestKeyLetters : Str::GuestKeyAccents), Icon::None,
           scene.memory.accents, {});
  mode_key(scene, "key.order", {right - word, y, word, grid.key_h},
           scene.words(scene.memory.abc ? Str::GuestKeyOrderQwerty : Str::GuestKeyOrderAbc), Icon::None,
           scene.memory.abc, {});
  const float dash = right - word - kGap - std::round(grid.key_w);
  letter_key(scene, {dash, y, std::round(grid.key_w), grid.key_h}, U'-', false);
  const float space = grid.area.x + word + kGap;
  if (scene.widgets.button({.id = "key.space",
                            .rect = {space, y, dash - kGap - space, grid.key_h},
                            .label = scene.words(Str::GuestKeySpace),
                            .type = type::kKeyWord,
                            .radius = kRadius,
                            .role = "key"})) {
    scene.widgets.emit(ev::Key{U' '});
  }
}

}  // namespace

char32_t upper_case(char32_t letter) {
  const bool ascii = letter >= U'a' && letter <= U'z';
  const bool latin1 = letter >= U'à' && letter <= U'þ' && letter != U'÷';
  if (ascii || latin1) return letter - 0x20;
  if (letter == U'š' || letter == U'ž') return letter - 1;
  return letter;
}

void keyboard(const Scene& scene, const Rect& area) {
  Grid grid{area, (area.w - 9 * kGap) / 10, 0, scene.layout().portrait ? 14.0F : 12.0F};
  grid.key_h = std::floor((area.h - 3 * grid.row_gap) / 4);
  letters(scene, grid);
  editing_keys(scene, grid);
  bottom_row(scene, grid);
}

}  // namespace ui
