#include "delivery/outbox_file.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/files.h"
#include "base/log.h"
#include "delivery/outbox_schema.h"
#include "delivery/sqlite.h"

namespace delivery {
namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& path, const char* ending) {
  fs::path name = path;
  name += ending;
  return name;
}

base::Error explain(const fs::path& path, const base::Error& error) {
  const std::string name = "the outbox " + path.string();
  switch (error.code) {
    case base::Code::Busy: return {error.code, name + " is in use by another process"};
    case base::Code::Full: return {error.code, "no space left on the disk of " + name};
    case base::Code::Parse:
      return {error.code, name + " is damaged (" + error.what + "); keep a copy and restore it"};
    default: return {error.code, name + ": " + error.what};
  }
}

// The new file appears whole or not at all, so that an empty one is always damage.
base::Result<void> create(const fs::path& path) {
  if (fs::exists(beside(path, "-wal")))
    return base::fail(base::Code::Parse, "its main file is gone and its log is still there");
  BODYMAP_TRY(database, Database::in_memory());
  BODYMAP_TRY_VOID(migrate_outbox(database));
  BODYMAP_TRY(bytes, database.bytes());
  return base::write_file_durably(path, bytes, 0600);
}

base::Result<void> expect(Database& database, const char* pragma, std::string_view wanted) {
  BODYMAP_TRY(value, database.text_of(pragma));
  if (value == wanted) return {};
  return base::fail(base::Code::Io, std::string(pragma) + " says " + value);
}

// Set, then read back: a setting that SQLite passed over in silence would cost records.
base::Result<void> set_up(Database& database) {
  // Exclusive comes before the log's first use: then the log's index lives in memory and needs no file.
  BODYMAP_TRY_VOID(database.run("PRAGMA locking_mode = EXCLUSIVE"));
  BODYMAP_TRY_VOID(database.run("PRAGMA journal_mode = WAL"));
  BODYMAP_TRY_VOID(database.run("PRAGMA synchronous = FULL"));
  BODYMAP_TRY_VOID(database.run("PRAGMA secure_delete = ON"));
  BODYMAP_TRY_VOID(database.run("PRAGMA wal_autocheckpoint = 128"));  // pages of 4 KiB
  BODYMAP_TRY_VOID(database.run("PRAGMA journal_size_limit = 1048576"));
  BODYMAP_TRY_VOID(expect(database, "PRAGMA locking_mode", "exclusive"));
  BODYMAP_TRY_VOID(expect(database, "PRAGMA journal_mode", "wal"));
  BODYMAP_TRY_VOID(expect(database, "PRAGMA synchronous", "2"));
  BODYMAP_TRY_VOID(expect(database, "PRAGMA secure_delete", "1"));
  BODYMAP_TRY(health, database.text_of("PRAGMA quick_check(1)"));
  if (health != "ok") return base::fail(base::Code::Parse, health);
  return {};
}

base::Result<Database> open_file(const fs::path& path) {
  std::error_code code;
  if (!fs::exists(path, code)) BODYMAP_TRY_VOID(create(path));
  if (fs::file_size(path, code) == 0) return base::fail(base::Code::Parse, "it is empty");
  BODYMAP_TRY(database, Database::open(path));
  BODYMAP_TRY_VOID(set_up(database));
  BODYMAP_TRY_VOID(migrate_outbox(database));
  return database;
}

}  // namespace

base::Result<Database> open_outbox_file(const fs::path& path) {
  auto opened = open_file(path);
  if (!opened && opened.error().code == base::Code::Full && give_up_reserve(path)) opened = open_file(path);
  return std::move(opened).map_error([&](const base::Error& error) { return explain(path, error); });
}

void keep_reserve(const fs::path& path) {
  const auto reserve = beside(path, "-reserve");
  std::error_code code;
  if (fs::file_size(reserve, code) == kReserveBytes && !code) return;
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) != 0 || disk.f_bavail * disk.f_frsize < 2 * kReserveBytes) return;
  const int file = ::open(reserve.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return;
  // Zeros are allocated, not just promised: a hole would free nothing.
  const bool done = ::posix_fallocate(file, 0, static_cast<off_t>(kReserveBytes)) == 0 && ::fsync(file) == 0;
  ::close(file);
  if (!done) fs::remove(reserve, code);
}

bool give_up_reserve(const fs::path& path) {
  std::error_code code;
  const bool gone = fs::remove(beside(path, "-reserve"), code);
  if (gone) base::log(base::Level::Warn, "outbox", "disk is full, reserve given up");
  return gone;
}

}  // namespace delivery
