#include "content/sheet_words.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "intake/record.h"

using content::SheetWords;

namespace {

const std::string kHead = "group\tid\tword\tasks\n";
const std::string kWords = kHead +
                           "kind\ttight\ttight\t\nsince\tdays\t2-3 days\t\nwhen\tat_rest\tat rest\t\n"
                           "avoid\tskin\tcut\t\ntier\tE\tHelp now\tGet help\n";

bool refuses(const std::string& words, const std::string& where) {
  const auto read = SheetWords::parse(words);
  return !read && read.error().code == base::Code::Invalid && read.error().what.find(where) == 0;
}

}  // namespace

TEST_CASE("our own words name everything a client can choose, and every tier asked about") {
  const auto words = SheetWords::load(std::string(BODYMAP_SOURCE_DIR) + "/content").value();
  const auto has = [&words](std::string_view group, std::string_view id) {
    return std::any_of(words.words().begin(), words.words().end(),
                       [&](const auto& word) { return word.group == group && word.id == id; });
  };
  for (int i = 0; i < intake::kKindCount; ++i)
    CHECK(has("kind", intake::to_text(static_cast<intake::Kind>(i))));
  for (int i = 1; i < intake::kSinceCount; ++i)
    CHECK(has("since", intake::to_text(static_cast<intake::Since>(i))));
  for (int i = 0; i < intake::kWhenCount; ++i)
    CHECK(has("when", intake::to_text(static_cast<intake::When>(i))));
  for (int i = 0; i < intake::kAvoidWhyCount; ++i)
    CHECK(has("avoid", intake::to_text(static_cast<intake::AvoidWhy>(i))));
  for (const auto* tier : {"E", "S", "L", "C"}) CHECK(has("tier", tier));
}

TEST_CASE("words are read as they stand") {
  const auto words = SheetWords::parse(kWords).value();
  CHECK(words.words().back() == content::SheetWord{"tier", "E", "Help now", "Get help"});
}

TEST_CASE("a mistake is told with file and line") {
  CHECK(refuses("", "sheet_words.tsv:1"));
  CHECK(refuses("x\n" + kWords, "sheet_words.tsv:1"));
  CHECK(refuses(kHead, "sheet_words.tsv:1: has no"));
  CHECK(refuses(kWords + "kind\ttight\tx\t\n", "sheet_words.tsv:7"));
  CHECK(refuses(kWords + "mood\tgood\tx\t\n", "sheet_words.tsv:7"));
  CHECK(refuses(kWords + "kind\tsore\tx\n", "sheet_words.tsv:7"));
  CHECK(refuses(kWords + "kind\tsore\tx\t\t\n", "sheet_words.tsv:7"));
  CHECK(refuses(kWords + "kind\tsore\t\t\n", "sheet_words.tsv:7"));
  CHECK(refuses(kWords + "kind\tsore\t\x01\t\n", "sheet_words.tsv:7"));
}
