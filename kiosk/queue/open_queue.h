#pragma once
// Store, keys and service opened together, in the order that keeps a key and its data from parting:
// the data folder is held first, and a key is made only for data that never had one.
#include <filesystem>
#include <memory>

#include "queue/keys.h"
#include "queue/service.h"
#include "queue/store.h"

namespace queue {

struct OpenQueue {
  std::unique_ptr<Store> store;
  std::unique_ptr<Keys> keys;
  std::unique_ptr<Service> service;  // goes first
};

// Busy if another process holds the folder; Refused if the key is missing or another one; Invalid if the
// key would lie inside the folder, the key file is open to others, or the data is newer than this program.
base::Result<OpenQueue> open_queue(const std::filesystem::path& folder, const std::filesystem::path& key_file,
                                   const base::Clock& clock, const Options& options);

}  // namespace queue
