#include "sculpture/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "figure/view.h"
#include "sculpture/borders.h"
#include "sculpture/parallel.h"

namespace sculpture {
namespace {

constexpr double kWidth = figure::kViewWidth;
constexpr double kHeight = figure::kViewHeight;
constexpr double kCrumb = 0.5;      // px: where two borders run together the walk leaves loops of no size
constexpr int kStepsPerCubic = 10;  // of the polygons the px are told by

double tenth(double value) { return std::round(value * 10) / 10; }

Spot mirror(Spot spot) { return {tenth(kWidth - spot.x), spot.y}; }

Cubic reversed(const Cubic& c) { return {c[3], c[2], c[1], c[0]}; }

std::vector<Cubic> reversed(const std::vector<Cubic>& cubics) {
  std::vector<Cubic> other;
  for (auto it = cubics.rbegin(); it != cubics.rend(); ++it) other.push_back(reversed(*it));
  return other;
}

std::vector<Spot> outline(const std::vector<Cubic>& loop) {
  std::vector<Spot> spots;
  for (const Cubic& cubic : loop) {
    for (int i = 0; i < kStepsPerCubic; ++i)
      spots.push_back(at(cubic, i / static_cast<double>(kStepsPerCubic)));
  }
  return spots;
}

struct Extent {
  double width = 0;
  double height = 0;
};

Extent extent(const std::vector<Cubic>& loop) {
  Spot low{1e9, 1e9};
  Spot high{-1e9, -1e9};
  for (const Cubic& cubic : loop) {
    for (const Spot& spot : cubic) {
      low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
      high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
    }
  }
  return {high.x - low.x, high.y - low.y};
}

std::string path(const std::vector<Cubic>& cubics) {
  const Spot start = cubics.front()[0];
  std::string text = fmt::format("M{:.1f} {:.1f}", start.x, start.y);
  for (const Cubic& c : cubics) {
    text += fmt::format("C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", c[1].x, c[1].y, c[2].x, c[2].y, c[3].x,
                        c[3].y);
  }
  return text;
}

// Sets the px whose middles lie inside the loops (even-odd).
void fill(Grid<Label>& picture, Label label, const std::vector<std::vector<Spot>>& loops) {
  const double scale = picture.width / kWidth;
  std::vector<std::vector<double>> crossings(static_cast<std::size_t>(picture.height));
  for (const auto& loop : loops) {
    for (std::size_t i = 0; i < loop.size(); ++i) {
      Spot a = loop[i];
      Spot b = loop[(i + 1) % loop.size()];
      if (a.y > b.y) std::swap(a, b);  // the same sum for both neighbours
      const int first = std::max(0, static_cast<int>(std::ceil(a.y * scale - .5)));
      const int last = std::min(picture.height, static_cast<int>(std::ceil(b.y * scale - .5)));
      for (int row = first; row < last; ++row) {
        const double t = ((row + .5) / scale - a.y) / (b.y - a.y);
        crossings[static_cast<std::size_t>(row)].push_back((a.x + (b.x - a.x) * t) * scale);
      }
    }
  }
  for (int row = 0; row < picture.height; ++row) {
    auto& xs = crossings[static_cast<std::size_t>(row)];
    std::sort(xs.begin(), xs.end());
    for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
      const int first = std::max(0, static_cast<int>(std::ceil(xs[i] - .5)));
      const int last = std::min(picture.width, static_cast<int>(std::ceil(xs[i + 1] - .5)));
      for (int x = first; x < last; ++x) picture.at(x, row) = label;
    }
  }
}

}  // namespace

Drawing::Drawing(const Grid<Label>& labels, bool half, unsigned threads) {
  const double scale = labels.height / kHeight;
  const double shift = half ? kWidth / 2 : 0;
  const std::vector<Border> traced = borders(labels, half);
  arcs_.resize(traced.size());
  in_parallel(static_cast<int>(traced.size()), threads, [&](int i) {
    const Border& border = traced[static_cast<std::size_t>(i)];
    std::vector<Spot> steps;
    for (const Corner& corner : border.corners) steps.push_back({corner.x / scale, corner.y / scale});
    Arc& arc = arcs_[static_cast<std::size_t>(i)];
    const bool on_midline = border.left == kOtherHalf || border.right == kOtherHalf;
    arc.cubics = on_midline ? std::vector{straight(steps.front(), steps.back())} : fitted(steps, scale);
    arc.left = border.left;
    arc.right = border.right;
    for (Cubic& cubic : arc.cubics) {
      for (Spot& spot : cubic) spot = {tenth(spot.x + shift), tenth(spot.y)};
    }
  });
  symmetric_ = half;
  if (half) complete();
}

