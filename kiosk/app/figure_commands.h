#pragma once
// What bodymap-figure does, apart from its command line. Output to `out`; errors carry the line of input.
#include <iosfwd>
#include <string>

#include "base/result.h"
#include "content/catalogue.h"
#include "figure/atlas.h"

namespace app {

// `[{"code","label","views":{"back":{"area_mm2","circle_mm","at_mm","box_mm"}}}]` in the catalogue's order:
// circle_mm is the inscribed circle's diameter, at_mm its centre, both on the glass from the top left of
// the view's canvas, for a whole body `height_mm` tall.
std::string list_json(const figure::Atlas& atlas, const content::Catalogue& catalogue, double height_mm);

// The same for reading: one region a line, code and label.
std::string list_text(const content::Catalogue& catalogue);

// Lines `view x_mm y_mm` from `in`, each answered by `hit CODE`, `lens CODE CODE ..`, `zoom VIEW` or `miss`
// (figure/finger.h). `exact` asks the id map alone: `hit CODE` or `miss`. Invalid for a line that is neither.
base::Result<void> probe(figure::Atlas& atlas, std::istream& in, std::ostream& out, double height_mm,
                         bool exact);

// Every region whose largest inscribed circle on the glass is below VVSG 2.0's 12.7 mm, and what takes over:
// of all points inside it, how many a tap there marks at once, asks about, or takes for another region.
base::Result<std::string> small_text(figure::Atlas& atlas, double height_mm);

// `[{"region","level"}]` to an SVG document. Beside or instead of a level an element may have `"avoid": true`
// (please don't touch) and `"last": true` (marked at the last visit: a ghost). `marks_alone`: only what is to
// be laid over a picture of the body (figure/svg.h). Invalid for others.
base::Result<std::string> marks_svg(figure::Atlas& atlas, figure::View view, const std::string& json,
                                    bool marks_alone = false);

}  // namespace app
