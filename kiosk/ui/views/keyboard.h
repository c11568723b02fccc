#pragma once
// The on-screen keyboard for a name: letters in two orders, a layer of accents, capitals that come by
// themselves at the start of a name. Its keys are buttons like any other; nothing takes SDL's text input.
#include "ui/views/parts.h"

namespace ui {

// Emits Key and Backspace. Portrait keys are 27.7 x 41 mm.
void keyboard(const Scene& scene, const Rect& area);
// The letter the other way round; itself if it has no other way. Latin-1 and the Latin Extended-A we offer.
char32_t upper_case(char32_t letter);

}  // namespace ui
