#include "sculpture/tidy.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "figure/distance.h"
#include "figure/shape.h"
#include "sculpture/parallel.h"

namespace sculpture {
namespace {

using figure::Box;

// Canvas px.
constexpr double kBlur = 1.5;          // of borders
constexpr double kBeyondMidline = 24;  // of the mirror image looked at, so that borders meet it squarely
constexpr double kThinnest = 6.5;      // an island's inscribed radius, or it goes to its neighbours
constexpr double kLeastShare = 0.30;   // of the radius of the region's largest island

std::array<Box, 256> boxes(const Grid<Label>& labels) {
  std::array<Box, 256> boxes{};
  for (int y = 0; y < labels.height; ++y) {
    for (int x = 0; x < labels.width; ++x) {
      Box& box = boxes[labels.at(x, y)];
      if (!intersection(box, {x, y, 1, 1}).empty()) continue;
      box = hull(box, {x, y, 1, 1});
    }
  }
  return boxes;
}

Grid<Label> with_mirror(const Grid<Label>& half, int strip) {
  Grid<Label> whole(half.width + strip, half.height);
  for (int y = 0; y < half.height; ++y) {
    for (int x = 0; x < whole.width; ++x) whole.at(x, y) = half.at(x < strip ? strip - 1 - x : x - strip, y);
  }
  return whole;
}

Grid<Label> without_mirror(const Grid<Label>& whole, int strip) {
  Grid<Label> half(whole.width - strip, whole.height);
  for (int y = 0; y < half.height; ++y) {
    for (int x = 0; x < half.width; ++x) half.at(x, y) = whole.at(x + strip, y);
  }
  return half;
}

// A Gaussian in one direction over a line of `count` values `step` apart; the ends go on as they are.
void blur_line(float* line, int count, int step, const std::vector<float>& kernel, std::vector<float>& copy) {
  const int reach = static_cast<int>(kernel.size()) - 1;
  copy.resize(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i)] = line[i * step];
  const auto value = [&](int i) { return copy[static_cast<std::size_t>(std::clamp(i, 0, count - 1))]; };
  for (int i = 0; i < count; ++i) {
    float sum = kernel[0] * value(i);
    for (int k = 1; k <= reach; ++k)
      sum += kernel[static_cast<std::size_t>(k)] * (value(i - k) + value(i + k));
    line[i * step] = sum;
  }
}

std::vector<float> gaussian(double sigma) {
  std::vector<float> kernel(static_cast<std::size_t>(std::lround(4 * sigma)) + 1);
  double sum = 0;
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    const double value = std::exp(-.5 * static_cast<double>(i * i) / (sigma * sigma));
    kernel[i] = static_cast<float>(value);
    sum += i == 0 ? value : 2 * value;
  }
  for (float& value : kernel) value = static_cast<float>(value / sum);
  return kernel;
}

struct Blurred {
  Box box;
  std::vector<float> values;
};

Blurred blurred(const Grid<Label>& labels, Label label, const Box& box, const std::vector<float>& kernel) {
  Blurred mask{box, std::vector<float>(static_cast<std::size_t>(box.w) * static_cast<std::size_t>(box.h))};
  float* cell = mask.values.data();
  for (int y = 0; y < box.h; ++y) {
    for (int x = 0; x < box.w; ++x) *cell++ = labels.at(box.x + x, box.y + y) == label ? 1.F : 0.F;
  }
  std::vector<float> copy;
  float* first = mask.values.data();
  for (int y = 0; y < box.h; ++y) blur_line(first + std::ptrdiff_t{y} * box.w, box.w, 1, kernel, copy);
  for (int x = 0; x < box.w; ++x) blur_line(first + x, box.h, box.w, kernel, copy);
  return mask;
}

// Each cell of the body goes to the label that is most of its neighbourhood.
Grid<Label> with_smooth_borders(const Grid<Label>& labels, double scale, unsigned threads) {
  const auto kernel = gaussian(kBlur * scale);
  const auto all = boxes(labels);
  const Box canvas{0, 0, labels.width, labels.height};
  const int margin = static_cast<int>(std::ceil(8 * scale));
  std::vector<Blurred> masks(256);
  in_parallel(255, threads, [&](int i) {
    const auto label = static_cast<Label>(i + 1);
    if (!all[label].empty())
      masks[label] = blurred(labels, label, intersection(canvas, grown(all[label], margin)), kernel);
  });
  Grid<float> best(labels.width, labels.height, -1);
  Grid<Label> result(labels.width, labels.height);
  for (int label = 1; label < 256; ++label) {
    const Blurred& mask = masks[static_cast<std::size_t>(label)];
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
      const int n = static_cast<int>(i);
      const std::size_t cell = best.index(mask.box.x + n % mask.box.w, mask.box.y + n / mask.box.w);
      if (labels.values[cell] == kNothing || mask.values[i] <= best.values[cell]) continue;
      best.values[cell] = mask.values[i];
      result.values[cell] = static_cast<Label>(label);
    }
  }
  return result;
}

