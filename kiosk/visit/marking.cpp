#include "visit/marking.h"

#include <algorithm>

#include "figure/finger.h"

namespace visit {
namespace {

using intake::Area;
using intake::Avoid;
using intake::RegionCode;

template <class T>
auto find_region(base::SecretVector<T>& entries, const RegionCode& region) {
  return std::find_if(entries.begin(), entries.end(), [&](const T& entry) { return entry.region == region; });
}

template <class T>
void erase_region(base::SecretVector<T>& entries, const RegionCode& region) {
  const auto found = find_region(entries, region);
  if (found != entries.end()) entries.erase(found);
}

void remember(Visit& visit, Marks before) {
  if (before == visit.marks) return;
  if (visit.past.size() == kUndoSteps) visit.past.erase(visit.past.begin());
  visit.past.push_back(std::move(before));
  visit.future.clear();
}

// The regions the open panel speaks for.
base::SecretVector<RegionCode> targets(const Visit& visit) {
  if (!visit.panel_open()) return {};
  base::SecretVector<RegionCode> regions{visit.chosen};
  if (visit.both_sides()) regions.push_back(visit.chosen.mirrored());
  return regions;
}

// Runs `edit` on each rated area the panel speaks for, as one step of undo.
template <class Edit>
void edit_areas(Visit& visit, Edit edit) {
  Marks before = visit.marks;
  for (const auto& region : targets(visit)) {
    const auto found = find_region(visit.marks.areas, region);
    if (found != visit.marks.areas.end()) edit(*found);
  }
  remember(visit, std::move(before));
}

void erase_marks(Marks& marks, const RegionCode& region) {
  erase_region(marks.areas, region);
  erase_region(marks.avoid, region);
}

bool marked(const Marks& marks, const RegionCode& region) {
  return marks.area(region) != nullptr || marks.avoided(region) != nullptr;
}

void unpair(Marks& marks, const RegionCode& region) {
  std::erase_if(marks.pairs,
                [&](const RegionCode& each) { return each == region || each == region.mirrored(); });
}

// The same place on the other side, as the other side's own picture shows it.
intake::TouchedAt mirrored(const intake::TouchedAt& at) {
  const auto view = figure::view_from_name(at.view.view());
  if (!view) return at;
  const double width_mm = figure::kViewWidth * figure::mm_per_px(*view, figure::kRecordBodyMm);
  return {intake::ViewName(figure::view_name(figure::mirrored(*view))),
          static_cast<float>(width_mm) - at.x_mm, at.y_mm};
}

// Where a safety question's yes is: a touch takes the place in or out.
void show_spot(Visit& visit, const RegionCode& region) {
  auto& shown = visit.safety.shown;
  const SafetyLine line{visit.showing, region};
  const auto found = std::find(shown.begin(), shown.end(), line);
  if (found != shown.end()) {
    shown.erase(found);
    return;
  }
  const auto of_it =
      std::count_if(shown.begin(), shown.end(), [&](const auto& each) { return each.id == line.id; });
  if (of_it < kMostShown) shown.push_back(line);
}

void copy_to_mirror(Visit& visit) {
  const auto mirror = visit.chosen.mirrored();
  erase_marks(visit.marks, mirror);
  if (const auto* area = visit.marks.area(visit.chosen)) {
    Area other = *area;
    other.region = mirror;
    other.at = mirrored(area->at);
    visit.marks.areas.push_back(other);
  }
  if (const auto* avoid = visit.marks.avoided(visit.chosen))
    visit.marks.avoid.push_back({mirror, avoid->why});
}

}  // namespace

const Area* Marks::area(const RegionCode& region) const {
  const auto found =
      std::find_if(areas.begin(), areas.end(), [&](const Area& area) { return area.region == region; });
  return found == areas.end() ? nullptr : &*found;
}

const Avoid* Marks::avoided(const RegionCode& region) const {
  const auto found =
      std::find_if(avoid.begin(), avoid.end(), [&](const Avoid& entry) { return entry.region == region; });
  return found == avoid.end() ? nullptr : &*found;
}

bool Marks::paired(const RegionCode& region) const {
  return std::any_of(pairs.begin(), pairs.end(),
                     [&](const RegionCode& each) { return each == region || each == region.mirrored(); });
}

int Marks::count() const {
  const auto only_avoided = std::count_if(avoid.begin(), avoid.end(),
                                          [&](const Avoid& entry) { return area(entry.region) == nullptr; });
  return static_cast<int>(areas.size()) + static_cast<int>(only_avoided);
}

void choose(Visit& visit, const RegionCode& region, const intake::TouchedAt& at) {
  if (!visit.showing.empty()) return show_spot(visit, region);
  if (region != visit.chosen) close_panel(visit);
  visit.chosen = region;
  visit.touched = at;
}

void doubt(Visit& visit, const base::SecretVector<RegionCode>& candidates, const intake::TouchedAt& at) {
  if (candidates.size() < 2 || candidates.size() > figure::kMostChoices) return;
  close_panel(visit);
  visit.candidates = candidates;
  visit.touched = at;
}

void close_lens(Visit& visit) {
  base::forget(visit.candidates);
  visit.touched = intake::TouchedAt();
}

void close_panel(Visit& visit) {
  // A pair of which nothing was said is nothing.
  if (visit.panel_open() && !marked(visit.marks, visit.chosen)) unpair(visit.marks, visit.chosen);
  visit.chosen = RegionCode();
  visit.touched = intake::TouchedAt();
}

void set_level(Visit& visit, int level) {
  if (level < 1 || level > intake::kHighestLevel) return;
  Marks before = visit.marks;
  visit.marks.nothing_hurts = false;
  for (const auto& region : targets(visit)) {
    const auto found = find_region(visit.marks.areas, region);
    if (found != visit.marks.areas.end()) {
      found->level = level;
      continue;
    }
    Area area;
    area.region = region;
    area.level = level;
    area.at = region == visit.chosen ? visit.touched : mirrored(visit.touched);
    visit.marks.areas.push_back(area);
  }
  remember(visit, std::move(before));
}

void toggle_kind(Visit& visit, intake::Kind kind) {
  const auto* area = visit.marks.area(visit.chosen);
  if (area == nullptr) return;
  const bool had = area->kinds.has(kind);
  if (!had && area->kinds.count() == intake::kMostKinds) {
    visit.notice = Notice::KindsFull;
    return;
  }
  const auto kinds = [&] {
    auto set = area->kinds;
    if (had)
      set.remove(kind);
    else
      set.add(kind);
    return set;
  }();
  edit_areas(visit, [&](Area& each) { each.kinds = kinds; });
}

void toggle_since(Visit& visit, intake::Since since) {
  const auto* area = visit.marks.area(visit.chosen);
  if (area == nullptr) return;
  const auto next = area->since == since ? intake::Since::Unsaid : since;
  edit_areas(visit, [&](Area& each) { each.since = next; });
}

void toggle_when(Visit& visit, intake::When when) {
  const auto* area = visit.marks.area(visit.chosen);
  if (area == nullptr) return;
  auto next = area->when;
  if (next.has(when))
    next.remove(when);
  else
    next.add(when);
  edit_areas(visit, [&](Area& each) { each.when = next; });
}

void toggle_both_sides(Visit& visit) {
  if (!visit.panel_open() || visit.chosen.mirrored() == visit.chosen) return;
  Marks before = visit.marks;
  const bool was_paired = visit.both_sides();
  if (was_paired)
    unpair(visit.marks, visit.chosen);
  else
    visit.marks.pairs.push_back(visit.chosen);
  // With nothing said of this side yet there is nothing to copy or to take back, and nothing to undo; a mark
  // the other side has of its own stays.
  if (!marked(visit.marks, visit.chosen)) return;
  if (was_paired)
    erase_marks(visit.marks, visit.chosen.mirrored());
  else
    copy_to_mirror(visit);
  remember(visit, std::move(before));
}

void toggle_avoid(Visit& visit) {
  if (!visit.panel_open()) return;
  Marks before = visit.marks;
  const bool had = visit.marks.avoided(visit.chosen) != nullptr;
  for (const auto& region : targets(visit)) {
    erase_region(visit.marks.avoid, region);
    if (!had) visit.marks.avoid.push_back({region, intake::AvoidWhy::Unsaid});
  }
  if (!had) visit.marks.nothing_hurts = false;
  remember(visit, std::move(before));
}

void set_avoid_why(Visit& visit, intake::AvoidWhy why) {
  const auto* avoid = visit.marks.avoided(visit.chosen);
  if (avoid == nullptr) return;
  const auto next = avoid->why == why ? intake::AvoidWhy::Unsaid : why;
  Marks before = visit.marks;
  for (const auto& region : targets(visit)) {
    const auto found = find_region(visit.marks.avoid, region);
    if (found != visit.marks.avoid.end()) found->why = next;
  }
  remember(visit, std::move(before));
}

void remove_mark(Visit& visit) {
  if (!visit.panel_open()) return;
  Marks before = visit.marks;
  for (const auto& region : targets(visit)) erase_marks(visit.marks, region);
  unpair(visit.marks, visit.chosen);
  remember(visit, std::move(before));
  close_panel(visit);
}

void clear_marks(Visit& visit) {
  if (!visit.showing.empty()) {
    std::erase_if(visit.safety.shown, [&](const auto& each) { return each.id == visit.showing; });
    return;
  }
  Marks before = visit.marks;
  visit.marks = {};
  remember(visit, std::move(before));
  close_panel(visit);
}

void nothing_hurts(Visit& visit) {
  if (visit.marks.any()) return;  // the button is not there then
  Marks before = visit.marks;
  visit.marks.nothing_hurts = true;
  remember(visit, std::move(before));
}

void undo(Visit& visit) {
  if (visit.past.empty()) return;
  visit.future.push_back(std::move(visit.marks));
  visit.marks = std::move(visit.past.back());
  visit.past.pop_back();
}

void redo(Visit& visit) {
  if (visit.future.empty()) return;
  visit.past.push_back(std::move(visit.marks));
  visit.marks = std::move(visit.future.back());
  visit.future.pop_back();
}

}  // namespace visit
