#include "queue/token_book.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "intake/seal.h"

namespace queue {

std::filesystem::path TokenBook::default_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
    return std::filesystem::path(state) / "bodymap";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local/state/bodymap";
}

TokenBook TokenBook::load(const std::filesystem::path& folder, const std::string& user) {
  // A digest, not the name: what was typed for a name must not choose a path.
  const auto digest = intake::digest(user);
  TokenBook book(folder / ("queue-" + base::to_hex(std::span(digest).first(8)) + ".json"));
  const auto content = base::read_file(book.file_);
  if (!content) return book;
  const auto json = nlohmann::json::parse(*content, nullptr, false);
  if (!json.is_array()) return book;
  for (const auto& entry : json) {
    if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_number_integer())
      book.kept_.emplace_back(entry[0].get<std::string>(), entry[1].get<std::int64_t>());
  }
  return book;
}

void TokenBook::keep(const std::string& id, std::int64_t token) {
  std::erase_if(kept_, [&id](const auto& entry) { return entry.first == id; });
  kept_.emplace_back(id, token);
  if (kept_.size() > kMost) kept_.erase(kept_.begin());
}

std::optional<std::int64_t> TokenBook::token_of(const std::string& id) const {
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&id](const auto& e) { return e.first == id; });
  if (found == kept_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> TokenBook::last() const {
  if (kept_.empty()) return std::nullopt;
  return kept_.back().first;
}

base::Result<void> TokenBook::save() const {
  std::error_code code;
  if (std::filesystem::create_directories(file_.parent_path(), code))
    std::filesystem::permissions(file_.parent_path(), std::filesystem::perms::owner_all, code);
  if (code) return base::fail(base::Code::Io, file_.parent_path().string() + ": " + code.message());
  auto json = nlohmann::json::array();
  for (const auto& [id, token] : kept_) json.push_back({id, token});
  return base::write_file_durably(file_, json.dump(), 0600);
}

}  // namespace queue
