#include "content/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/questions.h"
#include "content/settings.h"
#include "content/sheet_words.h"
#include "content/strings.h"

namespace content {
namespace {

// The value, or its error noted.
template <class T>
std::optional<T> noted(ContentReport& report, base::Result<T> result) {
  if (result) return *std::move(result);
  report.wrong.push_back(result.error().what);
  return std::nullopt;
}

// Codes of the languages there are files for, but for English.
std::vector<std::string> other_languages(const std::filesystem::path& strings) {
  std::vector<std::string> codes;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(strings, failed)) {
    const auto& path = entry.path();
    if (path.extension() == ".toml" && path.stem() != "en") codes.push_back(path.stem().string());
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

class Checker {
 public:
  explicit Checker(std::filesystem::path folder) : folder_(std::move(folder)) {}

  ContentReport check() {
    noted(report_, load_kiosk_settings(folder_ / "kiosk.toml"));
    noted(report_, load_queue_settings(folder_ / "queue.toml"));
    noted(report_, SheetWords::load(folder_));
    const auto catalogue = noted(report_, Catalogue::load(folder_ / "regions.csv"));
    if (catalogue) questions_ = noted(report_, Questions::load(folder_, *catalogue));
    english_ = noted(report_, Strings::load(folder_ / "strings" / "en.toml"));
    noted(report_, Cards::load(folder_ / "cards" / "en.toml"));
    if (questions_)
      asked_ = noted(report_, QuestionWords::load(folder_ / "questions" / "en.toml", *questions_));
    for (const auto& code : other_languages(folder_ / "strings")) check_language(code);
    return std::move(report_);
  }

 private:
  void check_language(const std::string& code) {
    const std::string file = code + ".toml";
    if (english_) {
      const auto strings = noted(report_, Strings::load(folder_ / "strings" / file, &*english_));
      if (strings) list(code, strings->untranslated());
      if (strings && strings->reviewed_by().empty()) report_.unreviewed.push_back(code);
    }
    if (asked_ && questions_) {
      const auto words =
          noted(report_, QuestionWords::load(folder_ / "questions" / file, *questions_, &*asked_));
      if (words) list(code, words->untranslated());
    }
    noted(report_, Cards::load(folder_ / "cards" / file));
  }

  void list(const std::string& code, const std::vector<std::string>& keys) {
    for (const auto& key : keys) report_.untranslated.push_back(fmt::format("{}: {}", code, key));
  }

  std::filesystem::path folder_;
  ContentReport report_;
  std::optional<Questions> questions_;
  std::optional<Strings> english_;
  std::optional<QuestionWords> asked_;
};

}  // namespace

base::Result<ContentReport> check_content(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder))
    return base::fail(base::Code::Absent, folder.string() + ": no such folder");
  return Checker(folder).check();
}

}  // namespace content
