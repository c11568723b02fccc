#pragma once
// What the API says to people, as JSON (assets/web/openapi.json has the shapes). The one place where a
// record leaves the queue in the clear: only ever to somebody logged in. Pure; any thread.
#include <string>

#include "queue/service.h"

namespace queue {

// Opened record: its row, and {"intake":{bodymap.intake/1},"client","worked","note","previous",
// "replaced_by","replaces"}.
std::string to_json(const Sheet& sheet);
// Its row alone, as the list has it.
std::string row_json(const Sheet& sheet);
// {"now","version","queue":[row..],"done":[row..]}. Times are UTC ms; what is not known is null.
std::string to_json(const Listing& listing);

// Areas as a therapist reads them: ranked ones first in their rank, then the highest level.
base::SecretVector<intake::Area> by_rank_then_level(const base::SecretVector<intake::Area>& areas);

}  // namespace queue
