#include "ui/outline.h"

#include <string.h>

#include <algorithm>

namespace ui {
namespace {

// More than any screen has: 97 regions, a keyboard, the review's lines.
constexpr std::size_t kMostItems = 256;

bool takes_focus(const Item& item) {
  return item.enabled && (item.role == "button" || item.role == "toggle" || item.role == "key" ||
                          item.role == "field" || item.role == "region");
}

}  // namespace

void wipe(std::string& text) { ::explicit_bzero(text.data(), text.capacity()); }

const Item* Outline::find_id(std::string_view id) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

const Item* Outline::find_label(std::string_view label) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.label == label; });
  return found == items.end() ? nullptr : &*found;
}

void Outline::forget() {
  for (Item& item : items) {
    wipe(item.label);
    wipe(item.value);
    wipe(item.id);
  }
  items.clear();
  items.reserve(kMostItems);
  screen.clear();
  panel.clear();
}

std::string next_focus(const Outline& outline, std::string_view from, int direction) {
  const auto count = static_cast<int>(outline.items.size());
  int start = direction > 0 ? -1 : count;
  for (int i = 0; i < count; ++i) {
    if (!from.empty() && outline.items[static_cast<std::size_t>(i)].id == from) start = i;
  }
  for (int step = 1; step <= count; ++step) {
    const int at = ((start + direction * step) % count + count) % count;
    const Item& item = outline.items[static_cast<std::size_t>(at)];
    if (takes_focus(item)) return item.id;
  }
  return {};
}

}  // namespace ui
