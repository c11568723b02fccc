#include "figure/outline.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "base/check.h"
#include "figure/view.h"

namespace figure {
namespace {

constexpr std::size_t kMaxPaths = 400;
constexpr std::size_t kMaxPoints = 200'000;  // a file that asks for more is not one of ours
constexpr float kFarOff = 10'000;            // canvas px; no baked point lies further out

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

Point mix(Point a, Point b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

// The steps needed so that no chord strays further than `flatness` from the curve: the error of a chord
// over 1/n of a cubic is at most (its largest second difference) * 3/4 / n^2.
int steps_for(Point a, Point b, Point c, Point d, double flatness) {
  const double ax = std::abs(a.x - 2 * b.x + c.x);
  const double ay = std::abs(a.y - 2 * b.y + c.y);
  const double bx = std::abs(b.x - 2 * c.x + d.x);
  const double by = std::abs(b.y - 2 * c.y + d.y);
  const double second = std::hypot(std::max(ax, bx), std::max(ay, by));
  return std::clamp(static_cast<int>(std::ceil(std::sqrt(0.75 * second / flatness))), 1, 256);
}

// Reads path data: M, C, L, Z, absolute, numbers separated by blanks, commas or signs.
class PathReader {
 public:
  PathReader(std::string_view data, double flatness) : data_(data), flatness_(flatness) {}

  std::optional<std::vector<Polyline>> read() {
    while (skip_blanks(), at_ < data_.size()) {
      if (!read_command(data_[at_++])) return std::nullopt;
    }
    for (const Polyline& line : lines_) {
      if (line.size() < 2) return std::nullopt;
    }
    if (lines_.empty()) return std::nullopt;
    return std::move(lines_);
  }

 private:
  bool read_command(char command) {
    if (command == 'Z') return close();
    if (command == 'M') {
      const auto start = read_point();
      if (!start) return false;
      lines_.push_back({*start});
      open_ = true;
      return true;
    }
    if (!open_ || (command != 'C' && command != 'L')) return false;
    do {
      if (!(command == 'C' ? read_curve() : read_line())) return false;
      skip_blanks();
    } while (at_ < data_.size() && !(data_[at_] >= 'A' && data_[at_] <= 'Z'));
    return points_ <= kMaxPoints;
  }

  bool close() {
    if (!open_) return false;
    open_ = false;
    Polyline& line = lines_.back();
    if (line.size() > 1 && distance(line.front(), line.back()) < 0.01F) line.pop_back();
    return line.size() > 2;
  }

  bool read_line() {
    const auto to = read_point();
    if (to) add(*to);
    return to.has_value();
  }

  bool read_curve() {
    const auto b = read_point();
    const auto c = b ? read_point() : std::nullopt;
    const auto d = c ? read_point() : std::nullopt;
    if (!d) return false;
    const Point a = lines_.back().back();
    const int steps = steps_for(a, *b, *c, *d, flatness_);
    for (int i = 1; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      const Point ab = mix(a, *b, t);
      const Point bc = mix(*b, *c, t);
      const Point cd = mix(*c, *d, t);
      add(mix(mix(ab, bc, t), mix(bc, cd, t), t));
    }
    return true;
  }

  void add(Point point) {
    lines_.back().push_back(point);
    ++points_;
  }

  std::optional<Point> read_point() {
    const auto x = read_number();
    const auto y = x ? read_number() : std::nullopt;
    if (!y) return std::nullopt;
    return Point{*x, *y};
  }

  std::optional<float> read_number() {
    skip_blanks();
    float value = 0;
    const auto [end, error] =
        std::from_chars(data_.data() + at_, data_.data() + data_.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || !std::isfinite(value) || std::abs(value) > kFarOff) return std::nullopt;
    at_ = static_cast<std::size_t>(end - data_.data());
    return value;
  }

  void skip_blanks() {
    while (at_ < data_.size() && (data_[at_] == ' ' || data_[at_] == ',' || data_[at_] == '\n')) ++at_;
  }

  std::string_view data_;
  double flatness_;
  std::size_t at_ = 0;
  std::size_t points_ = 0;
  bool open_ = false;
  std::vector<Polyline> lines_;
};

// The value of ` name="..."` inside a tag.
std::optional<std::string_view> attribute(std::string_view tag, std::string_view name) {
  const std::string key = fmt::format(" {}=\"", name);
  const std::size_t start = tag.find(key);
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view rest = tag.substr(start + key.size());
  const std::size_t end = rest.find('"');
  if (end == std::string_view::npos) return std::nullopt;
  return rest.substr(0, end);
}

bool is_frame_tag(std::string_view tag) { return tag.starts_with("g ") || tag == "/g" || tag == "/svg"; }

}  // namespace

base::Result<Outlines> Outlines::parse(std::string_view svg, std::string_view name, double flatness_px) {
  BODYMAP_CHECK(flatness_px > 0);
  const auto bad = [&](std::string_view what) {
    return base::fail(base::Code::Parse, fmt::format("{}: {}", name, what));
  };
  Outlines outlines;
  bool framed = false;
  std::size_t at = 0;
  while ((at = svg.find('<', at)) != std::string_view::npos) {
    const std::size_t end = svg.find('>', at);
    if (end == std::string_view::npos) return bad("a tag is not closed");
    const std::string_view tag = svg.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with("svg ")) {
      framed = attribute(tag, "viewBox") == fmt::format("0 0 {} {}", kViewWidth, kViewHeight);
      continue;
    }
    if (is_frame_tag(tag)) continue;
    if (!tag.starts_with("path ")) return bad(fmt::format("unexpected tag <{}>", tag.substr(0, 20)));
    const auto id = attribute(tag, "id");
    const auto data = attribute(tag, "d");
    if (!id || !data) return bad("a path without id or d");
    auto lines = PathReader(*data, flatness_px).read();
    if (!lines) return bad(fmt::format("path {}: not M, C, L, Z with plain numbers", *id));
    if (*id == "seams") {
      outlines.seams_ = std::move(*lines);
      outlines.seam_path_ = *data;
      continue;
    }
    const auto code = intake::RegionCode::parse(*id);
    if (!code) return bad(fmt::format("path {}: not a region code", *id));
    if (outlines.find(*code)) return bad(fmt::format("path {}: there twice", *id));
    if (outlines.regions_.size() == kMaxPaths) return bad("too many paths");
    outlines.regions_.push_back({*code, std::move(*lines), std::string(*data)});
  }
  if (!framed) return bad("not a drawing of 1080 x 1920");
  if (outlines.regions_.empty() || outlines.seams_.empty()) return bad("no regions or no seams");
  return outlines;
}

const RegionOutline* Outlines::find(intake::RegionCode code) const {
  for (const RegionOutline& region : regions_) {
    if (region.code == code) return &region;
  }
  return nullptr;
}

}  // namespace figure
