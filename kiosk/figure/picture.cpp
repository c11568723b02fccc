#include "figure/picture.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace figure {
namespace {

// Which source pixels make a target pixel, and with what weights; the weights sum to 1.
struct Taps {
  std::vector<int> first;
  std::vector<std::vector<float>> weights;
};

Taps area_taps(int from, int to) {
  Taps taps;
  const double step = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double start = i * step;
    const double end = std::min((i + 1) * step, static_cast<double>(from));
    const int first = static_cast<int>(start);
    const int last = std::min(static_cast<int>(std::ceil(end - 1e-9)), from);
    taps.first.push_back(first);
    std::vector<float>& weights = taps.weights.emplace_back();
    for (int s = first; s < last; ++s) {
      weights.push_back(static_cast<float>((std::min(end, s + 1.0) - std::max<double>(start, s)) / step));
    }
  }
  return taps;
}

// One source row, premultiplied and averaged to the target's width: 4 floats a pixel, 0..255.
void shrink_row(const std::uint8_t* source, const Taps& taps, std::vector<float>& premultiplied,
                std::vector<float>& row) {
  for (std::size_t i = 0; i < premultiplied.size(); i += 4) {
    const float alpha = source[i + 3];
    premultiplied[i] = source[i] * alpha;
    premultiplied[i + 1] = source[i + 1] * alpha;
    premultiplied[i + 2] = source[i + 2] * alpha;
    premultiplied[i + 3] = alpha;
  }
  for (std::size_t x = 0; x < taps.first.size(); ++x) {
    const float* in = premultiplied.data() + static_cast<std::size_t>(taps.first[x]) * 4;
    float sum[4] = {};
    for (const float weight : taps.weights[x]) {
      for (int c = 0; c < 4; ++c) sum[c] += weight * in[c];
      in += 4;
    }
    std::copy(sum, sum + 4, row.begin() + static_cast<std::ptrdiff_t>(x) * 4);
  }
}

void put_straight(const std::vector<float>& sums, std::uint8_t* out) {
  for (std::size_t i = 0; i < sums.size(); i += 4) {
    const float alpha = sums[i + 3];
    // Never negative, and lround() would be most of the time this takes.
    const auto rounded = static_cast<std::uint8_t>(alpha + 0.5F);  // NOLINT(bugprone-incorrect-roundings)
    out[i + 3] = rounded;
    for (std::size_t c = 0; c < 3; ++c) {
      out[i + c] = rounded == 0 ? kClearColour[c]
                                : static_cast<std::uint8_t>(std::min(sums[i + c] / alpha + 0.5F, 255.0F));
    }
  }
}

std::vector<std::uint8_t> cropped_bytes(const std::vector<std::uint8_t>& bytes, int width, int height,
                                        int channels, const Box& box) {
  BODYMAP_CHECK(!box.empty() && box == intersection(box, {0, 0, width, height}));
  const auto row = static_cast<std::ptrdiff_t>(box.w) * channels;
  std::vector<std::uint8_t> out(static_cast<std::size_t>(row * box.h));
  for (int y = 0; y < box.h; ++y) {
    const auto from = (static_cast<std::ptrdiff_t>(box.y + y) * width + box.x) * channels;
    std::copy_n(bytes.begin() + from, row, out.begin() + row * y);
  }
  return out;
}

}  // namespace

Picture scaled(const Picture& picture, int w, int h) {
  BODYMAP_CHECK(w >= 1 && h >= 1 && w <= picture.width && h <= picture.height);
  const Taps across = area_taps(picture.width, w);
  const Taps down = area_taps(picture.height, h);
  const std::size_t stride = static_cast<std::size_t>(w) * 4;
  const std::size_t source_stride = static_cast<std::size_t>(picture.width) * 4;
  Picture out{w, h, std::vector<std::uint8_t>(stride * static_cast<std::size_t>(h))};
  std::vector<float> premultiplied(source_stride);
  std::vector<float> row(stride);
  std::vector<float> sums(stride);
  int ready = -1;  // the source row `row` holds: neighbours share their border row
  for (int y = 0; y < h; ++y) {
    const auto target = static_cast<std::size_t>(y);
    std::fill(sums.begin(), sums.end(), 0.0F);
    for (std::size_t k = 0; k < down.weights[target].size(); ++k) {
      const int source = down.first[target] + static_cast<int>(k);
      if (source != ready) {
        shrink_row(picture.rgba.data() + static_cast<std::size_t>(source) * source_stride, across,
                   premultiplied, row);
        ready = source;
      }
      const float weight = down.weights[target][k];
      for (std::size_t i = 0; i < stride; ++i) sums[i] += weight * row[i];
    }
    put_straight(sums, out.rgba.data() + target * stride);
  }
  return out;
}

Picture cropped(const Picture& picture, const Box& box) {
  return {box.w, box.h, cropped_bytes(picture.rgba, picture.width, picture.height, 4, box)};
}

GreyPicture cropped(const GreyPicture& picture, const Box& box) {
  return {box.w, box.h, picture.channels,
          cropped_bytes(picture.bytes, picture.width, picture.height, picture.channels, box)};
}

}  // namespace figure
