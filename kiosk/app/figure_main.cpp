// bodymap-figure: the body's regions at a shell.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/figure_commands.h"
#include "content/paths.h"
#include "sculpture/bake.h"
#include "sculpture/camera.h"

namespace {

constexpr int kWrongUse = 2;
constexpr int kNoAssets = 3;

struct Options {
  std::string assets;  // empty: found
  double height_mm = 400;
  bool json = false;
  bool exact = false;
  bool marks_alone = false;
  std::string view;
  std::string output;
  sculpture::BakeOptions bake;
};

int complain(const base::Error& error) {
  fmt::print(stderr, "bodymap-figure: {}\n", error.what);
  return error.code == base::Code::Invalid ? kWrongUse : kNoAssets;
}

base::Result<std::filesystem::path> figure_folder(const Options& options) {
  if (!options.assets.empty()) return std::filesystem::path(options.assets);
  BODYMAP_TRY(share, content::find_share_dir());
  return share / "assets" / "figure";
}

base::Result<std::string> list(const Options& options) {
  BODYMAP_TRY(share, content::find_share_dir());
  BODYMAP_TRY(catalogue, content::Catalogue::load(share / "content" / "regions.csv"));
  if (!options.json) return app::list_text(catalogue);
  BODYMAP_TRY(folder, figure_folder(options));
  BODYMAP_TRY(atlas, figure::Atlas::open(folder));
  return app::list_json(atlas, catalogue, options.height_mm);
}

base::Result<std::string> probe(const Options& options) {
  BODYMAP_TRY(folder, figure_folder(options));
  BODYMAP_TRY(atlas, figure::Atlas::open(folder));
  BODYMAP_TRY_VOID(app::probe(atlas, std::cin, std::cout, options.height_mm, options.exact));
  return std::string();
}

base::Result<std::string> small(const Options& options) {
  BODYMAP_TRY(folder, figure_folder(options));
  BODYMAP_TRY(atlas, figure::Atlas::open(folder));
  return app::small_text(atlas, options.height_mm);
}

base::Result<std::string> marks(const Options& options) {
  const auto view = figure::view_from_name(options.view);
  if (!view)
    return base::fail(base::Code::Invalid, fmt::format("--view: \"{}\" is not a view", options.view));
  BODYMAP_TRY(folder, figure_folder(options));
  BODYMAP_TRY(atlas, figure::Atlas::open(folder));
  const std::string json{std::istreambuf_iterator<char>(std::cin), {}};
  return app::marks_svg(atlas, *view, json, options.marks_alone);
}

base::Result<std::string> measure(const Options& options) {
  BODYMAP_TRY(folder, figure_folder(options));
  return figure::Atlas::measure(folder);
}

base::Result<std::string> bake(const Options& options) {
  if (options.bake.height % 32 != 0) return base::fail(base::Code::Invalid, "--height: not a multiple of 32");
  const auto only = figure::view_from_name(options.view);
  if (!options.view.empty() && !only)
    return base::fail(base::Code::Invalid, fmt::format("--view: \"{}\" is not a view", options.view));
  for (const figure::View view : figure::kViews) {
    const bool wanted = !only || sculpture::source_of(*only) == view;
    if (!wanted || sculpture::source_of(view) != view) continue;
    for (const sculpture::Baked& baked : sculpture::bake(view, options.bake)) {
      if (only && baked.view != *only) continue;
      BODYMAP_TRY_VOID(sculpture::write(baked, options.output));
      fmt::print(stderr, "{}\n", view_name(baked.view));
    }
  }
  BODYMAP_TRY_VOID(sculpture::write_codes(options.output));
  return std::string();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The body's regions: list them, ask which one is at a point, draw marks.", "bodymap-figure");
  app.set_version_flag("--version", BODYMAP_VERSION);
  app.footer("Exit codes: 0 done, 2 wrong use or input, 3 the figure's files cannot be read.");
  app.require_subcommand(1);
  Options options;
  app.add_option("--assets", options.assets, "folder of the baked views (default: found beside the program)");
  const auto with_height = [&](CLI::App* command) {
    command->add_option("--height-mm", options.height_mm, "height of the whole body on the glass, mm")
        ->check(CLI::Range(10.0, 4000.0))
        ->capture_default_str();
  };
  auto* list_command = app.add_subcommand("list", "every region, with its measures in each view");
  list_command->add_flag("--json", options.json, "as JSON, measures in mm");
  with_height(list_command);
  auto* probe_command = app.add_subcommand(
      "probe", "answer lines `view x_mm y_mm` with `hit CODE`, `lens CODE CODE ..`, `zoom VIEW` or `miss`");
  probe_command->add_flag("--exact", options.exact, "what is exactly there, without forgiveness");
  with_height(probe_command);
  auto* small_command = app.add_subcommand("small", "regions below 12.7 mm, and what takes over for them");
  with_height(small_command);
  auto* marks_command = app.add_subcommand("marks", "JSON marks on standard input to SVG");
  marks_command->add_option("--view", options.view, "view to draw")->required();
  marks_command->add_flag("--alone", options.marks_alone,
                          "the marks alone, as the sheet lays them over the body's picture");
  auto* measure_command =
      app.add_subcommand("measure", "measure the id maps afresh: the text of measures.tsv");
  auto* bake_command = app.add_subcommand("bake", "make the pictures, id maps and outlines anew");
  bake_command->add_option("folder", options.output, "where to write them")
      ->required()
      ->check(CLI::ExistingDirectory);
  bake_command->add_option("--view", options.view, "one view alone");
  bake_command->add_option("--height", options.bake.height, "px; the width is nine sixteenths of it")
      ->check(CLI::Range(32, 7680))
      ->capture_default_str();
  bake_command->add_option("--supersampling", options.bake.samples, "rays a px, each way")
      ->check(CLI::Range(1, 16))
      ->capture_default_str();
  bake_command->add_option("--threads", options.bake.threads, "0: one per core")->check(CLI::Range(0, 256));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  const auto done = list_command->parsed()      ? list(options)
                    : probe_command->parsed()   ? probe(options)
                    : small_command->parsed()   ? small(options)
                    : marks_command->parsed()   ? marks(options)
                    : measure_command->parsed() ? measure(options)
                    : bake_command->parsed()    ? bake(options)
                                                : base::Result<std::string>();
  if (!done) return complain(done.error());
  std::cout << *done;
  return std::cout.flush() ? 0 : kNoAssets;
}
