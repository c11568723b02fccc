#include "content/csv.h"

#include <fmt/format.h>

namespace content {
namespace {

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  base::Result<std::vector<CsvRow>> read() {
    while (at_ < text_.size()) {
      CsvRow row{line_, {}};
      do {
        BODYMAP_TRY(cell, read_cell());
        row.cells.push_back(std::move(cell));
      } while (skip(','));
      skip('\r');
      if (at_ < text_.size() && !skip('\n')) return bad("a quote in the middle of a cell");
      ++line_;
      if (row.cells.size() > 1 || !row.cells.front().empty()) rows_.push_back(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  base::Result<std::string> read_cell() {
    std::string cell;
    if (!skip('"')) {
      while (at_ < text_.size() && std::string_view(",\"\r\n").find(text_[at_]) == std::string_view::npos) {
        cell += text_[at_++];
      }
      return cell;
    }
    const int start = line_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"' && !skip('"')) return cell;
      if (c == '\n') ++line_;
      cell += c;
    }
    line_ = start;
    return bad("a quoted cell that does not end");
  }

  bool skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  tl::unexpected<base::Error> bad(std::string_view what) const {
    return base::fail(base::Code::Invalid, fmt::format("{}:{}: {}", name_, line_, what));
  }

  std::string_view text_;
  std::string_view name_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<CsvRow> rows_;
};

}  // namespace

base::Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view name) {
  return CsvReader(text, name).read();
}

}  // namespace content
