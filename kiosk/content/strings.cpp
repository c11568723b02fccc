#include "content/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "base/check.h"
#include "base/files.h"
#include "base/utf8.h"
#include "content/toml_reader.h"

namespace content {
namespace {

struct Entry {
  std::string_view key;
  std::string_view parameters;
};

constexpr std::array<Entry, kStrCount> kEntries = {{
#define BODYMAP_STRING_ENTRY(name, key, parameters) {key, parameters},
    BODYMAP_STRINGS(BODYMAP_STRING_ENTRY)
#undef BODYMAP_STRING_ENTRY
}};

std::optional<std::size_t> find_entry(std::string_view key) {
  for (std::size_t i = 0; i < kEntries.size(); ++i) {
    if (kEntries[i].key == key) return i;
  }
  return std::nullopt;
}

std::string_view table_of(std::string_view key) { return key.substr(0, key.find('.')); }

std::set<std::string> words(std::string_view text) {
  std::set<std::string> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) found.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

// The {parameters} of a text; nothing if a brace has no partner.
std::optional<std::set<std::string>> parameters_of(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = 0; (at = text.find_first_of("{}", at)) != std::string_view::npos;) {
    const std::size_t end = text.find_first_of("{}", at + 1);
    if (text[at] != '{' || end == std::string_view::npos || text[end] != '}') return std::nullopt;
    found.emplace(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return found;
}

// What is wrong with a text, or nothing.
std::string check_text(const Entry& entry, const std::string& text) {
  if (text.empty()) return "is empty";
  if (!base::is_plain_utf8(text)) return "has characters that cannot be shown";
  const auto found = parameters_of(text);
  if (!found) return "has a brace without its partner";
  const auto wanted = words(entry.parameters);
  if (*found == wanted) return {};
  if (wanted.empty()) return "takes no {parameters}";
  return fmt::format("should have just the parameters {{{}}}", fmt::join(wanted, "}, {"));
}

}  // namespace

std::string_view str_key(Str str) { return kEntries[static_cast<std::size_t>(str)].key; }

base::Result<Strings> Strings::parse(std::string_view toml, std::string_view name, const Strings* fallback) {
  BODYMAP_TRY(file, TomlReader::parse(toml, name));
  Strings strings;
  file.checked("language", "name", strings.language_name_, [](const std::string& text) {
    return text.empty() ? "is empty" : base::is_plain_utf8(text) ? "" : "has characters that cannot be shown";
  });
  file.text("language", "reviewed_by", strings.reviewed_by_);
  if (strings.language_name_.empty()) file.complain("language", "name", "is missing");
  for (const std::string& table : file.tables()) {
    if (table == "language") continue;
    file.each_text(table, [&](const std::string& key, const std::string& text, int line) {
      const auto entry = find_entry(fmt::format("{}.{}", table, key));
      const std::string wrong = entry ? check_text(kEntries[*entry], text) : "not a key of this file";
      if (!wrong.empty()) return file.complain_at(line, fmt::format("[{}] {}: {}", table, key, wrong));
      strings.texts_[*entry] = text;
    });
  }
  for (std::size_t i = 0; i < kEntries.size(); ++i) {
    if (!strings.texts_[i].empty()) continue;
    if (fallback != nullptr) {
      strings.texts_[i] = fallback->texts_[i];
      strings.untranslated_.emplace_back(kEntries[i].key);
      continue;
    }
    const std::string_view table = table_of(kEntries[i].key);
    file.complain(table, kEntries[i].key.substr(table.size() + 1), "is missing");
  }
  BODYMAP_TRY_VOID(file.finish());
  return strings;
}

base::Result<Strings> Strings::load(const std::filesystem::path& file, const Strings* fallback) {
  BODYMAP_TRY(toml, base::read_file(file));
  return parse(toml, file.string(), fallback);
}

std::string Strings::fill(Str str,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
  const std::string& text = (*this)[str];
  BODYMAP_CHECK(values.size() == words(kEntries[static_cast<std::size_t>(str)].parameters).size());
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{') {
      out += text[at++];
      continue;
    }
    const std::size_t end = text.find('}', at);
    const std::string_view parameter = std::string_view(text).substr(at + 1, end - at - 1);
    const auto* value = std::find_if(values.begin(), values.end(),
                                     [&](const auto& candidate) { return candidate.first == parameter; });
    BODYMAP_CHECK(value != values.end());
    out += value->second;
    at = end + 1;
  }
  return out;
}

}  // namespace content
