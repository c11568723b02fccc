#pragma once
// The review's cards of what was answered beside the map.
#include "ui/view.h"

namespace ui {

// Of Running, Today and Safety, where they were asked. None without a questionnaire.
std::vector<visit::Screen> answer_cards(const Scene& scene);
// Side by side in a wide area, one below the other in a narrow one.
void draw_answer_cards(const Scene& scene, const Rect& area, bool side_by_side);

}  // namespace ui
