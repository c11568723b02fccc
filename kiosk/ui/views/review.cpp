// Is this right? The body with its marks, and every place in words; a touch on a line changes it. Lines that
// do not fit go to another page: nothing scrolls out of sight.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/views/review_answers.h"
#include "ui/views/review_words.h"
#include "ui/views/who.h"

namespace ui {
namespace {

using content::Str;
namespace ev = visit::event;

constexpr float kTextLeft = 132;  // after the token
constexpr float kTextRight = 68;  // before the pen
constexpr float kTitleLine = 46;
constexpr float kTallestLine = 256;
constexpr float kLineGap = 14;

struct Column {
  Rect area;
  float tallest;
};

// Roomy while everything fits on one page.
struct Density {
  Type detail;
  float detail_line;
  float pad;
};
constexpr Density kRoomy{type::kHelper, 40, 22};
constexpr Density kClose{type::kChipHelper, 36, 16};

struct Row {
  ReviewLine line;
  float needs;  // layout px
};

// What was answered beside the map takes the room below, or the second column.
std::vector<Column> columns(const Scene& scene) {
  const bool answers = !answer_cards(scene).empty();
  if (scene.layout().portrait) return {{{416, 300, 616, answers ? 1060.0F : 1320.0F}, kTallestLine}};
  const Column first{{530, 100, 680, 820}, 188};
  if (answers) return {first};
  return {first, {{1234, 100, 630, 820}, 188}};
}

// Rows of one page, column by column; `from` moves on to the first row of the next page.
struct PlacedRow {
  const Row* row;
  Rect rect;
};

std::size_t fill_column(const Column& column, const std::vector<Row>& rows, std::size_t from, float room,
                        std::vector<PlacedRow>& out) {
  std::size_t to = from;
  float used = -kLineGap;
  while (to < rows.size() && used + kLineGap + rows[to].needs <= room) used += kLineGap + rows[to++].needs;
  const auto count = static_cast<float>(to - from);
  const float spare = count > 0 ? (room - used) / count : 0;
  float y = column.area.y;
  for (std::size_t i = from; i < to; ++i) {
    const float h = std::floor(std::min(std::max(column.tallest, rows[i].needs), rows[i].needs + spare));
    out.push_back({&rows[i], {column.area.x, y, column.area.w, h}});
    y += h + kLineGap;
  }
  return to;
}

struct Page {
  std::vector<PlacedRow> rows;
  std::size_t first = 0;
  std::size_t next = 0;  // the first row of the page after it
};

constexpr float kMoreButton = 96;

std::vector<Page> pages(const std::vector<Column>& columns, const std::vector<Row>& rows) {
  // Room for the button that turns the page is needed only if there is more than one.
  for (const bool with_button : {false, true}) {
    std::vector<Page> made;
    std::size_t from = 0;
    do {
      Page page;
      page.first = from;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const bool last = c + 1 == columns.size();
        const float room = columns[c].area.h - (with_button && last ? kMoreButton + kLineGap : 0);
        from = fill_column(columns[c], rows, from, room, page.rows);
      }
      page.next = from;
      made.push_back(std::move(page));
    } while (from < rows.size() && made.back().next > made.back().first);
    if (made.size() == 1 || with_button) return made;
  }
  return {};
}

// The view the map stood in if the place can be seen there, else the first that shows it.
figure::View view_showing(const Scene& scene, const intake::RegionCode& region) {
  const auto shows = [&](figure::View view) { return scene.figures.atlas().shape(view, region) != nullptr; };
  if (shows(scene.visit.view)) return scene.visit.view;
  const auto found = std::find_if(figure::kViews.begin(), figure::kViews.end(), shows);
  return found == figure::kViews.end() ? scene.visit.view : *found;
}

void draw_row(const Scene& scene, const PlacedRow& placed, const Density& density) {
  const Rect& rect = placed.rect;
  const ReviewLine& line = placed.row->line;
  Widgets& w = scene.widgets;
  Canvas& canvas = scene.canvas();
  const bool off = scene.visit.storing;
  base::SecretString place = line.title;
  place.append(". ");
  place.append(line.detail.view());
  if (w.button({.id = "edit." + std::string(line.region.view()),
                .rect = rect,
                .label = {},
                .kind = off ? Kind::Off : Kind::Out,
                .radius = 24,
                .value = line.level > 0 ? number(line.level) : "avoid",
                .said = scene.strings.fill(Str::ReviewEdit, {{"place", place.view()}})})) {
    w.emit(ev::EditRegion{line.region, view_showing(scene, line.region)});
  }
  const float middle = rect.y + rect.h / 2;
  if (line.level > 0)
    level_token(canvas, {rect.x + 66, middle}, 38, line.level);
  else
    canvas.hatched_disc({rect.x + 66, middle}, 36);
  const float width = rect.w - kTextLeft - kTextRight - 24;
  const auto title = canvas.wrap(line.title.view(), type::kRow, width);
  const auto detail = canvas.wrap(line.detail.view(), density.detail, width);
  const float tall = kTitleLine * static_cast<float>(title.size()) +
                     density.detail_line * static_cast<float>(detail.size()) + 6;
  float y = middle - tall / 2;
  for (const auto words : title) {
    canvas.text(rect.x + kTextLeft, y, words, type::kRow, colour::kInk, 1.25F);
    y += kTitleLine;
  }
  y += 6;
  for (const auto words : detail) {
    canvas.text(rect.x + kTextLeft, y, words, density.detail, colour::kInk2, 1.33F);
    y += density.detail_line;
  }
  canvas.icon(Icon::Pen, rect.x + rect.w - kTextRight, middle - 21, 42, colour::kInk);
}

std::vector<Row> measured(const Scene& scene, float width, const Density& density) {
  std::vector<Row> rows;
  for (ReviewLine& line : review_lines(scene)) {
    const auto title = scene.canvas().wrap(line.title.view(), type::kRow, width).size();
    const auto detail = scene.canvas().wrap(line.detail.view(), density.detail, width).size();
    const float needs = 2 * density.pad + 6 + kTitleLine * static_cast<float>(title) +
                        density.detail_line * static_cast<float>(detail);
    rows.push_back({std::move(line), std::max(needs, px(mm::kLeastTarget) * 2)});
  }
  return rows;
}

void turn_page(const Scene& scene, const Column& last, std::size_t others, std::size_t next) {
  const Rect& area = last.area;
  if (scene.widgets.button(
          {.id = "more",
           .rect = {area.x, area.y + area.h - kMoreButton, area.w, kMoreButton},
           .label = scene.strings.fill(Str::ReviewMorePlaces, {{"count", number(static_cast<int>(others))}}),
           .after = Icon::Next,
           .type = type::kButtonLarge,
           .radius = 24})) {
    scene.memory.review_page = static_cast<int>(next);
    scene.widgets.emit(ev::Touch{});
  }
}

void rows_of_words(const Scene& scene) {
  const auto where = columns(scene);
  float narrowest = where.front().area.w;
  for (const Column& column : where) narrowest = std::min(narrowest, column.area.w);
  const float width = narrowest - kTextLeft - kTextRight - 24;
  Density density = kRoomy;
  auto rows = measured(scene, width, density);
  auto made = pages(where, rows);
  if (made.size() > 1) {
    density = kClose;
    rows = measured(scene, width, density);
    made = pages(where, rows);
  }
  if (made.empty()) return;
  const auto page = static_cast<std::size_t>(scene.memory.review_page) % made.size();
  for (const PlacedRow& placed : made[page].rows) draw_row(scene, placed, density);
  if (made.size() > 1)
    turn_page(scene, where.back(), rows.size() - made[page].rows.size(), (page + 1) % made.size());
}

// The view that shows the most of what is marked.
figure::View best_view(const Scene& scene) {
  constexpr std::array kViews = {figure::View::Back,  figure::View::Front,  figure::View::Left,
                                 figure::View::Right, figure::View::Inside, figure::View::Soles};
  const auto shown = [&](figure::View view) {
    const auto& marks = scene.visit.marks;
    const auto in_view = [&](const auto& mark) {
      return scene.figures.atlas().shape(view, mark.region) != nullptr;
    };
    return std::count_if(marks.areas.begin(), marks.areas.end(), in_view) +
           std::count_if(marks.avoid.begin(), marks.avoid.end(), in_view);
  };
  return *std::max_element(kViews.begin(), kViews.end(), [&](auto a, auto b) { return shown(a) < shown(b); });
}

void body(const Scene& scene) {
  const bool portrait = scene.layout().portrait;
  const figure::View view = best_view(scene);
  const figure::Box box = FigureStore::body_box(view);
  const Rect room = portrait ? Rect{36, 300, 360, 1034} : Rect{70, 230, 400, 690};
  const float scale = std::min(room.w / static_cast<float>(box.w), room.h / static_cast<float>(box.h));
  const float middle = room.x + room.w / 2;
  const bool small = scale * static_cast<float>(box.h) < room.h * 0.8F;
  const Placed placed = place_body(view, middle, room.y + (small ? 60 : 0), scale,
                                   {0, room.y - 30, scene.layout().width, room.h + 80});
  draw_body(scene, placed, marks_to_paint(scene.visit.marks, {}), portrait ? 19 : 17);
  const float head = small ? 20 : portrait ? 56 : 44;
  side_words(scene, view, middle - head, middle + head, room.y - 8, type::kHeader);
}

std::string goes_to(const Scene& scene) {
  const std::string time = months(scene);
  const auto& chosen = scene.visit.therapist;
  if (!chosen) return scene.strings.fill(Str::ReviewGoesToAny, {{"time", time}});
  return scene.strings.fill(Str::ReviewGoesTo,
                            {{"time", time}, {"therapist", scene.rules.therapists.at(*chosen).name}});
}

void nothing_hurts(const Scene& scene) {
  const Rect rect = columns(scene).front().area;
  const Rect card{rect.x, rect.y, rect.w, 188};
  scene.canvas().fill(card, colour::kSurface, 24);
  scene.canvas().icon(Icon::Tick, card.x + 44, card.y + 70, 48, colour::kPrimary);
  scene.widgets.text({.x = card.x + kTextLeft,
                      .top = card.y + 70,
                      .words = scene.words(Str::ReviewNothing),
                      .type = type::kRow,
                      .width = card.w - kTextLeft - 24});
}

}  // namespace

