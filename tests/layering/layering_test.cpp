// Holds the house to its plan: which room may include which, and which room a library may live in.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const std::map<std::string, std::set<std::string>> kMaySee = {
    {"base", {"base"}},
    {"intake", {"base", "intake"}},
    {"content", {"base", "intake", "content"}},
    {"figure", {"base", "intake", "figure"}},
    {"sculpture", {"base", "intake", "figure", "sculpture"}},
    {"visit", {"base", "intake", "content", "figure", "visit"}},
    {"ui", {"base", "intake", "content", "figure", "visit", "ui"}},
    {"delivery", {"base", "intake", "delivery"}},
    {"queue", {"base", "intake", "figure", "content", "queue"}},
    {"hw", {"base", "hw"}},
    {"app",
     {"base", "intake", "content", "figure", "sculpture", "visit", "ui", "delivery", "queue", "hw", "app"}},
};

// A third-party header, by how its name begins, and the rooms it may stand in.
const std::map<std::string, std::set<std::string>> kLibraryRooms = {
    {"SDL", {"ui"}},
    {"GL/", {"ui"}},
    {"imgui", {"ui"}},
    {"misc/freetype/", {"ui"}},
    {"backends/imgui", {"ui"}},
    {"sqlite3", {"delivery", "queue"}},
    {"httplib", {"delivery", "queue"}},
    {"libserialport", {"hw"}},
    {"toml++", {"content"}},
    {"sodium", {"intake", "queue"}},
    {"png", {"figure", "ui"}},
    {"stb", {"figure", "ui"}},
    {"CLI/", {"app"}},
    {"nlohmann/", {"intake", "delivery", "queue", "figure", "content", "app"}},
};

// Libraries that no one shall pay for but who uses them. A header that brings one is private: only .cpp
// files may include it.
const std::set<std::string> kHeavy = {"sqlite3", "httplib", "libserialport", "toml++",
                                      "sodium",  "CLI/",    "nlohmann/"};

struct Include {
  std::string file;  // as others include it: "ui/shell.cpp"
  std::string room;
  std::string name;
  bool quoted;
};

std::vector<Include> scan(const fs::path& root, const std::string& room) {
  static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    std::ifstream in(entry.path());
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
      if (!std::regex_search(line, match, directive)) continue;
      includes.push_back(
          {room + "/" + fs::relative(entry.path(), root).string(), room, match[2], match[1] == "\""});
    }
  }
  return includes;
}

fs::path folder_of(const std::string& room) {
  const fs::path source = BODYMAP_SOURCE_DIR;
  if (room == "hw") return source / "hw";
  return room == "sculpture" ? source / "assets" / "figure" / "sculpture" : source / "kiosk" / room;
}

std::vector<Include> scan_house() {
  std::vector<Include> all;
  for (const auto& [room, sees] : kMaySee) {
    const auto root = folder_of(room);
    if (!fs::exists(root)) continue;
    auto found = scan(root, room);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

// What is wrong with an include; empty when nothing is.
std::string breach(const Include& include) {
  if (include.quoted) {
    const auto slash = include.name.find('/');
    const auto target = include.name.substr(0, slash);
    if (slash == std::string::npos || kMaySee.count(target) == 0)
      return include.file + " includes \"" + include.name + "\", which names no room";
    if (kMaySee.at(include.room).count(target) == 0)
      return include.file + " includes " + include.name + ": " + include.room + " may not see " + target;
    return {};
  }
  for (const auto& [prefix, rooms] : kLibraryRooms) {
    if (include.name.rfind(prefix, 0) != 0) continue;
    if (rooms.count(include.room) == 0)
      return include.file + " includes <" + include.name + ">, which does not belong in " + include.room;
  }
  return {};
}

bool is_header(const std::string& file) { return file.size() > 2 && file.substr(file.size() - 2) == ".h"; }

// The headers that bring a heavy library.
std::set<std::string> private_headers(const std::vector<Include>& includes) {
  std::set<std::string> files;
  for (const auto& include : includes) {
    const bool heavy = !include.quoted && std::any_of(kHeavy.begin(), kHeavy.end(), [&](const auto& prefix) {
      return include.name.rfind(prefix, 0) == 0;
    });
    if (heavy && is_header(include.file)) files.insert(include.file);
  }
  return files;
}

}  // namespace

TEST_CASE("a header that brings a heavy library is included by .cpp files alone") {
  const auto includes = scan_house();
  const auto heavy = private_headers(includes);
  for (const auto& include : includes) {
    const std::string wrong =
        include.file + " is a header and includes " + include.name + ", which brings a library to all";
    CHECK_MESSAGE(!(is_header(include.file) && heavy.count(include.name) > 0), wrong);
  }
}

TEST_CASE("no include goes against the plan of the house") {
  const auto includes = scan_house();
  CHECK(includes.size() > 100);
  for (const auto& include : includes) {
    const auto wrong = breach(include);
    CHECK_MESSAGE(wrong.empty(), wrong);
  }
}

TEST_CASE("the scan sees a breach") {
  CHECK_FALSE(breach({"hw/reader.cpp", "hw", "visit/step.h", true}).empty());
  CHECK_FALSE(breach({"visit/step.cpp", "visit", "SDL.h", false}).empty());
  CHECK(private_headers({{"queue/store.h", "queue", "sqlite3.h", false}}).size() == 1);
  CHECK_FALSE(breach({"ui/shell.cpp", "ui", "shell.h", true}).empty());
  CHECK(breach({"ui/shell.cpp", "ui", "ui/shell.h", true}).empty());
}

TEST_CASE("the pure rooms know neither time, files nor threads") {
  const std::set<std::string> impure = {"chrono", "filesystem", "fstream", "thread",
                                        "mutex",  "iostream",   "ctime",   "random"};
  for (const auto& include : scan_house()) {
    if (include.room != "visit") continue;
    const std::string wrong = include.file + " includes <" + include.name + ">";
    CHECK_MESSAGE(impure.count(include.name) == 0, wrong);
  }
}
