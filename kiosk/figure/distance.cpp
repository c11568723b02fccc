// Lower envelope of parabolas, one pass a direction (Felzenszwalb and Huttenlocher 2012).
#include "figure/distance.h"

#include <algorithm>
#include <limits>

namespace figure {
namespace {

constexpr double kFar = 1e12;

// Squared distance transform of one line, in place.
class LineTransform {
 public:
  void run(std::vector<double>& line) {
    const int n = static_cast<int>(line.size());
    at_.assign(line.size(), 0);
    from_.assign(line.size() + 1, 0);
    build(line, n);
    out_.resize(line.size());
    for (int q = 0, k = 0; q < n; ++q) {
      while (from_[index(k + 1)] < q) ++k;
      const double d = q - at_[index(k)];
      out_[index(q)] = d * d + line[index(at_[index(k)])];
    }
    line.swap(out_);
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  void build(const std::vector<double>& f, int n) {
    int k = 0;
    from_[0] = -std::numeric_limits<double>::infinity();
    from_[1] = std::numeric_limits<double>::infinity();
    for (int q = 1; q < n; ++q) {
      double s = meet(f, q, at_[index(k)]);
      while (s <= from_[index(k)]) s = meet(f, q, at_[index(--k)]);
      at_[index(++k)] = q;
      from_[index(k)] = s;
      from_[index(k + 1)] = std::numeric_limits<double>::infinity();
    }
  }

  static double meet(const std::vector<double>& f, int q, int p) {
    const double dq = q;
    const double dp = p;
    return ((f[index(q)] + dq * dq) - (f[index(p)] + dp * dp)) / (2 * (dq - dp));
  }

  std::vector<int> at_;
  std::vector<double> from_;
  std::vector<double> out_;
};

}  // namespace

std::vector<double> squared_distances(const std::vector<bool>& inside, int w, int h) {
  std::vector<double> field(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) field[i] = inside[i] ? kFar : 0;
  LineTransform transform;
  const auto cell = [&](int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x);
  };
  std::vector<double> line(static_cast<std::size_t>(h));
  for (int x = 0; x < w; ++x) {
    for (int y = 0; y < h; ++y) line[static_cast<std::size_t>(y)] = field[cell(x, y)];
    transform.run(line);
    for (int y = 0; y < h; ++y) field[cell(x, y)] = line[static_cast<std::size_t>(y)];
  }
  line.resize(static_cast<std::size_t>(w));
  for (int y = 0; y < h; ++y) {
    const auto row = field.begin() + static_cast<std::ptrdiff_t>(y) * w;
    std::copy(row, row + w, line.begin());
    transform.run(line);
    std::copy(line.begin(), line.end(), row);
  }
  return field;
}

}  // namespace figure
