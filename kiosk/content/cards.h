#pragma once
// Lobby cards: a tip for the first screen, something worth knowing for the last one. They tell only what
// the evidence supports, give the size of an effect, and end with the therapist. The evidence is kept with
// the words, for therapists. Immutable once loaded; any thread.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/region.h"

namespace content {

enum class CardKind { Tip, After };

struct Card {
  std::string id;  // lower case with dashes
  CardKind kind = CardKind::Tip;
  std::string title;  // empty for a tip, which stands under a heading of its own
  std::string body;
  std::string closing;                   // the last line of an After card; empty for a tip
  std::string view;                      // the figure's view beside it: "back", "legs-back", ..
  int crop[4] = {0, 0, 1080, 1920};      // x, y, w, h in the view's canvas px: the part to show
  std::vector<intake::RegionCode> warm;  // regions lit up, in the colour of level 2
  std::vector<std::string> fits;         // facts of a visit, any one of which makes the card fit it
  std::string evidence;                  // a study a line, for therapists
};

class Cards {
 public:
  // Absent, Io, or Invalid naming file, line and key. Region codes are checked for form only: whether the
  // figure shows them is the tests' business.
  static base::Result<Cards> load(const std::filesystem::path& file);
  static base::Result<Cards> parse(std::string_view toml, std::string_view name);

  const std::vector<Card>& all() const { return cards_; }
  // The tip whose turn it is: they take turns by the visit's number. nullptr if there is none.
  const Card* tip(std::uint64_t turn) const;
  // The "after" cards in the order of the file. nullptr if there is no such one.
  const Card* after(std::size_t index) const;
  // What each of them fits; empty for one that fits any visit. The visit chooses among them: visit/facts.h.
  std::vector<std::vector<std::string>> after_fits() const;

 private:
  std::vector<Card> cards_;
};

}  // namespace content
