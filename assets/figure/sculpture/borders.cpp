#include "sculpture/borders.h"

#include <array>

namespace sculpture {
namespace {

constexpr std::array<Corner, 4> kSteps = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

class Walker {
 public:
  Walker(const Grid<Label>& labels, bool half)
      : labels_(labels),
        half_(half),
        across_(labels.width + 1, labels.height + 1),
        down_(labels.width + 1, labels.height + 1) {}

  std::vector<Border> walk() {
    each_corner([&](Corner corner) {
      if (is_branching(corner)) start(corner);
    });
    each_corner([&](Corner corner) { start(corner); });  // closed ones
    return std::move(borders_);
  }

 private:
  template <class Visit>
  void each_corner(Visit visit) const {
    for (int y = 0; y <= labels_.height; ++y) {
      for (int x = 0; x <= labels_.width; ++x) visit(Corner{x, y});
    }
  }

  Label cell(int x, int y) const {
    if (half_ && x == -1) return kOtherHalf;
    return x < 0 || y < 0 || x >= labels_.width || y >= labels_.height ? kNothing : labels_.at(x, y);
  }

  static Corner next(Corner at, int step) {
    const Corner by = kSteps[static_cast<std::size_t>(step)];
    return {at.x + by.x, at.y + by.y};
  }

  // The cells to the left and right of a step from a corner.
  std::pair<Label, Label> sides(Corner at, int step) const {
    switch (step) {
      case 0: return {cell(at.x, at.y - 1), cell(at.x, at.y)};
      case 1: return {cell(at.x, at.y), cell(at.x - 1, at.y)};
      case 2: return {cell(at.x - 1, at.y), cell(at.x - 1, at.y - 1)};
      default: return {cell(at.x - 1, at.y - 1), cell(at.x, at.y - 1)};
    }
  }

  bool on_border(Corner at, int step) const {
    const Corner to = next(at, step);
    if (to.x < 0 || to.y < 0 || to.x > labels_.width || to.y > labels_.height) return false;
    const auto [left, right] = sides(at, step);
    return left != right;
  }

  bool is_branching(Corner at) const {
    int ways = 0;
    for (int step = 0; step < 4; ++step) ways += on_border(at, step) ? 1 : 0;
    return ways != 0 && ways != 2;
  }

  bool& walked(Corner at, int step) {
    const Corner from = step < 2 ? at : next(at, step);
    return (step % 2 == 0 ? across_ : down_).at(from.x, from.y).done;
  }

  void start(Corner from) {
    for (int step = 0; step < 4; ++step) {
      if (on_border(from, step) && !walked(from, step)) follow(from, step);
    }
  }

  void follow(Corner from, int step) {
    const auto [left, right] = sides(from, step);
    Border border{{from}, left, right};
    Corner at = from;
    while (true) {
      walked(at, step) = true;
      at = next(at, step);
      border.corners.push_back(at);
      if (at == from || is_branching(at)) break;
      for (int onward = 0; onward < 4; ++onward) {
        if (!on_border(at, onward) || walked(at, onward)) continue;
        step = onward;
        break;
      }
    }
    borders_.push_back(std::move(border));
  }

  struct Edge {
    bool done = false;
  };
  const Grid<Label>& labels_;
  bool half_;
  Grid<Edge> across_;  // edges that lead right from a corner
  Grid<Edge> down_;
  std::vector<Border> borders_;
};

}  // namespace

std::vector<Border> borders(const Grid<Label>& labels, bool half) { return Walker(labels, half).walk(); }

}  // namespace sculpture
