#pragma once
// The words of the therapist's sheet: how what a client marked is named, and what each safety tier asks for.
// Read from content/sheet_words.tsv (tab-separated, a heading line first). Immutable afterwards; any thread.
// What was asked beside the map has its words in content/questions.h.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace content {

struct SheetWord {
  std::string group;  // kind, since, when, avoid, tier
  std::string id;     // as records have it
  std::string word;
  std::string asks;  // for a tier: what it asks of whoever reads; may be empty
  bool operator==(const SheetWord&) const = default;
};

class SheetWords {
 public:
  // `folder`: content/. Absent, Io, or Invalid naming file and line.
  static base::Result<SheetWords> load(const std::filesystem::path& folder);
  // The file's text. Every group holds at least one word; no group has an id twice.
  static base::Result<SheetWords> parse(std::string_view words);

  const std::vector<SheetWord>& words() const { return words_; }

 private:
  std::vector<SheetWord> words_;
};

}  // namespace content
