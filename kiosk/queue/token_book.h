#pragma once
// The tokens a therapist's last pulls carried, kept for the shell: $XDG_STATE_HOME/bodymap/queue-HASH.json
// (else ~/.local/state/bodymap), mode 0600. Ids and numbers only, nothing a client said. One thread.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace queue {

class TokenBook {
 public:
  static constexpr std::size_t kMost = 50;  // the newest stay

  // $XDG_STATE_HOME/bodymap or ~/.local/state/bodymap.
  static std::filesystem::path default_folder();
  // An unreadable or missing book is an empty one.
  static TokenBook load(const std::filesystem::path& folder, const std::string& user);

  void keep(const std::string& id, std::int64_t token);
  std::optional<std::int64_t> token_of(const std::string& id) const;
  std::optional<std::string> last() const;  // the id kept last
  base::Result<void> save() const;

 private:
  explicit TokenBook(std::filesystem::path file) : file_(std::move(file)) {}
  std::filesystem::path file_;
  std::vector<std::pair<std::string, std::int64_t>> kept_;  // newest last
};

}  // namespace queue
