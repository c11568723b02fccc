// The adapter around libpng: nothing else in the room includes it.
#include <png.h>

#include <cstring>

#include "base/check.h"
#include "base/files.h"
#include "figure/picture.h"

namespace figure {
namespace {

constexpr png_uint_32 kMaxSide = 8192;  // px; our largest is 1920

png_image empty_image() {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  return image;
}

}  // namespace

base::Result<GreyPicture> read_grey_png(const std::filesystem::path& file, int channels) {
  BODYMAP_CHECK(channels == 1 || channels == 2);
  BODYMAP_TRY(bytes, base::read_file(file));
  const auto bad = [&](const char* what) {
    return base::fail(base::Code::Parse, file.string() + ": " + what);
  };
  png_image image = empty_image();
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return bad(image.message);
  const png_uint_32 wanted = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_GA;
  if (image.format != wanted || image.width > kMaxSide || image.height > kMaxSide) {
    png_image_free(&image);
    return bad("not the kind of picture expected here");
  }
  GreyPicture picture{static_cast<int>(image.width), static_cast<int>(image.height), channels, {}};
  picture.bytes.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, picture.bytes.data(), 0, nullptr) == 0)
    return bad(image.message);
  return picture;
}

base::Result<void> write_grey_png(const GreyPicture& picture, const std::filesystem::path& file) {
  BODYMAP_CHECK(picture.channels == 1 || picture.channels == 2);
  png_image image = empty_image();
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = picture.channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_GA;
  if (png_image_write_to_file(&image, file.c_str(), 0, picture.bytes.data(), 0, nullptr) == 0)
    return base::fail(base::Code::Io, file.string() + ": " + image.message);
  return {};
}

base::Result<std::string> encode_png(const Picture& picture) {
  png_image image = empty_image();
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  std::string bytes;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  bytes.resize(size);
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.rgba.data(), 0, nullptr) == 0)
    return base::fail(base::Code::Io, std::string("encode a picture: ") + image.message);
  bytes.resize(size);
  return bytes;
}

base::Result<void> write_png(const Picture& picture, const std::filesystem::path& file) {
  png_image image = empty_image();
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  image.flags = PNG_IMAGE_FLAG_FAST;
  if (png_image_write_to_file(&image, file.c_str(), 0, picture.rgba.data(), 0, nullptr) == 0) {
    return base::fail(base::Code::Io, file.string() + ": " + image.message);
  }
  return {};
}

}  // namespace figure
