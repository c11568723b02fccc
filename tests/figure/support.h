#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "content/catalogue.h"
#include "figure/atlas.h"

inline std::filesystem::path source_dir() { return BODYMAP_SOURCE_DIR; }
inline std::filesystem::path figure_dir() { return source_dir() / "assets" / "figure"; }

inline figure::Atlas open_atlas() {
  auto atlas = figure::Atlas::open(figure_dir());
  REQUIRE_MESSAGE(atlas.has_value(), (atlas ? std::string() : atlas.error().what));
  return *std::move(atlas);
}

inline content::Catalogue load_catalogue() {
  auto catalogue = content::Catalogue::load(source_dir() / "content" / "regions.csv");
  REQUIRE_MESSAGE(catalogue.has_value(), (catalogue ? std::string() : catalogue.error().what));
  return *std::move(catalogue);
}

inline intake::RegionCode region(const char* code) {
  const auto parsed = intake::RegionCode::parse(code);
  REQUIRE(parsed.has_value());
  return *parsed;
}

// A folder of its own, gone at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bodymap-figure-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};
