#pragma once
// The outbox's file: made, checked and brought up to date, and the reserve beside it. Private to this room.
#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace delivery {

class Database;  // delivery/sqlite.h, for .cpp files

// The reserve's size: several times what SQLite's log may need to open, and to delete one record.
inline constexpr std::uint64_t kReserveBytes = 4U << 20;

// Opens `path` for this process alone, creating it if there is none. Errors as Outbox::open says.
base::Result<Database> open_outbox_file(const std::filesystem::path& path);

// Makes the reserve beside `path` again if it is missing and the disk has room for it several times over.
// Not having one is no error: it is best effort on a disk that is nearly full.
void keep_reserve(const std::filesystem::path& path);
// Gives the reserve's room back to the disk. False if there was none.
bool give_up_reserve(const std::filesystem::path& path);

}  // namespace delivery
