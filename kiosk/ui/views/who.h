#pragma once
// Whom the client is seeing, and what is kept: shared by Hello and Therapist.
#include "ui/views/parts.h"

namespace ui {

// One button a therapist and one for "I don't know", within the area.
void therapist_choices(const Scene& scene, const Rect& area);
// What is kept, for whom and how long, with More; its last line ends at `bottom`.
void privacy_line(const Scene& scene, float x, float width, float bottom);
// "Maya" of "Maya R."
std::string_view first_word(std::string_view name);

}  // namespace ui
