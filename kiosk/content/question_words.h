#pragma once
// What clients read of the questions, one file a language (content/questions/<lang>.toml). Loading holds a
// file to the questions there are: every id with its words, none unknown. Immutable afterwards; any thread.
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "content/questions.h"

namespace content {

class QuestionWords {
 public:
  // Absent or Io; Invalid naming file, line and key. What is missing is an error, or, with `fallback`, stands
  // in the fallback's words and is listed in untranslated().
  static base::Result<QuestionWords> load(const std::filesystem::path& file, const Questions& questions,
                                          const QuestionWords* fallback = nullptr);
  static base::Result<QuestionWords> parse(std::string_view toml, std::string_view name,
                                           const Questions& questions,
                                           const QuestionWords* fallback = nullptr);

  // Contract: the ids are of the questions it was loaded for.
  const std::string& title(std::string_view question) const { return at(question, "title"); }
  const std::string& choice(std::string_view question, std::string_view choice) const {
    return at(question, choice);
  }
  const std::string& safety(std::string_view question) const { return at("screening", question); }
  const std::string& part(std::string_view part) const { return at("parts", part); }
  // How the review tells these choices: "Pressure: firm".
  std::string review(std::string_view question, std::string_view choices) const;
  // A line more, or nothing.
  const std::string& help(std::string_view question) const;
  // "last_run.title": keys that this language lacks.
  const std::vector<std::string>& untranslated() const { return untranslated_; }
  // Every text, by its key.
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  const std::string& at(std::string_view table, std::string_view key) const;

  std::map<std::string, std::string, std::less<>> texts_;  // "table.key"
  std::vector<std::string> untranslated_;
};

}  // namespace content
