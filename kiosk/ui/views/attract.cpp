// The first screen: it invites. Anywhere starts; the tip is tied to the warm place by a line.
#include <array>

#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;

constexpr int kWarmLevel = 3;

struct Places {
  float title_top;
  float title_width;
  Type title;
  Point card;
  float card_scale;
  float body_x;
  float body_top;
  float body_scale;
  figure::View view;
  float tip_width;
  Type tip;
  Rect banner;
};

Places places(const Layout& layout) {
  if (layout.portrait) {
    return {112,
            560,
            type::kHero,
            {48, 440},
            1.15F,
            748,
            206,
            0.79F,
            figure::View::Back,
            430,
            type::kBodyLarge,
            {48, 1632, 984, 124}};
  }
  return {92,   880,   type::kSentTitle,       {56, 352}, 1.0F,        1262,
          -545, 0.85F, figure::View::LegsBack, 900,       type::kBody, {56, 760, 880, 136}};
}

void warm_place(const Scene& scene, const Places& at, const content::Card* tip) {
  figure::Marks warm;
  if (tip != nullptr) {
    for (const auto& region : tip->warm) warm.levels.push_back({region, kWarmLevel, 1});
  }
  const Layout& layout = scene.layout();
  const Placed body =
      place_body(at.view, at.body_x, at.body_top, at.body_scale, {0, 0, layout.width, layout.height});
  draw_body(scene, body, warm, 0);
  if (tip == nullptr) return;
  const figure::Shape* shape =
      tip->warm.empty() ? nullptr : scene.figures.atlas().shape(at.view, tip->warm.front());
  // Without a warm place in this view the tip stands where the line would be.
  const Point end = shape != nullptr ? body.to_screen(shape->inscribed.centre)
                                     : Point{layout.margin(), layout.height * 0.68F};
  const float left = layout.margin();
  if (shape != nullptr) {
    const std::array<Point, 2> line = {Point{left, end.y}, end};
    scene.canvas().stroke(line, 2.5F, colour::kInk2);
    scene.canvas().disc(end, 11, colour::kSurface);
    scene.canvas().disc(end, 7, colour::kInk2);
  }
  scene.widgets.text({.x = left,
                      .top = end.y + (layout.portrait ? 26.0F : 22.0F),
                      .words = scene.words(Str::AttractTipHeading),
                      .type = type::kButton,
                      .role = "heading"});
  scene.widgets.text({.x = left,
                      .top = end.y + (layout.portrait ? 76.0F : 66.0F),
                      .words = tip->body,
                      .type = at.tip,
                      .colour = colour::kInk2,
                      .width = at.tip_width,
                      .line_height = 1.38F});
}

// Where the sign for a card stands otherwise: under the words that the client was just following.
void refused_card(const Scene& scene, Point at, base::CardRefusal why) {
  constexpr Type kWhat{Face::SemiBold, 8.6};
  constexpr float kPad = 32;
  constexpr float kSign = 112;
  const bool portrait = scene.layout().portrait;
  // Upright there is no room beside the body for a line beside the sign.
  const float width = portrait ? 480 : 960;
  const float indent = portrait ? kPad : kPad + kSign + 24;
  const float above = portrait ? kPad + kSign : kPad;
  const AdviceLook look{refusal_advice(why), kWhat, type::kBody, width - indent - kPad};
  const Rect box{at.x, at.y, width, above + advice_height(scene, look) + kPad};
  scene.canvas().fill(box, colour::kHoney, 28);
  const float sign_top = portrait ? box.y + 16 : box.y + (box.h - kSign) / 2;
  scene.canvas().card_sign(box.x + kPad, sign_top, 0.86F, true, colour::kInk, colour::kHoney);
  draw_advice(scene, look, box.x + indent, box.y + above);
}

}  // namespace

void attract_view(const Scene& scene) {
  const Places at = places(scene.layout());
  const bool looking = scene.visit.card == visit::CardState::LookingUp;
  header(scene);
  // One thing at a time: no tip beside the word about a card.
  const bool refused = scene.visit.reader_working && scene.visit.refused.has_value();
  warm_place(scene, at, refused ? nullptr : scene.cards.tip(scene.visit.number));
  scene.widgets.text({.x = scene.layout().margin(),
                      .top = at.title_top,
                      .words = scene.words(looking ? Str::HelloLooking : Str::AttractTitle),
                      .type = at.title,
                      .width = at.title_width,
                      .line_height = 1.08F,
                      .role = "heading",
                      .balanced = true});
  if (scene.visit.reader_working && !looking && !refused) {
    scene.canvas().card_sign(at.card.x, at.card.y, at.card_scale, false, colour::kInk, colour::kPaper);
  }
  if (!scene.visit.reader_working)
    reader_banner(scene, at.banner);
  else if (refused)
    refused_card(scene, {scene.layout().margin(), at.card.y + 12}, *scene.visit.refused);
  bool start =
      dock(scene, {.back = false, .next_id = "start", .next = Str::AttractStart, .enabled = !looking});
  // Last, so that the buttons above it have the first word.
  if (!looking && scene.widgets.touch_area("anywhere", {0, 0, scene.layout().width, scene.layout().height}))
    start = true;
  if (start) scene.widgets.emit(visit::event::Start{});
}

}  // namespace ui
