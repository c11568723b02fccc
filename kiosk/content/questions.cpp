#include "content/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "base/files.h"
#include "base/utf8.h"
#include "content/split.h"
#include "content/toml_reader.h"

namespace content {
namespace {

using intake::Question;
using intake::SafetyQuestion;
using intake::Tier;
using intake::Trigger;

constexpr std::size_t kLongList = 2000;
constexpr std::size_t kLongestTrigger = 16;
// A list fits one screen, and the queue refuses longer records.
constexpr int kMostLists = 6;
constexpr std::size_t kMostOnAList = 6;
constexpr std::size_t kMostParts = 6;
constexpr std::size_t kMostChoices = 9;

// A record's word: lower case, so that it can be an id on the screen too.
bool is_id(std::string_view text, std::size_t longest = intake::kLongestId) {
  return !text.empty() && text.size() <= longest &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string wrong_id(const std::string& text) {
  return is_id(text) ? "" : fmt::format("\"{}\" is not an id (a-z, 0-9, _, up to 32)", text);
}

std::string wrong_words(const std::string& text) {
  if (text.empty()) return "is empty";
  return base::is_plain_utf8(text) ? "" : "has characters that cannot be shown";
}

template <class Items>
bool has_id(const Items& items, std::string_view id) {
  return std::any_of(items.begin(), items.end(), [&](const auto& each) { return each.id == id; });
}

}  // namespace

// Fills a Questions; one file at a time.
class QuestionsReader {
 public:
  explicit QuestionsReader(const Catalogue& catalogue) : catalogue_(catalogue) {}

  void question(TomlReader& file);
  void safety(TomlReader& file);
  void trigger(TomlReader& file);
  Questions done() {
    made_.asks_ = std::make_shared<const intake::Questionnaire>(std::move(asks_));
    return std::move(made_);
  }

 private:
  void id(TomlReader& file, std::string& out) const {
    file.checked("", "id", out, wrong_id);
    if (out.empty()) file.complain("", "id", "is missing");
  }
  // Region names, each in the catalogue.
  void regions(TomlReader& file, std::string_view key, std::vector<std::string>& out) const;
  void choices(TomlReader& file, Question& question);
  void parts(TomlReader& file, SafetyQuestion& question) const;
  void where_asked(TomlReader& file, SafetyQuestion& question) const;
  void met_by(TomlReader& file, Trigger& rule) const;
  void answers(TomlReader& file, Trigger& rule) const;
  static void tier(TomlReader& file, std::string_view key, Tier& out) {
    std::string text;
    file.one_of("", key, text, {"E", "S", "L", "C"});
    if (!text.empty()) out = *intake::parse_tier(text);
  }

  const Catalogue& catalogue_;
  intake::Questionnaire asks_;
  Questions made_;
};

void QuestionsReader::regions(TomlReader& file, std::string_view key, std::vector<std::string>& out) const {
  std::string text;
  file.text("", key, text, kLongList);
  out = split(text);
  for (const std::string& name : out) {
    const auto& all = catalogue_.regions();
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const Region& region) { return region.code.name() == name; });
    if (!known) return file.complain("", key, fmt::format("\"{}\" is not a region", name));
  }
}

void QuestionsReader::choices(TomlReader& file, Question& question) {
  std::string ids;
  std::string words;
  file.text("", "choices", ids, kLongList);
  file.text("", "words", words, kLongList);
  question.choices = split(ids);
  const auto told = split(words, '|');
  if (question.choices.size() < 2 || question.choices.size() > kMostChoices)
    return file.complain("", "choices", "should be two to nine ids");
  for (const std::string& choice : question.choices) {
    if (!is_id(choice)) return file.complain("", "choices", wrong_id(choice));
    if (std::count(question.choices.begin(), question.choices.end(), choice) > 1)
      return file.complain("", "choices", fmt::format("\"{}\" is there twice", choice));
  }
  if (told.size() != question.choices.size())
    return file.complain(
        "", "words",
        fmt::format("should be {} texts, one a choice, with | between them", question.choices.size()));
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (const auto wrong = wrong_words(told[i]); !wrong.empty()) return file.complain("", "words", wrong);
    made_.words_[question.id + "." + question.choices[i]] = told[i];
  }
  file.text("", "alone", question.alone);
  const auto& all = question.choices;
  if (!question.alone.empty() && std::find(all.begin(), all.end(), question.alone) == all.end())
    file.complain("", "alone", fmt::format("\"{}\" is not one of the choices", question.alone));
}

