#include "queue/list_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "queue/row_words.h"

namespace queue {
namespace {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

constexpr int kIndent = 5;
constexpr int kNarrowest = 20;

// Broken between words where it can be; lines after the first are set in.
Lines wrapped(std::string_view text, int columns) {
  Lines lines;
  std::string line;
  int used = 0;
  const auto end_line = [&] {
    lines.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
    line = std::string(kIndent, ' ');
    used = kIndent;
  };
  while (!text.empty()) {
    const auto gap = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, gap);
    const int width = static_cast<int>(base::count_code_points(word));
    if (used + width > columns && used > kIndent) end_line();
    for (auto rest = word; !rest.empty();) {
      if (used == columns) end_line();
      const auto letter = base::first_code_point(rest);
      line += letter;
      ++used;
      rest.remove_prefix(letter.size());
    }
    text.remove_prefix(gap);
    while (!text.empty() && text.front() == ' ') {
      if (used < columns) line += ' ', ++used;
      text.remove_prefix(1);
    }
  }
  end_line();
  return lines;
}

void append(Lines& lines, Lines more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Lines visit(const Json& row, int columns, const RegionLabel& label) {
  const auto place =
      row.at("position").is_null() ? std::string(" -") : fmt::format("{:>2}", row.at("position").get<int>());
  auto head = fmt::format("{}   {}, {}, asked for {}", place, who_text(row.at("member")), waited_text(row),
                          wanted_text(row));
  if (row.at("state").get<std::string>() != "waiting") head += ": " + hold_text(row);
  Lines lines = wrapped(head, columns);
  const std::string set_in(kIndent, ' ');
  const auto flag = flag_text(row.at("tier").get<std::string>());
  if (!flag.empty()) append(lines, wrapped(set_in + flag, columns));
  append(lines, wrapped(set_in + areas_text(row, label), columns));
  return lines;
}

// What there is room for, and how many visits there is none for.
Lines fitted(const std::vector<Lines>& blocks, std::size_t visits, std::size_t rows) {
  Lines shown;
  std::size_t at = 0;
  for (; at < blocks.size(); ++at) {
    const bool last = at + 1 == blocks.size();
    if (shown.size() + blocks[at].size() + (last ? 0 : 1) > rows) break;
    append(shown, blocks[at]);
  }
  const auto left = blocks.size() - at;
  if (left > 0 && shown.size() < rows)
    shown.push_back(fmt::format("     and {} more", std::min(left, visits)));
  return shown;
}

}  // namespace

base::Result<std::string> list_screen(std::string_view list, const std::string& head, const ScreenSize& size,
                                      const RegionLabel& label) {
  const int columns = std::max(size.columns, kNarrowest);
  const auto rows = static_cast<std::size_t>(std::max(size.rows, 1));
  std::vector<Lines> blocks{wrapped(head, columns)};
  std::size_t visits = 0;
  try {
    const auto json = Json::parse(list.begin(), list.end());
    for (const auto& row : json.at("queue")) {
      blocks.push_back(visit(row, columns, label));
      ++visits;
    }
    if (visits == 0) blocks.push_back({"Nobody waiting"});
  } catch (const Json::exception&) {
    return base::fail(base::Code::Parse, "the queue's answer is no list");
  }
  std::string text;
  for (const auto& line : fitted(blocks, visits, rows)) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace queue
