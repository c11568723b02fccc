#include "content/question_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/files.h"
#include "base/utf8.h"
#include "content/toml_reader.h"

namespace content {
namespace {

// "table.key" of every text that must be there, in the questions' order.
std::vector<std::pair<std::string, std::string>> wanted(const intake::Questionnaire& asks) {
  std::vector<std::pair<std::string, std::string>> keys;
  for (const auto& question : asks.questions) {
    keys.emplace_back(question.id, "title");
    keys.emplace_back(question.id, "review");
    for (const auto& choice : question.choices) keys.emplace_back(question.id, choice);
  }
  for (const auto& question : asks.safety) keys.emplace_back("screening", question.id);
  for (const auto& question : asks.safety) {
    for (const auto& part : question.parts) keys.emplace_back("parts", part.id);
  }
  return keys;
}

constexpr std::string_view kChoice = "{choice}";

std::string_view wrong_with(std::string_view key, std::string_view text) {
  if (text.empty()) return "is empty";
  if (!base::is_plain_utf8(text)) return "has characters that cannot be shown";
  const auto braces = std::count(text.begin(), text.end(), '{');
  const bool filled = key == "review";
  if (filled && (braces != 1 || text.find(kChoice) == std::string_view::npos))
    return "should have just the parameter {choice}";
  return !filled && braces > 0 ? "takes no {parameters}" : "";
}

std::string dotted(std::string_view table, std::string_view key) { return fmt::format("{}.{}", table, key); }

}  // namespace

base::Result<QuestionWords> QuestionWords::parse(std::string_view toml, std::string_view name,
                                                 const Questions& questions, const QuestionWords* fallback) {
  BODYMAP_TRY(file, TomlReader::parse(toml, name));
  const auto keys = wanted(questions.asks());
  std::set<std::string> known;
  for (const auto& [table, key] : keys) known.insert(dotted(table, key));
  for (const auto& question : questions.asks().questions) known.insert(dotted(question.id, "help"));
  QuestionWords words;
  for (const std::string& table : file.tables()) {
    file.each_text(table, [&](const std::string& key, const std::string& text, int line) {
      const std::string path = dotted(table, key);
      const auto wrong = known.contains(path) ? wrong_with(key, text) : "not a key of this file";
      if (!wrong.empty()) return file.complain_at(line, fmt::format("[{}] {}: {}", table, key, wrong));
      words.texts_[path] = text;
    });
  }
  for (const auto& [table, key] : keys) {
    const std::string path = dotted(table, key);
    if (words.texts_.contains(path)) continue;
    if (fallback == nullptr) {
      file.complain(table, key, "is missing");
      continue;
    }
    words.texts_[path] = fallback->at(table, key);
    words.untranslated_.push_back(path);
  }
  BODYMAP_TRY_VOID(file.finish());
  return words;
}

base::Result<QuestionWords> QuestionWords::load(const std::filesystem::path& file, const Questions& questions,
                                                const QuestionWords* fallback) {
  BODYMAP_TRY(toml, base::read_file(file));
  return parse(toml, file.string(), questions, fallback);
}

const std::string& QuestionWords::at(std::string_view table, std::string_view key) const {
  const auto found = texts_.find(dotted(table, key));
  BODYMAP_CHECK(found != texts_.end());
  return found->second;
}

std::string QuestionWords::review(std::string_view question, std::string_view choices) const {
  std::string text = at(question, "review");
  return text.replace(text.find(kChoice), kChoice.size(), choices);
}

const std::string& QuestionWords::help(std::string_view question) const {
  static const std::string none;
  const auto found = texts_.find(dotted(question, "help"));
  return found == texts_.end() ? none : found->second;
}

}  // namespace content
