#pragma once
// The words on the screen, one file a language. Loading holds a file to the list of content/string_list.h:
// every key there, none unknown, none empty, each with exactly its parameters. Immutable afterwards; any
// thread.
#include <array>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "content/string_list.h"

namespace content {

enum class Str {
#define BODYMAP_STRING_NAME(name, key, parameters) name,
  BODYMAP_STRINGS(BODYMAP_STRING_NAME)
#undef BODYMAP_STRING_NAME
};

// NOLINTNEXTLINE(bugprone-macro-parentheses): it is one term of a sum
#define BODYMAP_STRING_COUNT(name, key, parameters) +1
inline constexpr std::size_t kStrCount = 0 BODYMAP_STRINGS(BODYMAP_STRING_COUNT);
#undef BODYMAP_STRING_COUNT

// "hello.greeting".
std::string_view str_key(Str str);

class Strings {
 public:
  // Absent or Io; Invalid naming file, line and key. A key that is missing is an error, or, with `fallback`,
  // stands in the fallback's words and is listed in untranslated().
  static base::Result<Strings> load(const std::filesystem::path& file, const Strings* fallback = nullptr);
  static base::Result<Strings> parse(std::string_view toml, std::string_view name,
                                     const Strings* fallback = nullptr);

  // What the language calls itself, and who looked over its words; nobody: empty.
  const std::string& language_name() const { return language_name_; }
  const std::string& reviewed_by() const { return reviewed_by_; }
  const std::vector<std::string>& untranslated() const { return untranslated_; }

  // As written; for a text with parameters use fill().
  const std::string& operator[](Str str) const { return texts_[static_cast<std::size_t>(str)]; }
  // With every {parameter} replaced. Contract: exactly the text's parameters are given.
  std::string fill(Str str,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

 private:
  std::array<std::string, kStrCount> texts_;
  std::string language_name_;
  std::string reviewed_by_;
  std::vector<std::string> untranslated_;
};

}  // namespace content
