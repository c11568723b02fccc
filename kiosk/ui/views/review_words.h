#pragma once
// A mark in the client's words, for the review.
#include <string>
#include <vector>

#include "ui/view.h"

namespace ui {

struct ReviewLine {
  intake::RegionCode region;
  int level = 0;              // 0: only "please don't touch"
  base::SecretString title;   // "Your left outer calf"
  base::SecretString detail;  // "Tight, pulling. 2–3 days. After running."
};

// In the order they were marked; a place both rated and not to be touched is one line.
std::vector<ReviewLine> review_lines(const Scene& scene);

}  // namespace ui
