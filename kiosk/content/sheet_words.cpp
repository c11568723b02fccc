#include "content/sheet_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/utf8.h"

namespace content {
namespace {

constexpr std::string_view kWordsFile = "sheet_words.tsv";
constexpr std::size_t kColumns = 4;
constexpr std::array<std::string_view, 5> kGroups{"kind", "since", "when", "avoid", "tier"};

struct Row {
  int line = 0;
  std::array<std::string, kColumns> cells;
};

tl::unexpected<base::Error> wrong(std::string_view file, int line, std::string_view what) {
  return base::fail(base::Code::Invalid, fmt::format("{}:{}: {}", file, line, what));
}

base::Result<Row> row_of(std::string_view text, std::string_view file, int line) {
  Row row{line, {}};
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto tab = text.find('\t');
    const bool last = column + 1 == kColumns;
    if (last != (tab == std::string_view::npos))
      return wrong(file, line, fmt::format("needs {} columns", kColumns));
    row.cells[column] = text.substr(0, tab);
    if (!base::is_plain_utf8(row.cells[column])) return wrong(file, line, "is not plain text");
    text.remove_prefix(last ? 0 : tab + 1);
  }
  return row;
}

base::Result<std::vector<Row>> rows_of(std::string_view text, std::string_view file, std::string_view head) {
  std::vector<Row> rows;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line == 1 && one != head) return wrong(file, line, fmt::format("should read \"{}\"", head));
    if (line == 1 || one.empty()) continue;
    BODYMAP_TRY(row, row_of(one, file, line));
    if (row.cells[0].empty() || row.cells[1].empty() || row.cells[2].empty())
      return wrong(file, line, "has an empty cell");
    rows.push_back(std::move(row));
  }
  return rows;
}

template <class Known>
bool is_one_of(const Known& known, std::string_view text) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

}  // namespace

base::Result<SheetWords> SheetWords::parse(std::string_view words) {
  SheetWords read;
  BODYMAP_TRY(word_rows, rows_of(words, kWordsFile, "group\tid\tword\tasks"));
  for (const auto& [line, cells] : word_rows) {
    const SheetWord word{cells[0], cells[1], cells[2], cells[3]};
    if (!is_one_of(kGroups, word.group)) return wrong(kWordsFile, line, "has an unknown group");
    const auto same = [&word](const auto& other) { return other.group == word.group && other.id == word.id; };
    if (std::any_of(read.words_.begin(), read.words_.end(), same))
      return wrong(kWordsFile, line, "is there twice");
    read.words_.push_back(word);
  }
  for (const auto group : kGroups) {
    const auto in_group = [group](const auto& word) { return word.group == group; };
    if (std::none_of(read.words_.begin(), read.words_.end(), in_group))
      return wrong(kWordsFile, 1, fmt::format("has no {}", group));
  }
  return read;
}

base::Result<SheetWords> SheetWords::load(const std::filesystem::path& folder) {
  BODYMAP_TRY(words, base::read_file(folder / kWordsFile));
  return parse(words);
}

}  // namespace content
