// Done: shown only once the record is on the disk. What happens next, and one card worth reading.
#include <array>
#include <cmath>

#include "ui/views/who.h"

namespace ui {
namespace {

using content::Str;

std::string_view seen(const Scene& scene) {
  const auto& therapist = scene.visit.therapist;
  return therapist ? first_word(scene.rules.therapists.at(*therapist).name) : std::string_view();
}

void big_tick(Canvas& canvas, float x, float y) {
  canvas.disc({x + 100, y + 100}, 96, colour::kPrimary);
  const std::array<Point, 3> tick = {Point{x + 58, y + 104}, Point{x + 88, y + 134}, Point{x + 144, y + 72}};
  canvas.stroke(tick, 14, colour::kSurface);
}

void worth_knowing(const Scene& scene, const content::Card& card, const Rect& rect) {
  Canvas& canvas = scene.canvas();
  canvas.fill(rect, colour::kSurface, 36);
  const auto view = figure::view_from_name(card.view);
  const float picture_w =
      std::round(rect.h * static_cast<float>(card.crop[2]) / static_cast<float>(card.crop[3]));
  const float room = std::min(picture_w, rect.w * 0.42F);
  if (view) {
    const figure::Box crop{card.crop[0], card.crop[1], card.crop[2], card.crop[3]};
    const float tall = rect.h * scene.layout().scale;
    const auto small = scene.figures.cut(*view, crop, static_cast<int>(std::lround(tall)));
    const Rect to{rect.x + rect.w - room - 36, rect.y, room, rect.h};
    const float share = room / picture_w;
    if (small.texture != nullptr) canvas.picture(small.texture, to, {(1 - share) / 2, 0, share, 1});
  }
  const float x = rect.x + 48;
  const float width = rect.w - room - 48 - 60;
  Widgets& w = scene.widgets;
  w.text({.x = x,
          .top = rect.y + 56,
          .words = scene.words(Str::SentWorthKnowing),
          .type = type::kButton,
          .colour = colour::kInk2});
  const float title = w.text({.x = x,
                              .top = rect.y + 110,
                              .words = card.title,
                              .type = type::kTitle,
                              .width = width,
                              .line_height = 1.12F,
                              .role = "heading",
                              .balanced = true});
  const float body = w.text({.x = x,
                             .top = title + 36,
                             .words = card.body,
                             .type = type::kBodyLarge,
                             .width = width,
                             .line_height = 1.42F});
  const auto lines = canvas.wrap(card.closing, type::kButton, width).size();
  const float closing = std::max(body + 36, rect.y + rect.h - 60 - 41 * static_cast<float>(lines));
  w.text({.x = x,
          .top = closing,
          .words = card.closing,
          .type = type::kButton,
          .colour = colour::kInk2,
          .width = width,
          .line_height = 1.35F});
}

// Runs out in whole steps, so that it costs a frame a second.
void running_out(const Scene& scene, const Rect& bar) {
  const auto gone = scene.now - scene.visit.screen_since;
  const auto steps = gone / scene.rules.timings.countdown_step;
  const auto all =
      std::max<std::int64_t>(1, scene.rules.timings.sent_stays / scene.rules.timings.countdown_step);
  const float left = std::clamp(1 - static_cast<float>(steps) / static_cast<float>(all), 0.0F, 1.0F);
  scene.widgets.text({.x = bar.x,
                      .top = bar.y - 52,
                      .words = scene.words(Str::SentCloses),
                      .type = type::kHelper,
                      .colour = colour::kInk2});
  scene.canvas().fill(bar, colour::kHair, 4);
  if (left > 0) scene.canvas().fill({bar.x, bar.y, std::max(8.0F, bar.w * left), bar.h}, colour::kPrimary, 4);
  Item item;
  item.id = "progress";
  item.role = "progress";
  item.label = scene.words(Str::SentCloses);
  item.value = number(static_cast<int>(std::lround(left * 100)));
  item.rect = bar;
  scene.widgets.item(std::move(item));
}

}  // namespace

void sent_view(const Scene& scene) {
  clinic_name(scene);
  const bool portrait = scene.layout().portrait;
  const float x = scene.layout().margin();
  const auto name = seen(scene);
  const std::string title =
      name.empty() ? scene.words(Str::SentTitle) : scene.strings.fill(Str::SentTitleTo, {{"name", name}});
  const bool speak = scene.visit.safety.stopped >= intake::Tier::S;
  const std::string next = speak          ? scene.words(Str::SentSpeak)
                           : name.empty() ? scene.words(Str::SentNext)
                                          : scene.strings.fill(Str::SentNextTo, {{"name", name}});
  big_tick(scene.canvas(), x, portrait ? 180 : 140);
  const float width = portrait ? 984 : 820;
  Text big{.x = x,
           .top = portrait ? 430.0F : 390.0F,
           .words = title,
           .type = type::kSentTitle,
           .width = width,
           .line_height = 1.1F,
           .role = "heading"};
  while (scene.canvas().text_width(title, big.type) > width && big.type.capital_mm > 12)
    big.type.capital_mm *= 0.95;
  scene.widgets.text(big);
  scene.widgets.text({.x = x,
                      .top = portrait ? 574.0F : 534.0F,
                      .words = next,
                      .type = type::kLead,
                      .colour = colour::kInk2,
                      .width = portrait ? 880.0F : 780.0F,
                      .line_height = 1.4F});
  const auto* card = scene.visit.card_shown ? scene.cards.after(*scene.visit.card_shown) : nullptr;
  if (card != nullptr) {
    worth_knowing(scene, *card, portrait ? Rect{48, 800, 984, 700} : Rect{960, 112, 904, 740});
  }
  running_out(scene, portrait ? Rect{48, 1612, 984, 8} : Rect{56, 844, 820, 8});
  if (dock(scene, {.back = false, .next = Str::CommonDone, .next_icon = Icon::Tick}))
    scene.widgets.emit(visit::event::Next{});
}

}  // namespace ui
