// Before the session: one short list a screen, None of these, I'd rather tell my therapist.
#include "visit/safety.h"

#include <algorithm>
#include <cmath>

#include "ui/views/parts.h"

namespace ui {
namespace {

using content::Str;
using visit::SafetyPageKind;
namespace ev = visit::event;

constexpr float kAskedGap = 14;
constexpr float kTallestAsked = 188;

struct Places {
  float heading_top;
  float heading_width;
  Rect rows;
  Rect none;
  Rect tell;
  Rect told;  // what a yes means
};

Places places(const Layout& layout) {
  if (layout.portrait)
    return {130, 984, {48, 316, 984, 1010}, {48, 1366, 984, 128}, {48, 1510, 984, 104}, {48, 1636, 984, 120}};
  return {110, 760, {860, 110, 1004, 770}, {56, 640, 760, 120}, {56, 776, 760, 104}, {56, 500, 760, 120}};
}

std::string eyebrow(const Scene& scene, const visit::SafetyPage& page) {
  if (page.because.empty()) return scene.words(Str::SafetyBefore);
  return scene.strings.fill(Str::SafetyMarked, {{"place", scene.catalogue.your_label(page.because)}});
}

// A page of one question says it as its title; a list has a title of its own.
bool is_one_question(const visit::SafetyPage& page) {
  const bool each = page.key.kind == SafetyPageKind::Each;
  return page.key.kind == SafetyPageKind::Spots ||
         (each && page.lines.size() == 1 && page.lines.front().id == page.key.question);
}

std::string title(const Scene& scene, const visit::SafetyPage& page) {
  if (is_one_question(page)) return scene.asked.safety(page.key.question.view());
  return scene.words(page.key.kind == SafetyPageKind::Parts ? Str::SafetyWhich : Str::SafetyTitle);
}

std::string label(const Scene& scene, const visit::SafetyPage& page, const visit::SafetyLine& line) {
  if (page.key.kind == SafetyPageKind::Spots) return scene.catalogue.your_label(line.spot);
  if (is_one_question(page)) return scene.words(Str::SafetyYes);
  if (page.key.kind == SafetyPageKind::List) return scene.asked.safety(line.id.view());
  const bool part = scene.rules.asks->safety_of_part(line.id.view()) != nullptr;
  return part ? scene.asked.part(line.id.view()) : scene.asked.safety(line.id.view());
}

std::string id_of(const visit::SafetyLine& line) {
  std::string id = "answer." + std::string(line.id.view());
  if (!line.spot.empty()) id += "." + std::string(line.spot.view());
  return id + ".yes";
}

void lines(const Scene& scene, const visit::SafetyPage& page, const Rect& area) {
  const auto count = static_cast<float>(page.lines.size());
  const float h = std::min(kTallestAsked, std::floor((area.h - kAskedGap * (count - 1)) / count));
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const auto& line = page.lines[i];
    const float y = area.y + static_cast<float>(i) * (h + kAskedGap);
    if (tick_row(scene, {id_of(line),
                         {area.x, y, area.w, h},
                         label(scene, page, line),
                         visit::said_yes(scene.visit, line)}))
      scene.widgets.emit(ev::ToggleLine{i});
  }
}

// What a yes of tier L or C on this page means; of S and E a screen of its own tells.
void what_it_means(const Scene& scene, const visit::SafetyPage& page, const Rect& rect) {
  auto highest = intake::Tier::None;
  for (const auto& line : page.lines) {
    if (visit::said_yes(scene.visit, line))
      highest = std::max(highest, intake::tier_of(*scene.rules.asks, line.id.view(), line.spot));
  }
  if (highest != intake::Tier::L && highest != intake::Tier::C) return;
  scene.widgets.text(
      {.x = rect.x,
       .top = rect.y,
       .words = scene.words(highest == intake::Tier::L ? Str::SafetyNotThere : Str::SafetyReads),
       .type = type::kHelperMedium,
       .colour = colour::kInk,
       .width = rect.w,
       .line_height = 1.36F,
       .role = "alert"});
}

void none_or_tell(const Scene& scene, const visit::SafetyPage& page, const Places& at) {
  Widgets& w = scene.widgets;
  const auto* said = visit::answer_of(scene.visit, page.key);
  const auto kind = [&](visit::SafetySaid which) {
    return said != nullptr && said->said == which ? Kind::Chosen : Kind::Out;
  };
  const auto icon = [&](visit::SafetySaid which) {
    return kind(which) == Kind::Chosen ? Icon::Tick : Icon::None;
  };
  const bool yes_or_no = page.key.kind == SafetyPageKind::Each && is_one_question(page);
  if (w.button({.id = "none",
                .rect = at.none,
                .label = scene.words(yes_or_no ? Str::SafetyNo : Str::SafetyNone),
                .kind = kind(visit::SafetySaid::None),
                .icon = icon(visit::SafetySaid::None),
                .type = type::kPlace,
                .radius = px(mm::kRowRadius)}))
    w.emit(ev::NoneOfThese{});
  if (w.button({.id = "tell_therapist",
                .rect = at.tell,
                .label = scene.words(Str::SafetyTell),
                .kind = kind(visit::SafetySaid::Told),
                .icon = icon(visit::SafetySaid::Told),
                .type = type::kName,
                .radius = px(mm::kRowRadius)}))
    w.emit(ev::TellTherapist{});
}

}  // namespace

void safety_view(const Scene& scene) {
  header(scene);
  const auto pages = visit::safety_pages(scene.visit, scene.rules);
  const auto* page = visit::standing_page(scene.visit, pages);
  if (page == nullptr) return;
  const bool portrait = scene.layout().portrait;
  const Places at = places(scene.layout());
  const Type size = is_one_question(*page) ? type::kTitle : portrait ? type::kReviewTitle : type::kTitleWide;
  const float below = heading(scene, {eyebrow(scene, *page), title(scene, *page), {}},
                              scene.layout().margin(), at.heading_top, at.heading_width, size);
  // A short list stands low, where hands are.
  const float needs = (kTallestAsked + kAskedGap) * static_cast<float>(page->lines.size()) - kAskedGap;
  const float top = std::max(portrait ? below + 44 : at.rows.y, at.rows.y + at.rows.h - needs);
  const Rect rows{at.rows.x, top, at.rows.w, at.rows.y + at.rows.h - top};
  lines(scene, *page, rows);
  if (page->key.kind != SafetyPageKind::Parts) none_or_tell(scene, *page, at);
  what_it_means(scene, *page, at.told);
  const bool enabled = visit::can_go_on(scene.visit, scene.rules);
  if (dock(scene, {.next_said = scene.words(Str::SafetyChoose), .enabled = enabled}))
    scene.widgets.emit(ev::Next{});
}

}  // namespace ui
