#include "figure/atlas.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "base/check.h"
#include "base/files.h"

namespace figure {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

template <class T>
bool read_number(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

std::size_t place(View view) { return static_cast<std::size_t>(view); }

bool read_shape(const std::vector<std::string_view>& cells, Shape& shape) {
  return read_number(cells[2], shape.area_px) && read_number(cells[3], shape.inscribed.centre.x) &&
         read_number(cells[4], shape.inscribed.centre.y) && read_number(cells[5], shape.inscribed.radius) &&
         read_number(cells[6], shape.box.x) && read_number(cells[7], shape.box.y) &&
         read_number(cells[8], shape.box.w) && read_number(cells[9], shape.box.h);
}

// Calls `line(number, cells)` for each line after the header that has `columns` cells; an error otherwise.
template <class Line>
base::Result<void> read_table(const std::filesystem::path& file, std::size_t columns, Line line) {
  BODYMAP_TRY(text, base::read_file(file));
  std::size_t number = 0;
  for (const std::string_view row : split(text, '\n')) {
    ++number;
    if (number == 1 || row.empty()) continue;
    const auto cells = split(row, '\t');
    if (cells.size() != columns || !line(cells)) {
      return base::fail(base::Code::Parse,
                        fmt::format("{}:{}: not a line of this table", file.string(), number));
    }
  }
  return {};
}

}  // namespace

base::Result<Atlas> Atlas::open(const std::filesystem::path& folder) {
  Atlas atlas;
  atlas.folder_ = folder;
  BODYMAP_TRY_VOID(atlas.read_codes());
  for (const View view : kViews) {
    for (const char* ending : {".clay.png", ".ids.png", ".svg"}) {
      const auto file = folder / (std::string(view_name(view)) + ending);
      std::error_code error;
      if (!std::filesystem::is_regular_file(file, error)) {
        return base::fail(base::Code::Absent, file.string() + ": not there");
      }
    }
  }
  BODYMAP_TRY_VOID(atlas.read_measures());
  atlas.compare_views();
  return atlas;
}

base::Result<void> Atlas::read_codes() {
  return read_table(folder_ / "regions.tsv", 2, [&](const auto& cells) {
    std::size_t index = 0;
    const auto code = intake::RegionCode::parse(cells[1]);
    if (!code || !read_number(cells[0], index) || index != codes_.size() + 1 || index > 255) return false;
    codes_.push_back(*code);
    return true;
  });
}

base::Result<void> Atlas::read_measures() {
  return read_table(folder_ / "measures.tsv", 10, [&](const auto& cells) {
    const auto view = view_from_name(cells[0]);
    const auto code = intake::RegionCode::parse(cells[1]);
    Shape shape;
    if (!view || !code || std::find(codes_.begin(), codes_.end(), *code) == codes_.end() ||
        !read_shape(cells, shape)) {
      return false;
    }
    regions_[place(*view)].push_back({*code, shape});
    return true;
  });
}

void Atlas::compare_views() {
  std::vector<double> best(codes_.size());
  for (const View view : kViews) {
    auto& sizes = prominence_[place(view)];
    sizes.assign(codes_.size(), 0);
    for (const RegionInView& region : regions_[place(view)]) {
      const auto at = std::find(codes_.begin(), codes_.end(), region.code) - codes_.begin();
      const auto index = static_cast<std::size_t>(at);
      sizes[index] = region.shape.inscribed.radius * mm_per_px(view, kRecordBodyMm);
      best[index] = std::max(best[index], sizes[index]);
    }
  }
  for (auto& sizes : prominence_) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (best[i] > 0) sizes[i] /= best[i];
    }
  }
}

double Atlas::prominence(View view, RegionIndex index) const {
  const auto& sizes = prominence_[place(view)];
  return index == 0 || index > sizes.size() ? 0 : sizes[index - 1U];
}

double Atlas::prominence(View view, intake::RegionCode code) const {
  const auto found = std::find(codes_.begin(), codes_.end(), code);
  return prominence(view, static_cast<RegionIndex>(found == codes_.end() ? 0 : found - codes_.begin() + 1));
}

std::span<const RegionInView> Atlas::regions(View view) const { return regions_[place(view)]; }

const Shape* Atlas::shape(View view, intake::RegionCode code) const {
  for (const RegionInView& region : regions_[place(view)]) {
    if (region.code == code) return &region.shape;
  }
  return nullptr;
}

Box Atlas::body_box(View view) const {
  Box box;
  for (const RegionInView& region : regions_[place(view)]) box = hull(box, region.shape.box);
  return box;
}

base::Result<const IdMap*> Atlas::id_map(View view) {
  auto& slot = id_maps_[place(view)];
  if (!slot) {
    const auto file = folder_ / (std::string(view_name(view)) + ".ids.png");
    BODYMAP_TRY(map, IdMap::open(file, static_cast<RegionIndex>(codes_.size())));
    slot = std::make_unique<IdMap>(std::move(map));
  }
  return slot.get();
}

base::Result<const Outlines*> Atlas::outlines(View view) {
  auto& slot = outlines_[place(view)];
  if (!slot) {
    const auto file = folder_ / (std::string(view_name(view)) + ".svg");
    BODYMAP_TRY(svg, base::read_file(file));
    BODYMAP_TRY(outlines, Outlines::parse(svg, file.string()));
    slot = std::make_unique<Outlines>(std::move(outlines));
  }
  return slot.get();
}

std::filesystem::path Atlas::clay_file(View view) const {
  return folder_ / (std::string(view_name(view)) + ".clay.png");
}

intake::RegionCode Atlas::code_of(RegionIndex index) const {
  return index == 0 ? intake::RegionCode() : codes_[index - 1U];
}

base::Result<intake::RegionCode> Atlas::region_at(View view, double x_px, double y_px) {
  BODYMAP_TRY(map, id_map(view));
  return code_of(map->at(x_px, y_px));
}

}  // namespace figure
