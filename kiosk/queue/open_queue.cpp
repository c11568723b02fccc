#include "queue/open_queue.h"

#include <algorithm>

#include "queue/sqlite_store.h"

namespace queue {
namespace {

bool lies_in(const std::filesystem::path& file, const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto inner = std::filesystem::weakly_canonical(file, ignored);
  auto outer = std::filesystem::weakly_canonical(folder, ignored);
  if (!outer.has_filename()) outer = outer.parent_path();  // "data/" is "data"
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

base::Result<Keys> keys_for(Store& store, const std::filesystem::path& key_file) {
  auto keys = Keys::load(key_file);
  if (keys || keys.error().code != base::Code::Absent) return keys;
  const auto had_key = store.meta("seal_key");
  if (had_key) return base::fail(base::Code::Refused, "queue's key missing: " + key_file.string());
  if (had_key.error().code != base::Code::Absent) return tl::make_unexpected(had_key.error());
  return Keys::create(key_file);
}

}  // namespace

base::Result<OpenQueue> open_queue(const std::filesystem::path& folder, const std::filesystem::path& key_file,
                                   const base::Clock& clock, const Options& options) {
  if (lies_in(key_file, folder))
    return base::fail(base::Code::Invalid, "the key never lies in the data folder: " + key_file.string());
  BODYMAP_TRY(store, SqliteStore::open(folder));
  OpenQueue queue;
  queue.store = std::move(store);
  BODYMAP_TRY(keys, keys_for(*queue.store, key_file));
  queue.keys = std::make_unique<Keys>(std::move(keys));
  BODYMAP_TRY(service, Service::open(*queue.store, *queue.keys, clock, options));
  queue.service = std::move(service);
  return queue;
}

}  // namespace queue
