#pragma once
// Values in rows and columns. Contract of at(): inside the grid.
#include <vector>

namespace sculpture {

template <class T>
struct Grid {
  int width = 0;
  int height = 0;
  std::vector<T> values;

  Grid() = default;
  Grid(int w, int h, T value = {})
      : width(w), height(h), values(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), value) {}
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  T& at(int x, int y) { return values[index(x, y)]; }
  const T& at(int x, int y) const { return values[index(x, y)]; }
};

}  // namespace sculpture
