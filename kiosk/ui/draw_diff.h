#pragma once
// Tells whether a drawn frame would look different from the one on the screen, so that an unchanged one is
// never presented. UI thread only.
#include <cstddef>
#include <cstdint>

#include "base/secret.h"

struct ImDrawData;

namespace ui {

class DrawDiff {
 public:
  // Vertices, indices, clip rectangles, textures, plain fills and `texture_changes` (a count that grows
  // whenever pixels of a texture change) against the presented frame's. True for the first frame.
  bool differs(const ImDrawData& drawn, std::uint64_t texture_changes);
  // The frame last given to differs() is on the screen now.
  void presented();
  // What it holds is a picture of what a client said.
  void forget();

 private:
  void put(const void* bytes, std::size_t count);
  // Letters of a name are in here; memory that grew or was forgotten goes back wiped.
  base::SecretVector<unsigned char> drawn_;
  base::SecretVector<unsigned char> presented_;
};

}  // namespace ui
