#include "pictures.h"

#include <png.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace golden {
namespace {

constexpr int kSmaller = 3;

figure::Picture small(const figure::Picture& picture) {
  return figure::scaled(picture, picture.width / kSmaller, picture.height / kSmaller);
}

// The box of what differs, in px of the full size.
std::string where(const figure::Picture& a, const figure::Picture& b) {
  int left = a.width, top = a.height, right = -1, bottom = -1;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      const auto at =
          (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width) + static_cast<std::size_t>(x)) * 4;
      if (std::equal(a.rgba.begin() + static_cast<std::ptrdiff_t>(at),
                     a.rgba.begin() + static_cast<std::ptrdiff_t>(at + 4),
                     b.rgba.begin() + static_cast<std::ptrdiff_t>(at)))
        continue;
      left = std::min(left, x);
      top = std::min(top, y);
      right = std::max(right, x);
      bottom = std::max(bottom, y);
    }
  }
  if (right < 0) return "in details smaller than " + std::to_string(kSmaller) + " px";
  const auto px = [](int value) { return std::to_string(value * kSmaller); };
  return "within x " + px(left) + " to " + px(right + 1) + ", y " + px(top) + " to " + px(bottom + 1);
}

}  // namespace

figure::Picture read_png(const std::filesystem::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, file.c_str()) == 0)
    throw std::runtime_error(file.string() + ": " + image.message);
  image.format = PNG_FORMAT_RGBA;
  figure::Picture picture;
  picture.width = static_cast<int>(image.width);
  picture.height = static_cast<int>(image.height);
  picture.rgba.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0)
    throw std::runtime_error(file.string() + ": " + image.message);
  return picture;
}

std::string digest(const figure::Picture& picture) {
  const std::string size = std::to_string(picture.width) + "x" + std::to_string(picture.height) + "\n";
  unsigned char hash[32];
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, sizeof hash);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(size.data()), size.size());
  crypto_generichash_update(&state, picture.rgba.data(), picture.rgba.size());
  crypto_generichash_final(&state, hash, sizeof hash);
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

Book::Book(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::ifstream in(folder_ / "pixels.tsv");
  std::string name, pixels;
  while (in >> name >> pixels) digests_[name] = pixels;
}

std::string Book::difference(const std::string& name, const std::filesystem::path& now) const {
  const auto known = digests_.find(name);
  if (known == digests_.end()) return "there is no golden picture of " + name;
  const auto picture = read_png(now);
  if (digest(picture) == known->second) return {};
  const auto before = read_png(folder_ / (name + ".png"));
  const auto after = small(picture);
  const auto told = before.width == after.width && before.height == after.height ? where(before, after)
                                                                                 : std::string("in its size");
  return name + " differs " + told + "; see " + now.string();
}

void Book::bless(const std::string& name, const std::filesystem::path& now) {
  const auto picture = read_png(now);
  std::filesystem::create_directories(folder_);
  const auto pixels = digest(picture);
  blessed_[name] = pixels;
  const auto file = folder_ / (name + ".png");
  // A picture that did not change is not written again: an encoder's other bytes are no news.
  if (digests_[name] == pixels && std::filesystem::exists(file)) return;
  if (const auto written = figure::write_png(small(picture), file); !written)
    throw std::runtime_error(written.error().what);
}

void Book::forget_others() {
  for (const auto& [name, pixels] : digests_) {
    if (!blessed_.contains(name)) std::filesystem::remove(folder_ / (name + ".png"));
  }
  digests_ = blessed_;
}

void Book::save() const {
  std::ofstream out(folder_ / "pixels.tsv");
  for (const auto& [name, pixels] : digests_) out << name << '\t' << pixels << '\n';
}

}  // namespace golden
