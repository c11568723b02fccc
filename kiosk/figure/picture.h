#pragma once
// Pictures as bytes, and what is done to them on the CPU. Values; any thread. Deterministic.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "figure/shape.h"

namespace figure {

// RGBA, 8 bits each, row by row from the top, **straight** alpha. Pixels that show nothing carry
// kClearColour rather than black, so that a texture filtered by the GPU has no dark rim.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

inline constexpr std::uint8_t kClearColour[3] = {0xB0, 0xB7, 0xBD};

// Area average, in premultiplied space so that edges keep their colour. Contract: 1 <= w <= picture.width
// and 1 <= h <= picture.height (it only makes smaller).
Picture scaled(const Picture& picture, int w, int h);
// Contract: the box lies within the picture and is not empty.
Picture cropped(const Picture& picture, const Box& box);

// One or two bytes a pixel as stored: `channels` 1 = grey, 2 = grey and straight alpha.
struct GreyPicture {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<std::uint8_t> bytes;
};
// Contract: as above.
GreyPicture cropped(const GreyPicture& picture, const Box& box);
// Absent, Io, or Parse for anything that is not a PNG.
base::Result<GreyPicture> read_grey_png(const std::filesystem::path& file, int channels);
// Packed well rather than quickly. Io.
base::Result<void> write_grey_png(const GreyPicture& picture, const std::filesystem::path& file);
// The picture as a PNG file's bytes, packed well rather than quickly. Io if libpng cannot.
base::Result<std::string> encode_png(const Picture& picture);
// Io.
base::Result<void> write_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace figure
