#pragma once
// What the API says to people, as JSON. The one place where a record leaves the queue in the clear: only
// ever to somebody logged in. Pure; any thread.
#include <string>
#include <vector>

#include "queue/service.h"

namespace queue {

// {"id","state","holder","token","lease","lease_s","received","waiting_s","tier","wanted",
//  "replaced_by","member":{"number_tail","initials","given"},"worked","note","intake":{bodymap.intake/1}}
// `lease`: UTC when it runs out, or null; `lease_s` seconds until then, or null.
std::string to_json(const Opened& opened, base::Utc now);
// {"id","state","holder","token","lease","lease_s"}
std::string to_json(const IntakeRow& row, base::Utc now);
// {"queue":[..]}: each as above without the record, with "position" among those waiting (from 1, else
// null), "status", "nothing_hurts" and the first three areas as {"region","level"}.
std::string list_json(const std::vector<Opened>& list, base::Utc now);

// Areas as a therapist reads them: ranked ones first in their rank, then the highest level.
base::SecretVector<intake::Area> by_rank_then_level(const base::SecretVector<intake::Area>& areas);

}  // namespace queue
