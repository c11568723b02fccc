#include "ui/figure_store.h"

#include <string.h>

#include <algorithm>
#include <cmath>

#include "base/log.h"

namespace ui {
namespace {

// A view and the one before it: going back and forth costs nothing, and memory stays small.
constexpr std::size_t kKept = 2;
// Below this the GPU needs half-size pictures to stay smooth.
constexpr double kNeedsSmaller = 0.62;

}  // namespace

figure::Box FigureStore::body_box(figure::View view) {
  switch (view) {
    case figure::View::Front: return {269, 58, 542, 1804};
    case figure::View::Back: return {269, 72, 542, 1767};
    case figure::View::Left: return {184, 72, 532, 1767};
    case figure::View::Right: return {364, 72, 532, 1767};
    case figure::View::Inside: return {44, 52, 992, 1715};
    case figure::View::Soles: return {42, 534, 996, 1060};
    case figure::View::LegsFront:
    case figure::View::LegsBack: return {246, 0, 588, 1852};
    case figure::View::LegsLeft: return {290, 74, 469, 1777};
    case figure::View::LegsRight: return {321, 74, 469, 1777};
    case figure::View::UpperFront:
    case figure::View::UpperBack: return {72, 79, 936, 1820};
  }
  return {0, 0, figure::kViewWidth, figure::kViewHeight};
}

FigureStore::Slot* FigureStore::slot_for(figure::View view) {
  const auto found =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.view == view; });
  if (found != slots_.end()) {
    std::rotate(found, found + 1, slots_.end());
    return &slots_.back();
  }
  auto painter = figure::Painter::open(atlas_, view);
  if (!painter) {
    base::log(base::Level::Error, "ui", "view not shown", {{"why", painter.error().what}});
    return nullptr;
  }
  if (slots_.size() == kKept) {
    bring_up_to_date(slots_.front(), {});
    slots_.erase(slots_.begin());
  }
  slots_.push_back({view, *std::move(painter), Texture(), {}});
  return &slots_.back();
}

bool FigureStore::bring_up_to_date(Slot& slot, const figure::Marks& marks) {
  const auto patches = slot.painter.paint(marks, {.scale = slot.scale.layout, .shadow = true, .seams = true});
  const figure::Box frame = slot.painter.frame();
  for (const figure::Patch& patch : patches) {
    if (patch.box == frame) {
      slot.texture = Texture(frame.w, frame.h, patch.rgba, slot.scale.window < kNeedsSmaller);
    } else {
      slot.texture.put({patch.box.x - frame.x, patch.box.y - frame.y, patch.box.w, patch.box.h}, patch.rgba);
    }
  }
  if (!patches.empty()) slot.texture.refresh();
  return !patches.empty();
}

FigureStore::Shown FigureStore::shown(figure::View view, const figure::Marks& marks, const Scale& scale) {
  Slot* slot = slot_for(view);
  if (slot == nullptr) return {};
  slot->scale = scale;
  if (bring_up_to_date(*slot, marks)) ++changes_;
  return {slot->texture.id(), slot->painter.frame()};
}

FigureStore::Small FigureStore::small(figure::View view, int height) {
  return cut(view, body_box(view), height);
}

FigureStore::Small FigureStore::cut(figure::View view, const figure::Box& box, int height) {
  const auto found = std::find_if(cuts_.begin(), cuts_.end(), [&](const Cut& cut) {
    return cut.view == view && cut.box == box && cut.height == height;
  });
  if (found != cuts_.end()) return {found->texture.id(), found->width, found->height};
  return keep_cut(view, box, height);
}

FigureStore::Small FigureStore::keep_cut(figure::View view, const figure::Box& box, int height) {
  const auto picture = figure::paint(atlas_, view, {}, {.scale = 1, .shadow = false});
  if (!picture) {
    base::log(base::Level::Error, "ui", "view not shown", {{"why", picture.error().what}});
    return {};
  }
  const int width = std::max(1, static_cast<int>(std::lround(static_cast<double>(box.w) * height / box.h)));
  auto shown = figure::cropped(*picture, box);
  if (width <= box.w && height <= box.h) shown = figure::scaled(shown, width, height);
  cuts_.push_back({view, box, height, Texture(shown.width, shown.height, shown.rgba, false), width});
  ++changes_;
  return {cuts_.back().texture.id(), width, height};
}

FigureStore::Small FigureStore::candidate(figure::View view, const figure::Marks& marks,
                                          const figure::Magnified& wanted) {
  const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const Candidate& each) {
    return each.view == view && each.wanted == wanted;
  });
  if (found != candidates_.end()) return {found->texture.id(), wanted.width, wanted.height};
  Slot* slot = slot_for(view);
  const auto outlines = atlas_.outlines(view);
  if (slot == nullptr || !outlines || shown(view, marks, slot->scale).texture == nullptr) return {};
  auto part = slot->painter.part_without_seams(wanted.part);
  auto picture = figure::magnify(part, **outlines, wanted);
  candidates_.push_back({view, wanted, Texture(picture.width, picture.height, picture.rgba, false)});
  for (auto* bytes : {&part.rgba, &picture.rgba}) ::explicit_bzero(bytes->data(), bytes->size());
  ++changes_;
  return {candidates_.back().texture.id(), wanted.width, wanted.height};
}

void FigureStore::forget_candidates() {
  if (candidates_.empty()) return;
  for (Candidate& each : candidates_) {
    const figure::Magnified& size = each.wanted;
    const std::vector<std::uint8_t> blank(static_cast<std::size_t>(size.width) *
                                          static_cast<std::size_t>(size.height) * 4);
    each.texture.put({0, 0, size.width, size.height}, blank);
  }
  candidates_.clear();
  ++changes_;
}

bool FigureStore::prepare_one(std::span<const Wanted> wanted) {
  for (const auto& [view, height] : wanted) {
    const bool made = std::any_of(cuts_.begin(), cuts_.end(), [&, v = view, h = height](const Cut& cut) {
      return cut.view == v && cut.height == h && cut.box == body_box(v);
    });
    if (!made) return small(view, height).texture != nullptr;
  }
  return false;
}

void FigureStore::forget() {
  for (Slot& slot : slots_) bring_up_to_date(slot, {});
  slots_.clear();
  forget_candidates();
  // The tiles stay for the next visit; a card's picture goes with the visit that showed it.
  std::erase_if(cuts_, [](const Cut& cut) { return !(cut.box == body_box(cut.view)); });
  ++changes_;
}

}  // namespace ui
