#pragma once
// Changes of what is marked, each one step of undo. Used by step() alone.
#include "visit/visit.h"

namespace visit {

// Places on the body that one safety question's yes can have.
inline constexpr std::ptrdiff_t kMostShown = 8;

// While the map shows where a safety question's yes is, takes the region in or out of that. Else:
// opens the level panel on the region; a region marked before shows what was marked.
void choose(Visit& visit, const intake::RegionCode& region, const intake::TouchedAt& at);
void close_panel(Visit& visit);
// Opens the choice lens; ignored unless it has two to four candidates.
void doubt(Visit& visit, const base::SecretVector<intake::RegionCode>& candidates,
           const intake::TouchedAt& at);
void close_lens(Visit& visit);

void set_level(Visit& visit, int level);
void toggle_kind(Visit& visit, intake::Kind kind);  // Notice::KindsFull instead of a fourth
void toggle_since(Visit& visit, intake::Since since);
void toggle_when(Visit& visit, intake::When when);
void toggle_both_sides(Visit& visit);
void toggle_avoid(Visit& visit);
void set_avoid_why(Visit& visit, intake::AvoidWhy why);
void remove_mark(Visit& visit);
void clear_marks(Visit& visit);
void nothing_hurts(Visit& visit);
void undo(Visit& visit);
void redo(Visit& visit);

}  // namespace visit
