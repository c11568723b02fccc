#pragma once
// The body, the sheet's words and what clients read, as the therapist's page reads them: /web/figure.json,
// /web/words.json and /web/cards.json (assets/web/openapi.json has the shapes). Made once at start; nothing
// in them is about a client. The thread that owns the atlas.
#include <string>

#include "base/result.h"
#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/questions.h"
#include "content/sheet_words.h"
#include "figure/atlas.h"

namespace queue {

// Every baked view: its outlines and seams, where each region's disc belongs and how large it shows, canvas
// px; the regions' names; for each region `home`, the view of a sheet that carries its number, `shown`, the
// sheet's views that tint it, and `closer`, a view to add where the home shows but its edge; and the colours
// and shares the marks are painted with. Errors as Atlas::outlines.
base::Result<std::string> figure_json(figure::Atlas& atlas, const content::Catalogue& catalogue);
// Marks, tiers, questions and answers by the ids of records; a part of a safety question stands beside it.
std::string words_json(const content::SheetWords& words, const content::Questions& questions,
                       const content::QuestionWords& asked);
// The lobby cards with their evidence, in the order of their file.
std::string cards_json(const content::Cards& cards);

// The unmarked body on a clear ground as a PNG, 720 px high. Some tens of ms. Errors as Painter::open.
base::Result<std::string> figure_png(figure::Atlas& atlas, figure::View view);

}  // namespace queue
