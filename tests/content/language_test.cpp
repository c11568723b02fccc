// What the kiosk says, held to its voice: plain, short, no alarm, no verdict.
#include <cctype>
#include <vector>

#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/strings.h"
#include "support.h"

using namespace content;

namespace {

struct Said {
  std::string where;
  std::string text;
};

std::vector<Said> everything() {
  std::vector<Said> all;
  const auto strings = Strings::load(content_dir() / "strings" / "en.toml");
  REQUIRE(strings.has_value());
  for (std::size_t i = 0; i < kStrCount; ++i) {
    const Str str = static_cast<Str>(i);
    all.push_back({std::string(str_key(str)), (*strings)[str]});
  }
  const auto cards = Cards::load(content_dir() / "cards" / "en.toml");
  REQUIRE(cards.has_value());
  for (const Card& card : cards->all()) {
    for (const std::string& text : {card.title, card.body, card.closing}) all.push_back({card.id, text});
  }
  const auto catalogue = Catalogue::load(content_dir() / "regions.csv");
  REQUIRE(catalogue.has_value());
  const auto questions = Questions::load(content_dir(), *catalogue);
  REQUIRE(questions.has_value());
  const auto asked = QuestionWords::load(content_dir() / "questions" / "en.toml", *questions);
  REQUIRE(asked.has_value());
  for (const auto& [key, text] : asked->all()) all.push_back({key, text});
  for (const Region& region : catalogue->regions()) all.push_back({"region", region.your_label});
  return all;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Words of letters and digits; an apostrophe, ' or the typographic one, is part of its word.
std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 3, "\xE2\x80\x99") == 0) {
      i += 2;
      found.back() += '\'';
    } else if (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '\'') {
      found.back() += text[i];
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

std::vector<std::string> sentences(const std::string& text) {
  std::vector<std::string> found(1);
  for (const char c : text) {
    found.back() += c;
    if (c == '.' || c == '?' || c == ':') found.emplace_back();
  }
  return found;
}

// Vowel groups; a silent e at the end, and in -ed but after t or d, not counted; close enough for plain
// English.
int syllables(const std::string& word) {
  const std::string w = lower(word);
  int groups = 0;
  bool in_vowel = false;
  for (const char c : w) {
    const bool vowel = std::string_view("aeiouy").find(c) != std::string_view::npos;
    groups += vowel && !in_vowel ? 1 : 0;
    in_vowel = vowel;
  }
  if (w.size() > 2 && w.back() == 'e' && !w.ends_with("le") && groups > 1) --groups;
  const bool past = w.size() > 4 && w.ends_with("ed") &&
                    std::string_view("td").find(w[w.size() - 3]) == std::string_view::npos;
  if (past && groups > 1) --groups;
  return std::max(groups, 1);
}

// Flesch-Kincaid grade of one sentence.
double grade(const std::string& sentence) {
  const auto all = words(sentence);
  int total = 0;
  for (const std::string& word : all) total += syllables(word);
  const auto count = static_cast<double>(all.size());
  return 0.39 * count + 11.8 * total / count - 15.59;
}

// What the client is asked of their own history has its name; nothing is ever named to them.
bool asks_of_history(const std::string& key, const std::string& word) {
  return (key == "screening.past_clot" && word == "clot") ||
         (key == "screening.cancer" && word == "cancer") ||
         ((key == "screening.bones_feeling" || key == "parts.bones_feeling.sugar") && word == "diabetes");
}

}  // namespace

TEST_CASE("the reading grade tells hard from easy") {
  CHECK(grade("The cat sat on the mat by the door.") < 3);
  CHECK(grade("Authentication infrastructure experienced unanticipated communication difficulties.") > 12);
  CHECK(syllables("therapist") == 3);
  CHECK(syllables("like") == 1);
  CHECK(syllables("muscle") == 2);
  CHECK(syllables("marked") == 1);
  CHECK(syllables("blistered") == 2);
  CHECK(syllables("infected") == 3);
}

TEST_CASE("sentences of six words or more read at grade 8 or below, and are not long") {
  for (const Said& said : everything()) {
    for (const std::string& sentence : sentences(said.text)) {
      if (words(sentence).size() < 6) continue;
      CHECK_MESSAGE(grade(sentence) <= 8, said.where, ": ", sentence, " ", grade(sentence));
      CHECK_MESSAGE(words(sentence).size() <= 20, said.where, ": ", sentence);
    }
  }
}

TEST_CASE("no alarm, no verdict, no disease") {
  for (const Said& said : everything()) {
    CAPTURE(said.where);
    CHECK_MESSAGE(said.text.find('!') == std::string::npos, said.text);
    for (const std::string& word : words(lower(said.text))) {
      for (const char* banned :
           {"error",      "errors",    "invalid",   "failed",     "fail",         "fatal",     "illegal",
            "safe",       "safely",    "safety",    "cleared",    "disease",      "diagnosis", "diagnose",
            "thrombosis", "dvt",       "clot",      "embolism",   "stroke",       "cancer",    "tumour",
            "fracture",   "arthritis", "sciatica",  "tendinitis", "tendinopathy", "fasciitis", "splints",
            "hernia",     "syndrome",  "infection", "diabetes",   "cure",         "cures",     "detox",
            "toxins",     "alignment", "guarantee", "securely",   "user",         "submit",    "ok"}) {
        CHECK_MESSAGE((word != banned || asks_of_history(said.where, word)), said.text);
      }
    }
    CHECK_MESSAGE(lower(said.text).find("please wait") == std::string::npos, said.text);
  }
}

TEST_CASE("typography: curly apostrophes, no double or trailing blanks") {
  for (const Said& said : everything()) {
    CAPTURE(said.where);
    CHECK_MESSAGE(said.text.find('\'') == std::string::npos, said.text);
    CHECK_MESSAGE(said.text.find("  ") == std::string::npos, said.text);
    CHECK_MESSAGE((said.text.empty() || (said.text.front() != ' ' && said.text.back() != ' ')), said.text);
  }
}
