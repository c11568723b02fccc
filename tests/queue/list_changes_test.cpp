#include "queue/list_changes.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "queue/list_screen.h"

using nlohmann::json;

namespace {

std::string label(std::string_view code) { return std::string(code); }

json row(const std::string& id, const std::string& state, const std::string& holder = {}) {
  return {{"id", id},
          {"state", state},
          {"holder", holder},
          {"pulled", holder.empty() ? json(nullptr) : json(5)},
          {"added_after_pull", nullptr},
          {"lease_s", holder.empty() ? json(nullptr) : json(41)},
          {"position", holder.empty() ? json(1) : json(nullptr)},
          {"waiting_s", 840},
          {"wanted", "maya"},
          {"tier", "S"},
          {"status", "complete"},
          {"nothing_hurts", false},
          {"areas", json::array({{{"region", "left outer calf"}, {"level", 8}}})},
          {"member", {{"given", "Anna"}, {"initials", "A. K."}, {"number_tail", "4417"}}}};
}

using Rows = std::vector<json>;

std::string list(const Rows& open, const Rows& ended = {}) {
  return json{{"now", 60'000}, {"queue", open}, {"done", ended}}.dump();
}

struct Follower {
  queue::ListChanges changes;
  // "id what" of each.
  std::vector<std::string> take(const std::string& text) {
    std::vector<std::string> told;
    const auto taken = changes.take(text, label).value();
    for (const auto& one : taken)
      told.push_back(json::parse(one.row)["id"].get<std::string>() + " " + one.what);
    return told;
  }
};

using Told = std::vector<std::string>;

std::string screen(const std::string& text, int columns, int rows) {
  return queue::list_screen(text, "Head", {columns, rows}, label).value();
}

}  // namespace

TEST_CASE("the first list is told whole, without what ended; then only what changed") {
  Follower maya;
  CHECK(maya.take(list({row("a", "waiting"), row("b", "pulled", "tom")}, {row("z", "done", "tom")})) ==
        Told{"a waiting", "b pulled"});
  auto later = row("a", "waiting");
  later["waiting_s"] = 900;
  auto renewed = row("b", "pulled", "tom");
  renewed["lease_s"] = 60;
  CHECK(maya.take(list({later, renewed}, {row("z", "done", "tom")})).empty());
  CHECK(maya.take(list({row("a", "pulled", "maya"), renewed})) == Told{"a pulled"});
  CHECK(maya.take(list({row("a", "pulled", "tom"), renewed})) == Told{"a pulled"});
  CHECK(maya.take(list({renewed}, {row("a", "done", "tom")})) == Told{"a done"});
  CHECK(maya.take(list({}, {row("a", "done", "tom")})) == Told{"b gone"});
  CHECK(maya.take(list({row("a", "in_session", "tom")})) == Told{"a in_session"});
}

TEST_CASE("what is no list changes nothing") {
  Follower maya;
  REQUIRE(maya.take(list({row("a", "waiting")})).size() == 1);
  for (const char* text : {"", "[]", "{}", R"({"now":1,"queue":[{}],"done":[]})"})
    CHECK(maya.changes.take(text, label).error().code == base::Code::Parse);
  CHECK(maya.take(list({row("a", "waiting")})).empty());
}

TEST_CASE("the screen tells who, how long, and what safety asks for, in words") {
  CHECK(screen(list({row("a", "waiting")}), 80, 24) ==
        "Head\n 1   Anna (A. K.), member ..4417, 14 min, asked for maya\n"
        "     !  S  SPEAK TO STAFF FIRST\n     left outer calf 8");
  CHECK(screen(list({row("a", "pulled", "tom")}), 120, 24).find("maya: pulled, tom, 41 s left to start") !=
        std::string::npos);
  CHECK(screen(list({}), 80, 24) == "Head\nNobody waiting");
}

TEST_CASE("a narrow screen breaks lines between words and cuts nothing of a visit") {
  auto long_name = row("a", "waiting");
  long_name["member"]["given"] = "Wolfeschlegelsteinhausenbergerdorff é漢";
  const auto text = screen(list({long_name}), 24, 40);
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    std::size_t letters = 0;
    for (const char c : line) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    CHECK(letters <= 24);
    for (const char c : line) {
      if (c != ' ') joined += c;
    }
    at = end + 1;
  }
  CHECK(joined ==
        "Head1Wolfeschlegelsteinhausenbergerdorffé漢(A.K.),member..4417,14min,askedformaya!SSPEAKTOSTAFFFIRST"
        "leftoutercalf8");
}

TEST_CASE("visits without room on the screen are counted, whole ones shown") {
  Rows rows;
  for (int i = 0; i < 9; ++i) rows.push_back(row(std::to_string(i), "waiting"));
  const auto text = screen(list(rows), 80, 12);
  CHECK(std::count(text.begin(), text.end(), '\n') <= 11);
  CHECK(text.find("and 6 more") != std::string::npos);
  CHECK(screen(list(rows), 80, 28).find("more") == std::string::npos);
}
