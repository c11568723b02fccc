#pragma once
// A picture on the GPU. Owns its OpenGL name; UI thread with the context current.
#include <cstdint>
#include <span>

#include "figure/shape.h"

namespace ui {

class Texture {
 public:
  Texture() = default;
  // RGBA, straight alpha, row by row. `smaller`: also kept at half sizes, for pictures shown at less than
  // about 0.6. Contract: as many bytes as the size says.
  Texture(int width, int height, std::span<const std::uint8_t> rgba, bool smaller);
  ~Texture();
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;

  // Puts px in place of those in the box. Contract: the box lies within. Call refresh() after the last.
  void put(const figure::Box& box, std::span<const std::uint8_t> rgba);
  // Brings the half sizes up to date, if there are any.
  void refresh();
  // As ImGui wants it.
  void* id() const {
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(name_));  // NOLINT(performance-no-int-to-ptr)
  }

 private:
  unsigned name_ = 0;
  bool smaller_ = false;
};

}  // namespace ui
