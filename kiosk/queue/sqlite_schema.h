#pragma once
// The tables, by numbered migrations; PRAGMA user_version says how many have been applied.
#include "queue/sqlite_db.h"

namespace queue {

// Brings the database up to date, each migration in a transaction of its own. Invalid if the database
// is newer than this program.
base::Result<void> migrate(Db& db);

}  // namespace queue
