// The negative control of power_cut_test: loaded into the real kiosk (LD_PRELOAD), it sets SQLite to
// `synchronous = NORMAL` before each transaction, behind the product's back. Such a kiosk must lose visits.
#include <dlfcn.h>
#include <sqlite3.h>

#include <cstring>

extern "C" int sqlite3_exec(sqlite3* database, const char* sql, sqlite3_callback callback, void* context,
                            char** error) {
  using Exec = decltype(&sqlite3_exec);
  static const auto real = reinterpret_cast<Exec>(::dlsym(RTLD_NEXT, "sqlite3_exec"));
  if (std::strncmp(sql, "BEGIN", 5) == 0)
    real(database, "PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr);
  return real(database, sql, callback, context, error);
}
