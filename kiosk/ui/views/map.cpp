// Where is it sore or tight: the body, its views, what is marked, undo and redo.
#include <algorithm>
#include <array>
#include <cmath>

#include "figure/finger.h"
#include "ui/views/map_parts.h"

namespace ui {
namespace {

using content::Str;
using figure::View;
namespace ev = visit::event;

void tools(const Scene& scene) {
  const Layout& layout = scene.layout();
  const auto place = [&](int i) {
    const auto step = static_cast<float>(i);
    return layout.portrait ? Rect{48, 1296 + step * 92, 176, 82} : Rect{56 + step * 172, 820, 160, 84};
  };
  const Type type = type::kChipChosen;
  const auto kind = [](bool on) { return on ? Kind::Out : Kind::Off; };
  Widgets& w = scene.widgets;
  const auto& visit = scene.visit;
  if (w.button({.id = "undo",
                .rect = place(0),
                .label = scene.words(Str::MapUndo),
                .kind = kind(!visit.past.empty()),
                .icon = Icon::Undo,
                .type = type})) {
    w.emit(ev::Undo{});
  }
  if (w.button({.id = "redo",
                .rect = place(1),
                .label = scene.words(Str::MapRedo),
                .kind = kind(!visit.future.empty()),
                .icon = Icon::Redo,
                .type = type})) {
    w.emit(ev::Redo{});
  }
  const bool something = visit.marks.any() || visit.marks.nothing_hurts;
  if (w.button({.id = "clear",
                .rect = place(2),
                .label = scene.words(Str::MapClear),
                .kind = kind(something),
                .icon = Icon::Cross,
                .type = type})) {
    w.emit(ev::ClearMarks{});
  }
}

void tray_tokens(const Scene& scene, const Rect& tray) {
  constexpr float kPitch = 62;
  constexpr float kRadius = 24;  // the smallest in which two digits can be read
  const auto room = static_cast<std::size_t>((tray.w - 30) / kPitch);
  std::vector<int> levels;  // 0: not to be touched
  for (const auto& area : scene.visit.marks.areas) levels.push_back(area.level);
  for (const auto& avoid : scene.visit.marks.avoid) {
    if (scene.visit.marks.area(avoid.region) == nullptr) levels.push_back(0);
  }
  const std::size_t shown = levels.size() <= room ? levels.size() : room - 1;
  float x = tray.x + 44;
  for (std::size_t i = 0; i < shown; ++i, x += kPitch) {
    if (levels[i] > 0) {
      level_token(scene.canvas(), {x, tray.y + 42}, kRadius, levels[i]);
    } else {
      scene.canvas().hatched_disc({x, tray.y + 42}, kRadius + 4);
    }
  }
  if (shown == levels.size()) return;
  scene.canvas().text(x - 18, tray.y + 24, "+" + number(static_cast<int>(levels.size() - shown)), type::kTray,
                      colour::kInk);
}

// In an upright upper body the hands reach down to where the tray would be; it goes between them.
Rect tray_place(const Layout& layout, const Placed& body) {
  if (!layout.portrait) return {56, 660, 504, 128};
  constexpr Rect kPlace{740, 1408, 292, 128};
  if (body.view != View::UpperFront && body.view != View::UpperBack) return kPlace;
  const float middle = body.to_screen({figure::kViewWidth / 2.0F, 0}).x;
  return {std::round(middle - kPlace.w / 2), kPlace.y, kPlace.w, kPlace.h};
}

// What is marked, or the way to say that nothing is, in one place.
void marks_tray(const Scene& scene, const Rect& rect) {
  const int count = scene.visit.marks.count();
  Widgets& w = scene.widgets;
  if (count == 0 && !scene.visit.showing.empty()) return;
  if (count == 0) {
    const bool chosen = scene.visit.marks.nothing_hurts;
    if (w.button({.id = "nothing",
                  .rect = rect,
                  .label = scene.words(Str::MapNothing),
                  .kind = chosen ? Kind::Chosen : Kind::Out,
                  .icon = chosen ? Icon::Tick : Icon::None,
                  .type = type::kButton,
                  .lines = 2,
                  .role = "toggle",
                  .value = chosen ? "on" : "off"})) {
      w.emit(ev::NothingHurts{});
    }
    return;
  }
  const std::string words = count == 1 ? scene.words(Str::MapMarkedOne)
                                       : scene.strings.fill(Str::MapMarked, {{"count", number(count)}});
  if (w.button({.id = "edit", .rect = rect, .label = {}, .said = words, .draw_face = false}))
    w.emit(ev::Next{});
  scene.canvas().box(rect, w.pressed("edit") ? colour::kSunken : colour::kWash, colour::kInk2,
                     px(mm::kOutline), px(mm::kControlRadius));
  tray_tokens(scene, rect);
  w.text({.x = rect.x + 24, .top = rect.y + 78, .words = words, .type = type::kTray, .outlined = false});
}

intake::TouchedAt touched_at(View view, Point canvas_px) {
  const double mm_per_canvas_px = figure::mm_per_px(view, figure::kRecordBodyMm);
  intake::TouchedAt at;
  at.view = intake::ViewName(figure::view_name(view));
  at.x_mm = static_cast<float>(canvas_px.x * mm_per_canvas_px);
  at.y_mm = static_cast<float>(canvas_px.y * mm_per_canvas_px);
  return at;
}

// What a finger on the body means, told to the visit.
void touch_body(const Scene& scene, const Placed& body, Point canvas_px) {
  using Way = figure::Meant::Way;
  const auto meant =
      figure::meant(scene.figures.atlas(), body.view, canvas_px.x, canvas_px.y,
                    scene.layout().mm_per_px * body.scale, body.drawn > 0 ? body.scale / body.drawn : 1);
  Widgets& w = scene.widgets;
  if (!meant || meant->way == Way::Miss) {
    w.emit(ev::Touch{});
  } else if (meant->way == Way::Hit) {
    w.emit(ev::TouchRegion{meant->regions.front(), touched_at(body.view, canvas_px)});
  } else if (meant->way == Way::Lens) {
    w.emit(ev::TouchDoubtful{meant->regions, touched_at(body.view, canvas_px)});
  } else {
    w.emit(ev::ComeCloser{meant->closer});
  }
}

// The body's places, for keys and for whoever reads the screen aloud.
void tell_places(const Scene& scene, const Placed& body, const Rect& open) {
  Item figure_item;
  figure_item.id = "figure";
  figure_item.role = "figure";
  figure_item.label = scene.strings.fill(Str::MapFigure, {{"view", scene.words(view_words(body.view))}});
  figure_item.value = figure::view_name(body.view);
  figure_item.rect = open;
  scene.widgets.item(figure_item);
  for (const auto& region : scene.figures.atlas().regions(body.view)) {
    const Point at = body.to_screen(region.shape.inscribed.centre);
    if (!open.contains(at.x, at.y)) continue;
    Item item;
    item.id = "region." + std::string(region.code.view());
    item.role = "region";
    item.label = scene.catalogue.your_label(region.code);
    const auto* area = scene.visit.marks.area(region.code);
    item.value = scene.visit.marks.avoided(region.code) != nullptr ? "avoid"
                 : area != nullptr                                 ? number(area->level)
                                                                   : "";
    const Point corner =
        body.to_screen({static_cast<float>(region.shape.box.x), static_cast<float>(region.shape.box.y)});
    item.rect = {corner.x, corner.y, static_cast<float>(region.shape.box.w) * body.scale,
                 static_cast<float>(region.shape.box.h) * body.scale};
    item.at = Rect{at.x, at.y, 1, 1};
    const bool by_key = scene.widgets.activated(item.id);
    scene.widgets.item(std::move(item));
    if (by_key) {
      // A key names its region; nothing is in doubt.
      scene.widgets.emit(ev::TouchRegion{region.code, touched_at(body.view, region.shape.inscribed.centre)});
    }
  }
}

void touch_at_finger(const Scene& scene, const Placed& body) {
  const Point finger = scene.widgets.finger();
  touch_body(scene, body, {(finger.x - body.origin.x) / body.scale, (finger.y - body.origin.y) / body.scale});
}

// Takes the touches on the body. After every button, so that those above the body have the first word. A tap
// that was none is a sign of life all the same.
void take_touches(const Scene& scene, const Placed& body, const Rect& open, const Placed* enlarging) {
  tell_places(scene, body, open);
  const bool let_go = scene.widgets.touch_area("figure", open);
  if (follow_fingers(scene, enlarging, let_go))
    touch_at_finger(scene, body);
  else if (let_go)
    scene.widgets.emit(ev::Touch{});
}

void title(const Scene& scene) {
  const Layout& layout = scene.layout();
  const bool close = !figure::is_whole_body(scene.visit.view);
  const bool showing = !scene.visit.showing.empty();
  const std::string& hint = scene.words(showing                  ? Str::SafetyWhereHint
                                        : scene.memory.zoom.on() ? Str::MapHintBigger
                                        : close                  ? Str::MapHintClose
                                                                 : Str::MapHint);
  scene.widgets.text({.x = layout.margin(),
                      .top = layout.portrait ? 100.0F : 96.0F,
                      .words = scene.words(showing ? Str::SafetyWhere : Str::MapTitle),
                      .type = layout.portrait ? type::kTitle : type::kTitleWide,
                      .width = layout.portrait ? 984.0F : 480.0F,
                      .line_height = 1.1F,
                      .role = "heading",
                      .balanced = true});
  scene.widgets.text({.x = layout.margin(),
                      .top = layout.portrait ? 180.0F : 262.0F,
                      .words = hint,
                      .type = type::kHelper,
                      .colour = colour::kInk2,
                      .width = layout.portrait ? 984.0F : 420.0F,
                      .line_height = 1.4F,
                      .balanced = true});
}

// Beside the head where there is room for it, else beside the body.
void side_names(const Scene& scene, const Placed& body) {
  constexpr float kAir = 20;
  const bool portrait = scene.layout().portrait;
  const bool panel = scene.visit.panel_open();
  const figure::Box box = FigureStore::body_box(body.view);
  const float middle = body.to_screen({static_cast<float>(box.x) + static_cast<float>(box.w) / 2, 0}).x;
  const auto beside = [&](float half, float top) {
    side_words(scene, body.view, middle - half, middle + half, top, type::kChipChosen);
  };
  if (figure::is_whole_body(body.view) && !panel) {
    beside(portrait ? 88 : 70, body.to_screen({0, 72}).y + (portrait ? 34.0F : 16.0F));
  } else if (body.view == View::Soles && !panel) {
    beside(60, body.to_screen({0, 534}).y - (portrait ? 54.0F : 60.0F));
  } else if (body.view == View::UpperFront || body.view == View::UpperBack) {
    constexpr float kHead = 150;
    beside(kHead * body.scale + kAir, portrait ? 330.0F : 230.0F);
  } else {
    // The inner view is widest at the feet; its words stand at the hips.
    constexpr float kHips = 300;
    const float half = body.view == View::Inside ? kHips : static_cast<float>(box.w) / 2;
    beside(half * body.scale + kAir, portrait ? 330.0F : 480.0F);
  }
}

// From paper to nothing downwards, gently at both ends: two even halves would show where they meet.
void fade_in(Canvas& canvas, const Rect& rect) {
  constexpr std::array kOpacity = {1.0F, 0.9F, 0.65F, 0.35F, 0.1F, 0.0F};
  const float high = rect.h / static_cast<float>(kOpacity.size() - 1);
  for (std::size_t i = 0; i + 1 < kOpacity.size(); ++i) {
    const float top = rect.y + high * static_cast<float>(i);
    canvas.fade({rect.x, top, rect.w, high}, colour::kPaper, kOpacity[i], kOpacity[i + 1], true);
  }
}

// Where the body goes on beyond its stage it fades into the paper.
void fade_cut_edges(const Scene& scene, View view) {
  constexpr float kSoft = 60;
  Canvas& canvas = scene.canvas();
  const bool portrait = scene.layout().portrait;
  const bool growing = scene.turning && scene.turning->way.closer != 0;
  const bool cut_at_the_top = growing || (!figure::is_whole_body(view) && view != View::Soles);
  if (scene.memory.zoom.on()) {
    const auto [x, y, w, h] = map_stage(scene.layout());
    canvas.fade({x, y, w, kSoft}, colour::kPaper, 1, 0, true);
    canvas.fade({x, y + h - kSoft, w, kSoft}, colour::kPaper, 0, 1, true);
    if (portrait) return;
    canvas.fade({x, y, kSoft, h}, colour::kPaper, 1, 0, false);
    canvas.fade({x + w - kSoft, y, kSoft, h}, colour::kPaper, 0, 1, false);
  } else if (cut_at_the_top && portrait) {
    canvas.fill({0, 96, scene.layout().width, 74}, colour::kPaper);
    fade_in(canvas, {0, 170, scene.layout().width, 170});
  } else if (cut_at_the_top) {
    fade_in(canvas, {576, 95, 850, 130});
  }
}

void map_whole(const Scene& scene, const Placed& rest, const figure::Marks& marks) {
  const Placed body = zoomed(scene, rest);
  draw_turning_body(scene, body, marks);
  fade_cut_edges(scene, body.view);
  header(scene);
  title(scene);
  if (scene.memory.zoom.on()) {
    zoomed_side_names(scene, body.view);
  } else {
    side_names(scene, body);
    closer_views(scene);
  }
  zoom_button(scene, rest);
  marks_tray(scene, tray_place(scene.layout(), rest));
  tools(scene);
  view_tiles(scene);
  const bool enabled = visit::can_go_on(scene.visit, scene.rules);
  if (dock(scene, {.next_said = scene.words(Str::MapTouchFirst), .enabled = enabled}))
    scene.widgets.emit(ev::Next{});
  take_touches(scene, body, map_stage(scene.layout()), &rest);
}

void map_with_panel(const Scene& scene, const Placed& body, const figure::Marks& marks) {
  const Layout& layout = scene.layout();
  const bool close = !figure::is_whole_body(body.view);
  draw_body(scene, body, marks, close ? 27 : layout.portrait ? 21.0F : 18.0F);
  scene.canvas().fade({0, 94, layout.portrait ? layout.width : kSheetLeft, 70}, colour::kPaper, 1, 0, true);
  if (layout.portrait)
    header(scene);
  else
    clinic_name(scene);
  side_names(scene, body);
  const Rect whole = layout.portrait ? Rect{48, 112, 252, 84} : Rect{56, 104, 248, 84};
  if (close && body.view != View::Inside && body.view != View::Soles &&
      scene.widgets.button({.id = "view.whole",
                            .rect = whole,
                            .label = scene.words(Str::MapWholeBody),
                            .icon = Icon::Minus,
                            .type = type::kChipChosen})) {
    scene.widgets.emit(ev::ShowView{figure::whole_body_of(body.view)});
  }
  const Rect undo = layout.portrait ? Rect{868, 112, 164, 84} : Rect{738, 104, 164, 84};
  if (scene.widgets.button({.id = "undo",
                            .rect = undo,
                            .label = scene.words(Str::MapUndo),
                            .kind = scene.visit.past.empty() ? Kind::Off : Kind::Out,
                            .icon = Icon::Undo})) {
    scene.widgets.emit(ev::Undo{});
  }
  level_panel(scene);
  const bool enabled = visit::can_go_on(scene.visit, scene.rules);
  if (dock(scene,
           {.next = Str::CommonDone, .next_said = scene.words(Str::PanelChooseFirst), .enabled = enabled})) {
    scene.widgets.emit(ev::Next{});
  }
  const Rect open = layout.portrait ? Rect{0, 96, 1080, kSheetTop - 96} : Rect{0, 96, kSheetLeft, 840};
  take_touches(scene, body, open, nullptr);
}

void map_of(const Scene& scene) {
  if (scene.visit.lens_open()) {
    choice_lens(scene);
    return;
  }
  scene.figures.forget_candidates();
  const Placed body = place_on_map(scene, scene.visit.view);
  const figure::Marks marks = marks_to_paint(scene.visit.marks, scene.visit.chosen);
  if (scene.visit.panel_open()) {
    map_with_panel(scene, body, marks);
  } else {
    map_whole(scene, body, marks);
  }
}

}  // namespace

void map_view(const Scene& scene) {
  if (scene.visit.showing.empty()) return map_of(scene);
  // Where a yes of Safety is: that alone stands on the body.
  visit::Visit where = scene.visit;
  where.marks = {};
  where.past.clear();
  where.future.clear();
  for (const auto& each : scene.visit.safety.shown) {
    if (each.id == scene.visit.showing) where.marks.avoid.push_back({each.spot, intake::AvoidWhy::Unsaid});
  }
  map_of(with_visit(scene, where));
}

}  // namespace ui