Grid<Label> mirrored(const Grid<Label>& labels) {
  Grid<Label> other(labels.width, labels.height);
  for (int y = 0; y < labels.height; ++y) {
    for (int x = 0; x < labels.width; ++x) other.at(x, y) = mirrored(labels.at(labels.width - 1 - x, y));
  }
  return other;
}

Drawing::Arc Drawing::mirrored(const Arc& arc) {
  Arc other{reversed(arc.cubics), sculpture::mirrored(arc.left), sculpture::mirrored(arc.right)};
  for (Cubic& cubic : other.cubics) {
    for (Spot& spot : cubic) spot = mirror(spot);
  }
  return other;
}

void Drawing::complete() {
  std::vector<Arc> arcs;
  std::vector<Arc> midline;
  for (Arc& arc : arcs_) {
    if (arc.left != kOtherHalf && arc.right != kOtherHalf) {
      arcs.push_back(std::move(arc));
      continue;
    }
    const Label here = arc.left == kOtherHalf ? arc.right : arc.left;
    const Label there = sculpture::mirrored(here);
    if (here == kNothing || here == there) continue;
    if (arc.left == kOtherHalf) arc.left = there;
    if (arc.right == kOtherHalf) arc.right = there;
    midline.push_back(std::move(arc));
  }
  const std::size_t half = arcs.size();
  for (std::size_t i = 0; i < half; ++i) arcs.push_back(mirrored(arcs[i]));
  arcs.insert(arcs.end(), midline.begin(), midline.end());
  arcs_ = std::move(arcs);
}

Drawing Drawing::mirrored() const {
  Drawing other;
  for (const Arc& arc : arcs_) other.arcs_.push_back(mirrored(arc));
  return other;
}

std::vector<Label> Drawing::regions() const {
  std::set<Label> found;
  for (const Arc& arc : arcs_) found.insert({arc.left, arc.right});
  found.erase(kNothing);
  return {found.begin(), found.end()};
}

std::vector<Drawing::Loop> Drawing::loops(Label region) const {
  using Key = std::pair<long, long>;
  const auto key = [](Spot spot) { return Key{std::lround(spot.x * 10), std::lround(spot.y * 10)}; };
  std::map<Key, std::vector<std::vector<Cubic>>> starting;
  for (const Arc& arc : arcs_) {
    if (arc.left == arc.right || (arc.left != region && arc.right != region)) continue;
    auto cubics = arc.left == region ? arc.cubics : reversed(arc.cubics);
    starting[key(cubics.front()[0])].push_back(std::move(cubics));
  }
  std::vector<Loop> found;
  for (auto& [start, arcs] : starting) {
    while (!arcs.empty()) {
      Loop loop;
      Key here = start;
      for (auto next = starting.find(here); next != starting.end() && !next->second.empty();
           next = starting.find(here)) {
        loop.insert(loop.end(), next->second.back().begin(), next->second.back().end());
        next->second.pop_back();
        here = key(loop.back()[3]);
      }
      const Extent size = extent(loop);
      if (std::max(size.width, size.height) >= kCrumb) found.push_back(std::move(loop));
    }
  }
  return found;
}

std::string Drawing::svg(std::string_view view) const {
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" data-view=\"{}\">\n"
      "<g id=\"regions\" fill=\"#e6dbcf\">\n",
      figure::kViewWidth, figure::kViewHeight, view);
  for (const Label region : regions()) {
    text += fmt::format("<path id=\"{}\" d=\"", codes()[region - 1U]);
    for (const Loop& loop : loops(region)) text += path(loop) + "Z";
    text += "\"/>\n";
  }
  text +=
      "</g>\n<path id=\"seams\" fill=\"none\" stroke=\"#8d7a6c\" stroke-width=\"1.6\" "
      "stroke-linecap=\"round\" "
      "stroke-linejoin=\"round\" d=\"";
  for (const Arc& arc : arcs_) {
    if (arc.left != kNothing && arc.right != kNothing && arc.left != arc.right) text += path(arc.cubics);
  }
  return text + "\"/>\n</svg>\n";
}

Grid<Label> Drawing::labels(int width, int height) const {
  Grid<Label> picture(width, height);
  for (const Label region : regions()) {
    std::vector<std::vector<Spot>> outlines;
    for (const Loop& loop : loops(region)) outlines.push_back(outline(loop));
    fill(picture, region, outlines);
  }
  if (!symmetric_) return picture;
  // A px whose middle lies on a curve would otherwise go to the same side in both halves.
  const Grid<Label> twin = sculpture::mirrored(picture);
  for (int y = 0; y < height; ++y) std::copy_n(&twin.at(0, y), width / 2, &picture.at(0, y));
  return picture;
}

}  // namespace sculpture
