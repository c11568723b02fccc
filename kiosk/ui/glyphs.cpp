#include "ui/glyphs.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ui {
namespace {

constexpr int kTextureSize = 1024;       // at a scale of 1 or less
constexpr int kLargeTextureSize = 2048;  // above
// A line of empty px around each glyph, so that filtering never meets a neighbour.
constexpr int kGap = 1;

constexpr std::array<const char*, kFaceCount> kFiles = {
    "/usr/share/fonts/opentype/inter/Inter-Regular.otf", "/usr/share/fonts/opentype/inter/Inter-Medium.otf",
    "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", "/usr/share/fonts/opentype/inter/Inter-Bold.otf",
    "/usr/share/fonts/opentype/inter/InterDisplay-SemiBold.otf"};

}  // namespace

struct Glyphs::Body {
  FT_Library library = nullptr;
  std::array<FT_Face, kFaceCount> faces{};  // opened when first asked for
  std::unordered_map<std::uint64_t, Glyph> made;
  unsigned texture = 0;
  std::uint64_t changes = 0;
  bool started_over = false;
  int size = kTextureSize;
  int pen_x = kGap;
  int pen_y = kGap;
  int row_height = 0;

  ~Body() {
    if (texture != 0) glDeleteTextures(1, &texture);
    for (FT_Face face : faces) {
      if (face != nullptr) FT_Done_Face(face);
    }
    if (library != nullptr) FT_Done_FreeType(library);
  }

  base::Result<void> open_face(Face face) {
    FT_Face& slot = faces.at(static_cast<std::size_t>(face));
    if (slot != nullptr) return {};
    const char* file = kFiles.at(static_cast<std::size_t>(face));
    if (FT_New_Face(library, file, 0, &slot) != 0) {
      return base::fail(base::Code::Absent, std::string("font ") + file);
    }
    return {};
  }

  void clear_texture() {
    const std::vector<unsigned char> nothing(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, size, size, 0, GL_RED, GL_UNSIGNED_BYTE, nothing.data());
    ++changes;
  }

  // Room for w x h; starting over when the texture is full costs one frame of rendering again.
  bool place(int w, int h) {
    if (pen_x + w + kGap > size) {
      pen_x = kGap;
      pen_y += row_height + kGap;
      row_height = 0;
    }
    if (pen_y + h + kGap > size) return false;
    row_height = std::max(row_height, h);
    return true;
  }

  void start_over() {
    made.clear();
    pen_x = pen_y = kGap;
    row_height = 0;
    started_over = true;
    clear_texture();
  }

  Glyph render(FT_Face face, int em_px, char32_t code_point, int quarter);
};

Glyph Glyphs::Body::render(FT_Face face, int em_px, char32_t code_point, int quarter) {
  Glyph glyph;
  FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em_px));
  // Unhinted: the shapes as drawn, and a text as wide as the sum of its letters at every size.
  if (FT_Load_Char(face, code_point, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return glyph;
  glyph.advance = static_cast<float>(face->glyph->linearHoriAdvance) / 65536.0F;
  FT_Outline_Translate(&face->glyph->outline, quarter * 16, 0);  // 26.6 fixed point
  if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return glyph;
  const FT_Bitmap& bitmap = face->glyph->bitmap;
  const int w = static_cast<int>(bitmap.width);
  const int h = static_cast<int>(bitmap.rows);
  if (w == 0 || h == 0) return glyph;
  if (!place(w, h)) {
    start_over();
    place(w, h);
  }
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, bitmap.pitch);
  glTexSubImage2D(GL_TEXTURE_2D, 0, pen_x, pen_y, w, h, GL_RED, GL_UNSIGNED_BYTE, bitmap.buffer);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  const auto side = static_cast<float>(size);
  glyph.x = static_cast<float>(face->glyph->bitmap_left);
  glyph.y = -static_cast<float>(face->glyph->bitmap_top);
  glyph.w = static_cast<float>(w);
  glyph.h = static_cast<float>(h);
  glyph.u0 = static_cast<float>(pen_x) / side;
  glyph.v0 = static_cast<float>(pen_y) / side;
  glyph.u1 = static_cast<float>(pen_x + w) / side;
  glyph.v1 = static_cast<float>(pen_y + h) / side;
  pen_x += w + kGap;
  ++changes;
  return glyph;
}

Glyphs::Glyphs(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Glyphs::~Glyphs() = default;

base::Result<std::unique_ptr<Glyphs>> Glyphs::open(float scale) {
  auto body = std::make_unique<Body>();
  if (scale > 1) body->size = kLargeTextureSize;
  if (FT_Init_FreeType(&body->library) != 0) return base::fail(base::Code::Io, "FreeType does not start");
  for (int i = 0; i < kFaceCount; ++i) BODYMAP_TRY_VOID(body->open_face(static_cast<Face>(i)));
  glGenTextures(1, &body->texture);
  body->clear_texture();
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  // One channel of coverage, read as white with that alpha.
  const std::array<GLint, 4> swizzle = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle.data());
  return std::unique_ptr<Glyphs>(new Glyphs(std::move(body)));
}

const Glyph& Glyphs::glyph(Face face, int em_px, char32_t code_point, int quarter) {
  const std::uint64_t key =
      (static_cast<std::uint64_t>(face) << 56U) | (static_cast<std::uint64_t>(quarter) << 52U) |
      (static_cast<std::uint64_t>(em_px) << 32U) | static_cast<std::uint64_t>(code_point);
  const auto found = body_->made.find(key);
  if (found != body_->made.end()) return found->second;
  const Glyph made =
      body_->render(body_->faces.at(static_cast<std::size_t>(face)), em_px, code_point, quarter);
  return body_->made.emplace(key, made).first->second;
}

float Glyphs::ascent(Face face) const {
  const FT_Face font = body_->faces.at(static_cast<std::size_t>(face));
  return static_cast<float>(font->ascender) / static_cast<float>(font->units_per_EM);
}

float Glyphs::descent(Face face) const {
  const FT_Face font = body_->faces.at(static_cast<std::size_t>(face));
  return -static_cast<float>(font->descender) / static_cast<float>(font->units_per_EM);
}

unsigned Glyphs::texture() const { return body_->texture; }
std::uint64_t Glyphs::changes() const { return body_->changes; }
bool Glyphs::started_over() { return std::exchange(body_->started_over, false); }

}  // namespace ui
