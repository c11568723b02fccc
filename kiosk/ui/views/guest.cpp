// A name, typed: first name and one letter, or none at all.
#include <algorithm>

#include "ui/views/keyboard.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

struct Places {
  Rect given;
  Rect last;
  Rect without;
  Rect keys;
  float bed;  // where the keyboard's ground begins
};

Places places(const Layout& layout) {
  if (layout.portrait)
    return {{48, 650, 696, 132}, {768, 650, 264, 132}, {48, 880, 984, 116}, {48, 1166, 984, 570}, 1126};
  return {{800, 140, 760, 116}, {1584, 140, 280, 116}, {800, 288, 1064, 84}, {56, 480, 1808, 448}, 456};
}

void field(const Scene& scene, const Rect& rect, Str name, std::string_view text, visit::NameField which) {
  Widgets& w = scene.widgets;
  Canvas& canvas = scene.canvas();
  const bool in_use = scene.visit.field == which;
  w.text({.x = rect.x,
          .top = rect.y - 50,
          .words = scene.words(name),
          .type = type::kButton,
          .outlined = false});
  const std::string id = which == visit::NameField::Given ? "field.given" : "field.last";
  if (w.touch_area(id, rect)) w.emit(ev::PickField{which});
  canvas.box(rect, colour::kSurface, in_use ? colour::kPrimary : colour::kInk2,
             px(in_use ? mm::kFieldOutline : mm::kOutline), 24);
  constexpr float kPad = 32;
  const float room = rect.w - 2 * kPad - 16;
  Type type = type::kField;
  while (canvas.text_width(text, type) > room && type.capital_mm > type::kLeastCapitalMm)
    type.capital_mm *= 0.95;
  canvas.text(rect.x + kPad, rect.y + rect.h / 2 - type.em() * 0.65F, text, type, colour::kInk);
  if (in_use) {
    canvas.fill({rect.x + kPad + canvas.text_width(text, type) + (text.empty() ? 0.0F : 8.0F),
                 rect.y + rect.h / 2 - 32, 5, 64},
                colour::kPrimary);
  }
  Item item;
  item.id = id;
  item.role = "field";
  item.label = scene.words(name);
  item.value = std::string(text);
  item.rect = rect;
  item.fits = canvas.text_width(text, type) <= room;
  w.item(std::move(item));
}

// What there is to say of a card: it was refused a moment ago, or nobody knows it.
std::optional<Advice> card_advice(const Scene& scene) {
  if (scene.visit.refused) return refusal_advice(*scene.visit.refused);
  if (scene.visit.card != visit::CardState::Unknown) return std::nullopt;
  return Advice{Str::HelloCardUnknown, Str::HelloCardUnknownNext};
}

// As tall as it needs, up from its foot, with room above and below the words.
void about_card(const Scene& scene, const Advice& advice, const Rect& rect, float room) {
  constexpr float kPad = 36;
  const AdviceLook look{advice, type::kMain, type::kHelper, rect.w - 2 * kPad};
  const float tall = advice_height(scene, look);
  const float height = std::max(rect.h, tall + 2 * room);
  const float top = rect.y + rect.h - height;
  scene.canvas().fill({rect.x, top, rect.w, height}, colour::kHoney, 28);
  draw_advice(scene, look, rect.x + kPad, top + (height - tall) / 2);
}

void words(const Scene& scene) {
  const auto card = card_advice(scene);
  Text title{.x = scene.layout().margin(),
             .words = scene.words(Str::GuestTitle),
             .role = "heading",
             .balanced = true};
  Text why{.x = title.x,
           .words = scene.words(Str::GuestWhy),
           .type = type::kIntro,
           .colour = colour::kInk2,
           .line_height = 1.4F};
  title.line_height = 1.1F;
  if (scene.layout().portrait) {
    title.top = card ? 268.0F : 190.0F;
    title.type = card ? type::kReviewTitle : type::kHero;
    title.width = 984;
    why.top = card ? 368.0F : 412.0F;
    why.width = 940;
    if (card) about_card(scene, *card, {48, 108, 984, 132}, 20);
  } else {
    title.top = 84;
    title.type = type::kTitleWide;
    title.width = 680;
    why.x = card ? 800.0F : title.x;
    why.top = card ? 392.0F : 240.0F;
    why.type = type::kHelper;
    why.width = card ? 1064.0F : 660.0F;
    if (card) about_card(scene, *card, {56, 262, 700, 176}, 16);
  }
  scene.widgets.text(title);
  scene.widgets.text(why);
}

}  // namespace

void guest_view(const Scene& scene) {
  const Places at = places(scene.layout());
  const Layout& layout = scene.layout();
  scene.canvas().fill({0, at.bed, layout.width, layout.height - at.bed}, colour::kSunken);
  header(scene);
  words(scene);
  field(scene, at.given, Str::GuestGiven, scene.visit.given.view(), visit::NameField::Given);
  field(scene, at.last, Str::GuestLastInitial, scene.visit.last_initial.view(),
        visit::NameField::LastInitial);
  if (scene.widgets.button({.id = "without_name",
                            .rect = at.without,
                            .label = scene.words(Str::GuestWithoutName),
                            .type = type::kMain,
                            .radius = 24})) {
    scene.widgets.emit(ev::WithoutName{});
  }
  keyboard(scene, at.keys);
  if (dock(scene, {.enabled = visit::can_go_on(scene.visit, scene.rules)})) scene.widgets.emit(ev::Next{});
}

}  // namespace ui
