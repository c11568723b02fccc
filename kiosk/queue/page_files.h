#pragma once
// The files of the therapist's page: what lies in assets/web, the body drawn for it, and the font. Nothing in
// them is about a client, so they need no log-in. Any thread; the server's workers share one.
#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"
#include "figure/atlas.h"

namespace queue {

struct PageFile {
  std::string bytes;
  std::string type;  // its Content-Type
  std::string etag;  // quoted; changes with the bytes
};

class PageFiles {
 public:
  // `share`: the folder with assets/ and content/ (content/paths.h). Reads what the figure and the words are
  // made of; the pictures are painted when first asked for. Absent, Io, Parse, Invalid.
  static base::Result<std::unique_ptr<PageFiles>> open(const std::filesystem::path& share);

  // "index.html" of assets/web, read anew each time, so that an update needs no restart; also "figure.json",
  // "words.json" and "cards.json". Absent for a name that is not there or of another kind than html css js
  // svg json png.
  base::Result<PageFile> web(std::string_view name);
  // "front.png".
  base::Result<PageFile> picture(std::string_view name);
  // "Inter-Regular.otf", from where Debian's fonts-inter has it. Absent for any other.
  base::Result<PageFile> font(std::string_view name);

 private:
  PageFiles(std::filesystem::path folder, figure::Atlas atlas)
      : folder_(std::move(folder)), atlas_(std::move(atlas)) {}
  std::filesystem::path folder_;  // assets/web
  PageFile figure_, words_, cards_;
  std::mutex mutex_;  // of the atlas and of the pictures made so far
  figure::Atlas atlas_;
  std::array<PageFile, figure::kViews.size()> pictures_;
};

}  // namespace queue
