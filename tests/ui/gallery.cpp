// Draws every screen offscreen into PNGs, to be looked at: ui_gallery FOLDER [WxH ..].
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "content/cards.h"
#include "content/catalogue.h"
#include "content/question_words.h"
#include "content/strings.h"
#include "screens.h"
#include "ui/shell.h"

namespace {

struct Size {
  int width;
  int height;
};

template <class T>
T must(base::Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().what.c_str());
  std::exit(1);
}

void draw_all(const ui::ShellContent& content, Size size, bool hard_names,
              const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  ui::ShellOptions options;
  options.width = size.width;
  options.height = size.height;
  options.fullscreen = false;
  options.clinic = "Riverside Running Clinic";
  options.motion = false;
  options.touch_rest = base::Millis{0};
  auto shell = must(ui::Shell::open(options, content));
  const auto rules = screens::rules(hard_names);
  for (const auto& scene : screens::all()) {
    const auto frames = [&] {
      for (int i = 0; i < 4; ++i) {
        shell->wait(base::Millis{0});
        shell->frame(scene.visit, scene.now, rules);
      }
    };
    frames();
    if (const ui::Item* item = shell->outline().find_id(scene.tap); item != nullptr && !scene.tap.empty()) {
      const ui::Rect rect = item->rect;
      shell->press(rect.x + rect.w / 2, rect.y + rect.h / 2, 1);
      shell->release(rect.x + rect.w / 2, rect.y + rect.h / 2, 1);
      frames();
    }
    const auto file = folder / (scene.name + ".png");
    if (const auto written = shell->screenshot(file.string()); !written)
      std::fprintf(stderr, "%s\n", written.error().what.c_str());
  }
  const auto counters = shell->counters();
  std::printf("%dx%d first frame after %.0f ms, drawn %llu, presented %llu\n", size.width, size.height,
              counters.start_to_first_frame_ms, static_cast<unsigned long long>(counters.frames_drawn),
              static_cast<unsigned long long>(counters.frames_presented));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: ui_gallery FOLDER [WxH ..] [hard]\n");
    return 2;
  }
  ::setenv("SDL_VIDEODRIVER", "offscreen", 0);
  const std::filesystem::path source = BODYMAP_SOURCE_DIR;
  const auto strings = must(content::Strings::load(source / "content/strings/en.toml"));
  const auto catalogue = must(content::Catalogue::load(source / "content/regions.csv"));
  const auto cards = must(content::Cards::load(source / "content/cards/en.toml"));
  const auto questions = must(content::Questions::load(source / "content", catalogue));
  const auto asked = must(content::QuestionWords::load(source / "content/questions/en.toml", questions));
  auto atlas = must(figure::Atlas::open(source / "assets/figure"));
  std::vector<Size> sizes;
  bool hard = false;
  for (int i = 2; i < argc; ++i) {
    char* rest = nullptr;
    Size size{static_cast<int>(std::strtol(argv[i], &rest, 10)), 0};
    if (*rest == 'x') size.height = static_cast<int>(std::strtol(rest + 1, &rest, 10));
    if (size.width > 0 && size.height > 0 && *rest == '\0') sizes.push_back(size);
    if (std::string(argv[i]) == "hard") hard = true;
  }
  if (sizes.empty()) sizes = {{1080, 1920}, {1920, 1080}};
  for (const Size size : sizes) {
    const auto name = std::to_string(size.width) + "x" + std::to_string(size.height) + (hard ? "-hard" : "");
    draw_all({strings, catalogue, cards, asked, atlas}, size, hard, std::filesystem::path(argv[1]) / name);
  }
  return 0;
}
