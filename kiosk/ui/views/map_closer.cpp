// The buttons between the whole body and its closer views; a bracket beside the body shows how much of it
// each has.
#include <array>
#include <cmath>
#include <span>

#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;
using figure::View;

// How much of the body a closer view has.
enum class Share : std::uint8_t { Upper, Legs };

struct Closer {
  View whole;
  View view;
  Share share;
};
constexpr std::array kClosers = {
    Closer{View::Front, View::UpperFront, Share::Upper}, Closer{View::Back, View::UpperBack, Share::Upper},
    Closer{View::Front, View::LegsFront, Share::Legs},   Closer{View::Back, View::LegsBack, Share::Legs},
    Closer{View::Left, View::LegsLeft, Share::Legs},     Closer{View::Right, View::LegsRight, Share::Legs}};

struct Place {
  float x;  // of the bracket
  float top;
  float bottom;
  Rect button;
};

Place place_of(const Layout& layout, Share share) {
  const float scale = layout.portrait ? 1286.0F / 1767 : 810.0F / 1767;
  const float crown = layout.portrait ? 246 : 104;
  const float hip = crown + (700 - 72) * scale;
  const float feet = crown + 1767 * scale;
  const bool upper = share == Share::Upper;
  Place place{
      layout.portrait ? 702.0F : 1080.0F, upper ? crown + 10 : hip + 12, upper ? hip - 12 : feet - 2, {}};
  const float y = std::round((place.top + place.bottom) / 2 - 54);
  place.button = layout.portrait ? Rect{740, y, 292, 108} : Rect{1112, y, 280, 108};
  return place;
}

}  // namespace

void closer_views(const Scene& scene) {
  const View now = scene.visit.view;
  for (const Closer& closer : kClosers) {
    const Place place = place_of(scene.layout(), closer.share);
    if (closer.whole == now) {
      const std::array<Point, 4> bracket = {Point{place.x, place.top}, Point{place.x + 10, place.top},
                                            Point{place.x + 10, place.bottom}, Point{place.x, place.bottom}};
      scene.canvas().stroke(bracket, 2, colour::kInk2);
      const Str words = closer.share == Share::Upper ? Str::MapUpper : Str::MapLegs;
      if (scene.widgets.button({.id = "view." + std::string(figure::view_name(closer.view)),
                                .rect = place.button,
                                .label = scene.words(words),
                                .icon = Icon::Plus,
                                .type = type::kButtonLarge})) {
        scene.widgets.emit(visit::event::ShowView{closer.view});
      }
    } else if (closer.view == now) {
      if (scene.widgets.button({.id = "view.whole",
                                .rect = place.button,
                                .label = scene.words(Str::MapWholeBody),
                                .icon = Icon::Minus,
                                .type = type::kButtonLarge})) {
        scene.widgets.emit(visit::event::ShowView{closer.whole});
      }
    }
  }
}

}  // namespace ui