// The cells joined to `start` along sides, all of one label; marked in `seen`.
std::vector<std::size_t> island(const Grid<Label>& labels, std::size_t start, std::vector<bool>& seen) {
  std::vector<std::size_t> cells{start};
  seen[start] = true;
  const auto width = static_cast<std::size_t>(labels.width);
  const auto visit = [&](std::size_t from, std::size_t to) {
    if (seen[to] || labels.values[to] != labels.values[from]) return;
    seen[to] = true;
    cells.push_back(to);
  };
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t cell = cells[i];
    if (cell % width > 0) visit(cell, cell - 1);
    if (cell % width + 1 < width) visit(cell, cell + 1);
    if (cell >= width) visit(cell, cell - width);
    if (cell + width < labels.values.size()) visit(cell, cell + width);
  }
  return cells;
}

double inscribed_radius(const std::vector<std::size_t>& cells, int grid_width) {
  Box box;
  const auto x = [&](std::size_t cell) {
    return static_cast<int>(cell % static_cast<std::size_t>(grid_width));
  };
  const auto y = [&](std::size_t cell) {
    return static_cast<int>(cell / static_cast<std::size_t>(grid_width));
  };
  for (const std::size_t cell : cells) box = hull(box, {x(cell), y(cell), 1, 1});
  box = grown(box, 1);
  std::vector<bool> inside(static_cast<std::size_t>(box.w) * static_cast<std::size_t>(box.h));
  for (const std::size_t cell : cells)
    inside[static_cast<std::size_t>((y(cell) - box.y) * box.w + x(cell) - box.x)] = true;
  const auto field = figure::squared_distances(inside, box.w, box.h);
  return std::sqrt(*std::max_element(field.begin(), field.end()));
}

struct Island {
  Label label;
  double radius;
  std::vector<std::size_t> cells;
};

// Gives these cells to the labels around them, ring by ring. What has no neighbour keeps its label.
void dissolve(Grid<Label>& labels, std::vector<std::size_t> cells) {
  const Grid<Label> before = labels;
  std::vector<bool> open(labels.values.size());
  for (const std::size_t cell : cells) open[cell] = true;
  const int width = labels.width;
  while (!cells.empty()) {
    std::vector<std::pair<std::size_t, Label>> taken;
    std::vector<std::size_t> left;
    for (const std::size_t cell : cells) {
      const int x = static_cast<int>(cell) % width;
      const int y = static_cast<int>(cell) / width;
      Label label = kNothing;
      for (const auto& [dx, dy] : {std::pair{0, -1}, {-1, 0}, {1, 0}, {0, 1}}) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= labels.height) continue;
        const std::size_t next = labels.index(x + dx, y + dy);
        if (label == kNothing && !open[next]) label = labels.values[next];
      }
      if (label == kNothing)
        left.push_back(cell);
      else
        taken.emplace_back(cell, label);
    }
    if (taken.empty()) break;
    for (const auto& [cell, label] : taken) {
      labels.values[cell] = label;
      open[cell] = false;
    }
    cells = std::move(left);
  }
}

void without_slivers(Grid<Label>& labels, double scale, unsigned threads) {
  std::vector<Island> islands;
  std::vector<bool> seen(labels.values.size());
  for (std::size_t cell = 0; cell < labels.values.size(); ++cell) {
    if (labels.values[cell] == kNothing || seen[cell]) continue;
    islands.push_back({labels.values[cell], 0, island(labels, cell, seen)});
  }
  in_parallel(static_cast<int>(islands.size()), threads, [&](int i) {
    Island& here = islands[static_cast<std::size_t>(i)];
    here.radius = inscribed_radius(here.cells, labels.width);
  });
  std::array<double, 256> largest{};
  for (const Island& here : islands) largest[here.label] = std::max(largest[here.label], here.radius);
  std::vector<std::size_t> stray;
  for (const Island& here : islands) {
    if (here.radius < kThinnest * scale || here.radius < kLeastShare * largest[here.label])
      stray.insert(stray.end(), here.cells.begin(), here.cells.end());
  }
  dissolve(labels, std::move(stray));
}

}  // namespace

Grid<Label> tidied(const Grid<Label>& labels, double scale, bool half, unsigned threads) {
  const int strip = half ? static_cast<int>(kBeyondMidline * scale) : 0;
  Grid<Label> result = with_smooth_borders(half ? with_mirror(labels, strip) : labels, scale, threads);
  without_slivers(result, scale, threads);
  return half ? without_mirror(result, strip) : result;
}

}  // namespace sculpture