void review_view(const Scene& scene) {
  const bool portrait = scene.layout().portrait;
  const bool storing = scene.visit.storing;
  header(scene);
  const float x = scene.layout().margin();
  scene.widgets.text({.x = x,
                      .top = portrait ? 111.0F : 98.0F,
                      .words = scene.words(Str::ReviewTitle),
                      .type = portrait ? type::kReviewTitle : type::kTitleWide,
                      .line_height = 1.1F,
                      .role = "heading"});
  scene.widgets.text({.x = x,
                      .top = portrait ? 196.0F : 174.0F,
                      .words = scene.words(Str::ReviewHint),
                      .type = portrait ? type::kBody : type::kHelper,
                      .colour = colour::kInk2});
  body(scene);
  if (scene.visit.marks.any())
    rows_of_words(scene);
  else
    nothing_hurts(scene);
  draw_answer_cards(scene, portrait ? Rect{48, 1378, 984, 264} : Rect{1234, 100, 630, 600}, portrait);
  constexpr Type kGoesTo{Face::Medium, 6.33};
  scene.widgets.text({.x = portrait ? 48.0F : 780.0F,
                      .top = portrait ? 1664.0F : 972.0F,
                      .words = goes_to(scene),
                      .type = kGoesTo,
                      .colour = colour::kInk2,
                      .width = portrait ? 984.0F : 720.0F,
                      .line_height = 1.4F});
  const bool enabled = visit::can_go_on(scene.visit, scene.rules);
  if (dock(scene, {.next_id = "send",
                   .next = storing ? Str::ReviewSending : Str::ReviewSend,
                   .next_icon = storing ? Icon::None : Icon::Next,
                   .enabled = enabled})) {
    scene.widgets.emit(ev::Send{});
  }
}

}  // namespace ui
