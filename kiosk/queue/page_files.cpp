#include "queue/page_files.h"

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "base/hex.h"
#include "content/cards.h"
#include "content/catalogue.h"
#include "content/sheet_words.h"
#include "intake/seal.h"
#include "queue/figure_json.h"

namespace queue {
namespace {

constexpr std::pair<std::string_view, const char*> kTypes[] = {{".html", "text/html; charset=utf-8"},
                                                               {".css", "text/css; charset=utf-8"},
                                                               {".js", "text/javascript; charset=utf-8"},
                                                               {".svg", "image/svg+xml"},
                                                               {".json", "application/json"},
                                                               {".png", "image/png"}};
constexpr std::string_view kFonts[] = {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                       "Inter-Bold.otf"};
constexpr const char* kFontFolder = "/usr/share/fonts/opentype/inter";

PageFile file_of(std::string bytes, std::string type) {
  const auto digest = intake::digest(bytes);
  auto etag = "\"" + base::to_hex(std::span(digest).first(12)) + "\"";
  return {std::move(bytes), std::move(type), std::move(etag)};
}

tl::unexpected<base::Error> absent() { return base::fail(base::Code::Absent, "no such file"); }

// A name in one folder: nothing that leads out of it.
bool is_flat(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos;
}

}  // namespace

base::Result<std::unique_ptr<PageFiles>> PageFiles::open(const std::filesystem::path& share) {
  BODYMAP_TRY(atlas, figure::Atlas::open(share / "assets/figure"));
  BODYMAP_TRY(catalogue, content::Catalogue::load(share / "content/regions.csv"));
  BODYMAP_TRY(words, content::SheetWords::load(share / "content"));
  BODYMAP_TRY(questions, content::Questions::load(share / "content", catalogue));
  BODYMAP_TRY(asked, content::QuestionWords::load(share / "content/questions/en.toml", questions));
  BODYMAP_TRY(cards, content::Cards::load(share / "content/cards/en.toml"));
  auto files = std::unique_ptr<PageFiles>(new PageFiles(share / "assets/web", std::move(atlas)));
  BODYMAP_TRY(figure, figure_json(files->atlas_, catalogue));
  files->figure_ = file_of(std::move(figure), "application/json");
  files->words_ = file_of(words_json(words, questions, asked), "application/json");
  files->cards_ = file_of(cards_json(cards), "application/json");
  return files;
}

base::Result<PageFile> PageFiles::web(std::string_view name) {
  if (name == "figure.json") return figure_;
  if (name == "words.json") return words_;
  if (name == "cards.json") return cards_;
  const auto* type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [name](const auto& known) { return name.ends_with(known.first); });
  if (!is_flat(name) || type == std::end(kTypes)) return absent();
  BODYMAP_TRY(bytes, base::read_file(folder_ / name));
  return file_of(std::move(bytes), type->second);
}

base::Result<PageFile> PageFiles::picture(std::string_view name) {
  if (!name.ends_with(".png")) return absent();
  const auto view = figure::view_from_name(name.substr(0, name.size() - 4));
  if (!view) return absent();
  const std::lock_guard guard(mutex_);
  auto& kept = pictures_[static_cast<std::size_t>(*view)];
  if (!kept.bytes.empty()) return kept;
  BODYMAP_TRY(png, figure_png(atlas_, *view));
  kept = file_of(std::move(png), "image/png");
  return kept;
}

base::Result<PageFile> PageFiles::font(std::string_view name) {
  if (std::find(std::begin(kFonts), std::end(kFonts), name) == std::end(kFonts)) return absent();
  BODYMAP_TRY(bytes, base::read_file(std::filesystem::path(kFontFolder) / name));
  return file_of(std::move(bytes), "font/otf");
}

}  // namespace queue
