#pragma once
// Letters as pixels: FreeType outlines of the Inter family, rendered when a screen first needs them and kept
// in one texture. So the start pays only for what the first screen shows, every Latin name can be written,
// and no size is baked that nobody sees. Advances are the design's own fractions of a px, not whole px.
// Owned by the canvas; UI thread; needs the OpenGL context that was current at open().
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "ui/theme.h"

namespace ui {

struct Glyph {
  float advance = 0;  // window px
  float x = 0;        // from the pen to the left edge of the box
  float y = 0;        // from the baseline to the top edge, down is positive
  float w = 0;        // of the box; 0 for a glyph without ink
  float h = 0;
  float u0 = 0;  // in the texture
  float v0 = 0;
  float u1 = 0;
  float v1 = 0;
};

class Glyphs {
 public:
  // `scale` is window px per layout px; a larger window gets a larger texture. Absent or Io if a font file
  // is not there.
  static base::Result<std::unique_ptr<Glyphs>> open(float scale);
  ~Glyphs();

  // At this em in whole window px, its left edge shifted right by `quarter` quarters of a px (0..3), so that
  // a letter can stand between two px. A code point the font lacks is drawn as its "missing" glyph.
  const Glyph& glyph(Face face, int em_px, char32_t code_point, int quarter);
  // Of the face, as a share of the em.
  float ascent(Face face) const;
  float descent(Face face) const;

  unsigned texture() const;
  // Grows when pixels were added.
  std::uint64_t changes() const;
  // True once after the texture was full and started over: what this frame drew before is to be drawn again.
  bool started_over();

 private:
  struct Body;
  explicit Glyphs(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace ui
