#pragma once
// The tables of the outbox's file and how an older program's become today's. Private to this room.
//
// A commit writes its record's row and nothing else: there is no index, and the next number is counted from
// the highest row, which is why one delivered row stays, emptied, until a higher one is there.
#include <cstdint>

#include "base/result.h"

namespace delivery {

class Database;  // delivery/sqlite.h, for .cpp files

// The schema that this program knows; kept in the file as user_version.
inline constexpr std::int64_t kOutboxSchema = 3;

// Makes the tables, or brings those of an older program up to date, in one transaction. Invalid when a newer
// program wrote them; Full or Io when nothing has changed.
base::Result<void> migrate_outbox(Database& database);

}  // namespace delivery
