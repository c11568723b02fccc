#pragma once
// Reads content/questions.toml and content/screening.toml: what is asked, in which order, with which tiers
// and triggers, and what a therapist reads beside it. What clients read is in content/question_words.h.
// Immutable once loaded; any thread.
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "content/catalogue.h"
#include "intake/questionnaire.h"

namespace content {

class Questions {
 public:
  // `folder`: content/. Absent, Io, or Invalid naming file, line and key.
  static base::Result<Questions> load(const std::filesystem::path& folder, const Catalogue& catalogue);
  // The texts of questions.toml and screening.toml; the names stand in front of errors.
  static base::Result<Questions> parse(std::string_view questions, std::string_view questions_name,
                                       std::string_view screening, std::string_view screening_name,
                                       const Catalogue& catalogue);

  const intake::Questionnaire& asks() const { return *asks_; }
  // Shared with whoever asks; lives as long as they do.
  std::shared_ptr<const intake::Questionnaire> shared() const { return asks_; }
  // For therapists: of a question; of a choice by "question.choice"; of a safety question. Empty if unknown.
  const std::string& label(std::string_view id) const { return at(labels_, id); }
  const std::string& word(std::string_view id) const { return at(words_, id); }
  const std::string& note(std::string_view id) const { return at(notes_, id); }

 private:
  using Texts = std::map<std::string, std::string, std::less<>>;
  static const std::string& at(const Texts& texts, std::string_view id);

  std::shared_ptr<const intake::Questionnaire> asks_;
  Texts labels_;
  Texts words_;
  Texts notes_;
  friend class QuestionsReader;
};

}  // namespace content