void QuestionsReader::question(TomlReader& file) {
  Question made;
  std::string screen = "running";
  std::string answer;
  std::string label;
  id(file, made.id);
  file.one_of("", "screen", screen, {"running", "today"});
  file.one_of("", "answer", answer, {"one", "several"});
  file.checked("", "label", label, wrong_words);
  if (label.empty()) file.complain("", "label", "is missing");
  if (answer.empty()) file.complain("", "answer", "is missing");
  if (has_id(asks_.questions, made.id))
    file.complain("", "id", fmt::format("\"{}\" is there twice", made.id));
  made.screen = screen == "today" ? Question::Screen::Today : Question::Screen::Running;
  made.several = answer == "several";
  choices(file, made);
  regions(file, "only_with", made.only_with);
  made_.labels_[made.id] = label;
  asks_.questions.push_back(std::move(made));
}

void QuestionsReader::parts(TomlReader& file, SafetyQuestion& question) const {
  std::string text;
  file.text("", "parts", text, kLongList);
  for (const std::string& part : split(text)) {
    const auto colon = part.find(':');
    const std::string name = part.substr(0, colon);
    const std::string whole = question.id + "." + name;
    auto tier = std::optional(question.tier);
    if (colon != std::string::npos) tier = intake::parse_tier(part.substr(colon + 1));
    if (!is_id(name) || whole.size() > intake::kLongestId || !tier)
      return file.complain("", "parts", fmt::format("\"{}\" is not an id, or id:tier", part));
    if (has_id(question.parts, whole))
      return file.complain("", "parts", fmt::format("\"{}\" is there twice", part));
    question.parts.push_back({whole, *tier});
  }
  if (question.parts.size() == 1 || question.parts.size() > kMostParts)
    file.complain("", "parts", "should be two to six parts, or none");
}

void QuestionsReader::where_asked(TomlReader& file, SafetyQuestion& question) const {
  std::string ask;
  std::string place = "whole";
  file.one_of("", "ask", ask, {"always", "map", "answer"});
  file.one_of("", "place", place, {"whole", "marked", "shown"});
  if (ask.empty()) file.complain("", "ask", "is missing");
  using Ask = SafetyQuestion::Ask;
  using Place = SafetyQuestion::Place;
  question.ask = ask == "map" ? Ask::Map : ask == "answer" ? Ask::Answered : Ask::Always;
  question.place = place == "marked" ? Place::Marked : place == "shown" ? Place::Shown : Place::Whole;
  if (question.place == Place::Marked && question.ask != Ask::Map)
    file.complain("", "place", "\"marked\" is for questions that the map asks");
  file.whole("", "list", question.list, 1, kMostLists);
  if (question.ask == Ask::Always) {
    const auto on_it = std::count_if(asks_.safety.begin(), asks_.safety.end(), [&](const auto& each) {
      return each.ask == Ask::Always && each.list == question.list;
    });
    if (on_it >= static_cast<std::ptrdiff_t>(kMostOnAList))
      file.complain("", "list", "has more questions than a screen holds (6)");
  }
  file.text("", "answer", question.answered_by);
  const auto* by = asks_.question(question.answered_by);
  if (question.ask == Ask::Answered && (by == nullptr || by->alone.empty()))
    file.complain("", "answer", "should name a question of questions.toml that has a choice `alone`");
}

void QuestionsReader::safety(TomlReader& file) {
  SafetyQuestion made;
  std::string note;
  id(file, made.id);
  if (has_id(asks_.safety, made.id)) file.complain("", "id", fmt::format("\"{}\" is there twice", made.id));
  tier(file, "tier", made.tier);
  if (made.tier == Tier::None) file.complain("", "tier", "is missing");
  file.text("", "note", note, kLongList);
  if (const auto wrong = wrong_words(note); !wrong.empty()) file.complain("", "note", wrong);
  where_asked(file, made);
  parts(file, made);
  tier(file, "raised", made.raised);
  regions(file, "raised_on", made.raised_on);
  if ((made.raised == Tier::None) != made.raised_on.empty())
    file.complain("", made.raised_on.empty() ? "raised" : "raised_on", "needs raised and raised_on together");
  made_.notes_[made.id] = note;
  asks_.safety.push_back(std::move(made));
}

