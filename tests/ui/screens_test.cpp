// Holds every screen to the house's rules of touch and type, in both layouts and other windows: each thing
// has one id, targets are large enough and apart, no words are cut off.
#include <algorithm>
#include <cmath>
#include <set>

#include "shell_fixture.h"
#include "ui/theme.h"

namespace {

bool is_target(const ui::Item& item) {
  return item.enabled &&
         (item.role == "button" || item.role == "toggle" || item.role == "key" || item.role == "field");
}

void check_ids(const ui::Outline& outline) {
  std::set<std::string> seen;
  for (const auto& item : outline.items) {
    if (item.id.empty()) continue;
    CHECK_MESSAGE(seen.insert(item.id).second, item.id << " twice");
  }
}

void check_targets(const ui::Outline& outline, double mm_per_px) {
  const double least_px = ui::mm::kLeastTarget / mm_per_px;
  const double least_gap_px = ui::mm::kLeastTargetGap / mm_per_px;
  std::vector<const ui::Item*> targets;
  for (const auto& item : outline.items) {
    if (is_target(item)) targets.push_back(&item);
  }
  for (const auto* item : targets) {
    CHECK_MESSAGE(std::min(item->rect.w, item->rect.h) >= least_px, item->id << " is small");
    for (const auto* other : targets) {
      if (other == item) continue;
      const float dx = std::max(other->rect.x - (item->rect.x + item->rect.w),
                                item->rect.x - (other->rect.x + other->rect.w));
      const float dy = std::max(other->rect.y - (item->rect.y + item->rect.h),
                                item->rect.y - (other->rect.y + other->rect.h));
      CHECK_MESSAGE(std::max(dx, dy) >= least_gap_px - 0.01, item->id << " is close to " << other->id);
    }
  }
}

// Words that can be read keep clear of other words and stay in the window.
void check_words(const ui::Outline& outline, int width, int height) {
  for (const auto& item : outline.items) {
    if (item.role == "region" || item.role == "figure") continue;
    CHECK_MESSAGE(item.fits, "\"" << item.label << "\" does not fit");
    const bool inside = item.rect.x >= -0.5F && item.rect.y >= -0.5F &&
                        item.rect.x + item.rect.w <= static_cast<float>(width) + 0.5F &&
                        item.rect.y + item.rect.h <= static_cast<float>(height) + 0.5F;
    CHECK_MESSAGE(inside, "\"" << item.label << "\" leaves the window");
  }
  const auto is_words = [](const ui::Item& item) {
    return item.role == "text" || item.role == "heading" || item.role == "alert";
  };
  for (const auto& words : outline.items) {
    if (!is_words(words)) continue;
    for (const auto& other : outline.items) {
      if (&other == &words || (!is_words(other) && !is_target(other))) continue;
      const bool apart = words.rect.x + words.rect.w <= other.rect.x + 1 ||
                         other.rect.x + other.rect.w <= words.rect.x + 1 ||
                         words.rect.y + words.rect.h <= other.rect.y + 1 ||
                         other.rect.y + other.rect.h <= words.rect.y + 1;
      CHECK_MESSAGE(apart, "\"" << words.label << "\" runs into \"" << other.label << "\"");
    }
  }
}

void check_all(int width, int height, bool hard_names) {
  Kiosk kiosk(width, height);
  kiosk.rules = screens::rules(hard_names);
  for (const auto& scene : screens::all()) {
    CAPTURE(scene.name);
    CAPTURE(width);
    for (int i = 0; i < 2; ++i) kiosk.shell->frame(scene.visit, scene.now, kiosk.rules);
    const auto& outline = kiosk.shell->outline();
    CHECK(outline.items.size() > 2);
    check_ids(outline);
    check_targets(outline, kiosk.shell->mm_per_px());
    check_words(outline, width, height);
  }
}

}  // namespace

TEST_CASE("portrait") { check_all(1080, 1920, false); }
TEST_CASE("landscape") { check_all(1920, 1080, false); }
TEST_CASE("portrait, hard names") { check_all(1080, 1920, true); }
TEST_CASE("landscape, hard names") { check_all(1920, 1080, true); }
TEST_CASE("a small window") { check_all(540, 960, false); }
TEST_CASE("a tablet's window") { check_all(1280, 800, true); }
