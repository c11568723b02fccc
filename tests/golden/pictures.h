#pragma once
// Golden pictures: what a screen's pixels must be. Kept as the digest of every pixel at full size, which
// decides, and as a picture a third as large, for the eye and to tell where a difference lies.
#include <filesystem>
#include <map>
#include <string>

#include "figure/picture.h"

namespace golden {

// Of a PNG file, RGBA. Throws std::runtime_error if it cannot be read.
figure::Picture read_png(const std::filesystem::path& file);
// BLAKE2b of size and pixels, as hex.
std::string digest(const figure::Picture& picture);

// The folder of one set: `pixels.tsv` (name, digest) and NAME.png for each.
class Book {
 public:
  explicit Book(std::filesystem::path folder);
  // Empty if the picture is as it was; otherwise what differs, for a person. `now` is where the new one lies.
  std::string difference(const std::string& name, const std::filesystem::path& now) const;
  // Takes it as right.
  void bless(const std::string& name, const std::filesystem::path& now);
  void save() const;
  const std::map<std::string, std::string>& digests() const { return digests_; }
  // Those blessed in this run and no others.
  void forget_others();

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> digests_;
  std::map<std::string, std::string> blessed_;
};

}  // namespace golden