void QuestionsReader::met_by(TomlReader& file, Trigger& rule) const {
  regions(file, "regions", rule.regions);
  regions(file, "beside", rule.beside);
  file.whole("", "level", rule.level, 1, intake::kHighestLevel);
  file.flag("", "one_side", rule.one_side);
  file.flag("", "both_sides", rule.both_sides);
  std::string kinds;
  std::string when;
  std::string since;
  file.text("", "kinds", kinds);
  file.text("", "when", when);
  file.text("", "since", since);
  for (const std::string& word : split(kinds)) {
    const auto kind = intake::parse_kind(word);
    if (!kind) return file.complain("", "kinds", fmt::format("\"{}\" is not a kind", word));
    rule.kinds.add(*kind);
  }
  for (const std::string& word : split(when)) {
    const auto hurts = intake::parse_when(word);
    if (!hurts) return file.complain("", "when", fmt::format("\"{}\" is not a time it hurts", word));
    rule.when.add(*hurts);
  }
  if (since.empty()) return;
  const auto began = intake::parse_since(since);
  if (!began) return file.complain("", "since", fmt::format("\"{}\" is not a time it began", since));
  rule.since = *began;
}

void QuestionsReader::answers(TomlReader& file, Trigger& rule) const {
  std::string text;
  file.text("", "answers", text, kLongList);
  for (const std::string& answer : split(text)) {
    const auto equals = std::min(answer.find('='), answer.size());
    const auto* question = asks_.question(answer.substr(0, equals));
    const std::string choice = answer.substr(std::min(equals + 1, answer.size()));
    const bool known = question != nullptr && std::find(question->choices.begin(), question->choices.end(),
                                                        choice) != question->choices.end();
    if (!known) return file.complain("", "answers", fmt::format("\"{}\" is no question=choice", answer));
    rule.answers.push_back({intake::QuestionId(question->id), intake::QuestionId(choice)});
  }
}

void QuestionsReader::trigger(TomlReader& file) {
  Trigger made;
  file.checked("", "id", made.id, [](const std::string& text) {
    return is_id(text, kLongestTrigger) ? "" : fmt::format("\"{}\" is not an id of up to 16", text);
  });
  if (made.id.empty()) file.complain("", "id", "is missing");
  if (has_id(asks_.triggers, made.id)) file.complain("", "id", fmt::format("\"{}\" is there twice", made.id));
  file.text("", "asks", made.asks);
  if (asks_.safety_question(made.asks) == nullptr)
    file.complain("", "asks", fmt::format("\"{}\" is not a question of this file", made.asks));
  met_by(file, made);
  answers(file, made);
  if (made.regions.empty() && made.level == 0 && made.kinds.count() == 0 && made.when.count() == 0)
    file.complain("", "id", fmt::format("\"{}\" would ask everybody", made.id));
  asks_.triggers.push_back(std::move(made));
}

const std::string& Questions::at(const Texts& texts, std::string_view id) {
  static const std::string none;
  const auto found = texts.find(id);
  return found == texts.end() ? none : found->second;
}

base::Result<Questions> Questions::parse(std::string_view questions, std::string_view questions_name,
                                         std::string_view screening, std::string_view screening_name,
                                         const Catalogue& catalogue) {
  QuestionsReader reader(catalogue);
  BODYMAP_TRY(first, TomlReader::parse(questions, questions_name));
  first.each("question", [&](TomlReader& entry) { reader.question(entry); });
  BODYMAP_TRY_VOID(first.finish());
  BODYMAP_TRY(second, TomlReader::parse(screening, screening_name));
  second.each("question", [&](TomlReader& entry) { reader.safety(entry); });
  second.each("trigger", [&](TomlReader& entry) { reader.trigger(entry); });
  BODYMAP_TRY_VOID(second.finish());
  return reader.done();
}

base::Result<Questions> Questions::load(const std::filesystem::path& folder, const Catalogue& catalogue) {
  const auto questions_file = folder / "questions.toml";
  const auto screening_file = folder / "screening.toml";
  BODYMAP_TRY(questions, base::read_file(questions_file));
  BODYMAP_TRY(screening, base::read_file(screening_file));
  return parse(questions, questions_file.string(), screening, screening_file.string(), catalogue);
}

}  // namespace content
