#include "content/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/files.h"
#include "content/csv.h"

namespace content {
namespace {

enum Column {
  kCode,
  kBase,
  kSide,
  kLabel,
  kYour,
  kShort,
  kAnatomical,
  kGroup,
  kViews,
  kUberon,
  kUberonName,
  kFlags
};
constexpr std::array<std::string_view, 12> kHeader = {"code",    "base",     "side",        "label_en",
                                                      "your_en", "short_en", "anatomical",  "group",
                                                      "views",   "uberon",   "uberon_name", "flags"};

std::vector<std::string> split_bars(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('|'), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// What is wrong, or nothing.
std::string read_flags(std::string_view text, Region& region) {
  for (const std::string& flag : split_bars(text)) {
    if (flag == "sensitive")
      region.sensitive = true;
    else if (flag == "careful")
      region.careful = true;
    else if (flag == "bone")
      region.bone = true;
    else if (flag == "dvt")
      region.clot = true;
    else
      return fmt::format("flags: \"{}\" is not one of sensitive, careful, bone, dvt", flag);
  }
  return {};
}

std::string read_views(std::string_view text, Region& region) {
  for (const std::string& view : split_bars(text)) {
    if (view.size() != 1 || std::string_view("FBSIU").find(view) == std::string_view::npos) {
      return fmt::format("views: \"{}\" is not one of F, B, S, I, U", view);
    }
    region.views += view;
  }
  return region.views.empty() ? "views: is empty" : "";
}

std::string read_region(const CsvRow& row, Region& region) {
  if (row.cells.size() != kHeader.size()) {
    return fmt::format("{} cells instead of {}", row.cells.size(), kHeader.size());
  }
  const auto& cells = row.cells;
  const auto code = intake::RegionCode::parse(cells[kCode]);
  if (!code || fmt::format("{}.{}", cells[kBase], cells[kSide]) != cells[kCode]) {
    return fmt::format("code: \"{}\" is not {}.{}", cells[kCode], cells[kBase], cells[kSide]);
  }
  region.code = *code;
  region.label = cells[kLabel];
  region.your_label = cells[kYour];
  region.short_label = cells[kShort];
  region.anatomical = cells[kAnatomical];
  region.group = cells[kGroup];
  region.uberon = cells[kUberon];
  for (const Column column : {kLabel, kYour, kShort, kAnatomical, kGroup}) {
    if (cells[column].empty()) return fmt::format("{}: is empty", kHeader[column]);
  }
  if (const std::string wrong = read_views(cells[kViews], region); !wrong.empty()) return wrong;
  return read_flags(cells[kFlags], region);
}

}  // namespace

base::Result<Catalogue> Catalogue::parse(std::string_view csv, std::string_view name) {
  BODYMAP_TRY(rows, parse_csv(csv, name));
  const auto bad = [&](int line, std::string_view what) {
    return base::fail(base::Code::Invalid, fmt::format("{}:{}: {}", name, line, what));
  };
  if (rows.empty() ||
      !std::equal(kHeader.begin(), kHeader.end(), rows[0].cells.begin(), rows[0].cells.end())) {
    return bad(1, fmt::format("the first line should be {}", fmt::join(kHeader, ",")));
  }
  Catalogue catalogue;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Region region;
    if (const std::string wrong = read_region(rows[i], region); !wrong.empty())
      return bad(rows[i].line, wrong);
    if (catalogue.find(region.code))
      return bad(rows[i].line, fmt::format("{} is there twice", region.code.view()));
    catalogue.regions_.push_back(std::move(region));
  }
  for (const Region& region : catalogue.regions_) {
    if (!catalogue.find(region.code.mirrored())) {
      return bad(1, fmt::format("{} is there without its other side", region.code.view()));
    }
  }
  return catalogue;
}

base::Result<Catalogue> Catalogue::load(const std::filesystem::path& file) {
  BODYMAP_TRY(csv, base::read_file(file));
  return parse(csv, file.string());
}

const Region* Catalogue::find(intake::RegionCode code) const {
  const auto at = std::find_if(regions_.begin(), regions_.end(),
                               [&](const Region& region) { return region.code == code; });
  return at == regions_.end() ? nullptr : &*at;
}

const std::string& Catalogue::your_label(intake::RegionCode code) const {
  const Region* region = find(code);
  BODYMAP_CHECK(region != nullptr);
  return region->your_label;
}

}  // namespace content
