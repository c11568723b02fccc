#pragma once
// The sculpture to pictures and outlines: light, id map and vectors of each view, from one body. The same
// bytes every time, whatever the number of threads.
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "figure/picture.h"
#include "figure/view.h"

namespace sculpture {

struct BakeOptions {
  int height = figure::kViewHeight;  // px; the width follows: nine sixteenths of it. A multiple of 32.
  int samples = 3;                   // rays a px, each way, for edges and seams
  unsigned threads = 0;              // 0: one per core
};

struct Baked {
  figure::View view;
  figure::GreyPicture clay;  // lightness and coverage
  figure::GreyPicture ids;   // region labels
  std::string svg;           // always in canvas px
};

// The view and, where one shows the left side, its mirror image. Contract: source_of(view) == view; the
// options as above. Seconds to minutes of every core.
std::vector<Baked> bake(figure::View view, const BakeOptions& options);

// `<view>.clay.png`, `<view>.ids.png` and `<view>.svg`. Io, Full.
base::Result<void> write(const Baked& baked, const std::filesystem::path& folder);

// `regions.tsv`: each label of the id maps and its code. Io, Full.
base::Result<void> write_codes(const std::filesystem::path& folder);

}  // namespace sculpture
