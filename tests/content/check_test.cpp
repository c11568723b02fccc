#include "content/check.h"

#include <fstream>

#include "support.h"
#include "support/temp_dir.h"

using content::check_content;

namespace {

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

TEST_CASE("our own content is whole") {
  const auto report = check_content(content_dir());
  REQUIRE(report.has_value());
  for (const auto& wrong : report->wrong) FAIL_CHECK(wrong);
  for (const auto& key : report->untranslated) FAIL_CHECK(key);
}

TEST_CASE("what is broken, untranslated or unreviewed is told") {
  const support::TempDir dir;
  const auto folder = dir.path() / "content";
  std::filesystem::copy(content_dir(), folder, std::filesystem::copy_options::recursive);
  for (const char* kind : {"strings", "questions", "cards"})
    std::filesystem::copy_file(folder / kind / "en.toml", folder / kind / "xx.toml");
  const auto strings = folder / "strings" / "xx.toml";
  write(strings, replaced(replaced(read(strings), "title = \"Is this right?\"\n", ""), "reviewed_by",
                          "reviewed_by = \"\" #"));
  const auto cards = folder / "cards" / "xx.toml";
  write(cards, replaced(read(cards), "kind = \"tip\"", "kind = \"hint\""));
  const auto report = check_content(folder);
  REQUIRE(report.has_value());
  REQUIRE(report->wrong.size() == 1);
  CHECK(report->wrong[0].find("cards/xx.toml:") != std::string::npos);
  CHECK(report->untranslated == std::vector<std::string>{"xx: review.title"});
  CHECK(report->unreviewed == std::vector<std::string>{"xx"});
}

TEST_CASE("no folder is no content") { CHECK_FALSE(check_content("/nowhere").has_value()); }
