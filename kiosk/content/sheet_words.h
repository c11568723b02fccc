#pragma once
// The words of the therapist's sheet: how what a client chose is named, what each safety tier asks for, and
// the safety questions with a note for the therapist. Read from content/sheet_words.tsv and
// content/screening.tsv (tab-separated, a heading line first). Immutable afterwards; any thread.
// A note may name what a client is never told: it is for therapists only.
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

struct ScreeningQuestion {
  std::string id;
  std::string tier;  // E S L C
  std::string text;  // as the client is asked
  std::string note;  // for the therapist
  bool operator==(const ScreeningQuestion&) const = default;
};

class SheetWords {
 public:
  // `folder`: content/. Absent, Io, or Invalid naming file and line.
  static base::Result<SheetWords> load(const std::filesystem::path& folder);
  // The two files' texts. Every group holds at least one word; no group has an id twice, nor the questions.
  static base::Result<SheetWords> parse(std::string_view words, std::string_view screening);

  const std::vector<SheetWord>& words() const { return words_; }
  const std::vector<ScreeningQuestion>& questions() const { return questions_; }

 private:
  std::vector<SheetWord> words_;
  std::vector<ScreeningQuestion> questions_;
};

}  // namespace content
