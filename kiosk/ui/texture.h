#pragma once
// A picture on the GPU. Owns its OpenGL name; UI thread with the context current.
#include <cstdint>
#include <span>

#include "figure/picture.h"

namespace ui {

class Texture {
 public:
  Texture() = default;
  // RGBA, straight alpha. `smaller`: also kept at half sizes, for pictures shown at less than about 0.6.
  Texture(const figure::Picture& picture, bool smaller);
  ~Texture();
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;

  // Uploads the boxes that changed. Contract: of the size it was made with.
  void update(const figure::Picture& picture, std::span<const figure::Box> boxes);
  bool empty() const { return name_ == 0; }
  // As ImGui wants it.
  void* id() const {
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(name_));  // NOLINT(performance-no-int-to-ptr)
  }

 private:
  unsigned name_ = 0;
  bool smaller_ = false;
};

}  // namespace ui
