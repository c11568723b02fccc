// bodymap-figure as a program: what it prints, and how it ends.
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "support.h"

namespace {

struct Finished {
  int exit_code = -1;
  std::string out;
};

// `arguments` as a shell reads them.
Finished figure_program(const std::string& arguments, const std::string& input = {}) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "in") << input;
  const std::string command = "BODYMAP_SHARE='" BODYMAP_SOURCE_DIR "' '" BODYMAP_BIN_DIR "/bodymap-figure' " +
                              arguments + " < '" + (folder.path() / "in").string() + "' 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Finished finished;
  char buffer[4096];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    finished.out.append(buffer, got);
  const int status = ::pclose(pipe);
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return finished;
}

}  // namespace

TEST_CASE("bodymap-figure answers at a shell") {
  const auto probe = figure_program("probe --height-mm 400", "back 122.2 38.6\nback 1 1\n");
  CHECK(probe.exit_code == 0);
  CHECK(probe.out == "hit head.M\nmiss\n");
  const auto list = figure_program("list --json");
  CHECK(list.exit_code == 0);
  CHECK(list.out.starts_with("["));
  const auto marks = figure_program("marks --view legs-back", R"([{"region":"calf_low.L","level":4}])");
  CHECK(marks.exit_code == 0);
  CHECK(marks.out.find("data-region=\"calf_low.L\"") != std::string::npos);
  CHECK(figure_program("--version").out.starts_with("0."));
}

TEST_CASE("bodymap-figure bakes one view") {
  const TemporaryFolder folder;
  const std::string into = "'" + folder.path().string() + "'";
  CHECK(figure_program("bake " + into + " --view soles --height 96 --supersampling 1").exit_code == 0);
  for (const char* file : {"soles.clay.png", "soles.ids.png", "soles.svg", "regions.tsv"})
    CHECK(std::filesystem::exists(folder.path() / file));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "front.svg"));
  CHECK(figure_program("bake /nowhere").exit_code == 2);
  CHECK(figure_program("bake " + into + " --view body").exit_code == 2);
  CHECK(figure_program("bake " + into + " --height 100").exit_code == 2);
}

TEST_CASE("bodymap-figure ends with 2 for wrong use and 3 without its files") {
  CHECK(figure_program("").exit_code == 2);
  CHECK(figure_program("dance").exit_code == 2);
  CHECK(figure_program("probe --height-mm 0").exit_code == 2);
  CHECK(figure_program("probe", "body 1 1\n").exit_code == 2);
  CHECK(figure_program("marks --view legs-outside", "[]").exit_code == 2);
  CHECK(figure_program("marks --view back", "{}").exit_code == 2);
  CHECK(figure_program("--assets /nowhere probe").exit_code == 3);
}
