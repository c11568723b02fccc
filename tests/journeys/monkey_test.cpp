// A monkey at the kiosk: seeded touches, keys, cards and time, in no order a client would choose. Whatever it
// does, the kiosk stays up, goes back to Attract within the idle limit, and keeps just the visits that ended
// in Sent or were passed on as incomplete. 10,000 inputs; a million in a long run.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

constexpr unsigned kSeed = 20261129;
constexpr int kLongestPauseMs = 40'000;  // below the countdown's 45 s: its screen is always seen
constexpr int kIdleLimitMs = 165'000;    // the warning and its countdown

using Json = nlohmann::json;

class Monkey {
 public:
  explicit Monkey(support::Clinic& clinic) : clinic_(clinic), seen_(clinic.kiosk().outline()) {}

  void play() {
    const int dice = roll(1000);
    if (dice < 450) {
      tap_something();
    } else if (dice < 600) {
      tap_the_way();
    } else if (dice < 740) {
      clinic_.kiosk().tap_at(roll(width()), roll(height()));
    } else if (dice < 850) {
      fumble();
    } else if (dice < 900) {
      ask({{"do", "key"}, {"key", kKeys[static_cast<std::size_t>(roll(kKeys.size()))]}});
    } else if (dice < 998) {
      pass(roll(10) == 0 ? roll(kLongestPauseMs) : roll(3000));
    } else {
      hold_card();
    }
    look();
  }
  // Nobody touches any more.
  void leave() {
    for (int finger = 0; finger < kFingers; ++finger)
      ask({{"do", "release"}, {"x", 1}, {"y", 1}, {"finger", finger}});
    look();
    for (int gone = 0; gone < kIdleLimitMs; gone += kLongestPauseMs) {
      pass(kLongestPauseMs);
      look();
    }
    CHECK(seen_["screen"] == "attract");
  }
  int kept() const { return kept_; }
  const std::map<std::string, int>& screens() const { return screens_; }

 private:
  static constexpr int kFingers = 3;
  static constexpr std::array kKeys = {"Escape", "Return", "Backspace", "Tab", "Space", "a", "F4"};

  int roll(std::size_t sides) { return static_cast<int>(random_() % sides); }
  static int width() { return 540; }
  static int height() { return 960; }
  // What it asks may be refused: a button that is off, a key there is none of.
  void ask(const Json& command) { clinic_.kiosk().ask(command); }

  std::vector<std::string> enabled() const {
    std::vector<std::string> ids;
    for (const auto& item : seen_["items"]) {
      if (item["enabled"] == true) ids.push_back(item["id"]);
    }
    return ids;
  }
  void tap_something() {
    const auto ids = enabled();
    if (!ids.empty()) touch(ids[static_cast<std::size_t>(roll(ids.size()))]);
  }
  // Onwards, so that it gets to the end now and then.
  void tap_the_way() {
    for (const char* id : {"send", "next", "none", "help.desk", "start", "card.none"}) {
      const auto ids = enabled();
      if (std::find(ids.begin(), ids.end(), id) != ids.end()) return touch(id);
    }
  }
  void touch(const std::string& id) {
    thrown_away_ = thrown_away_ || id == "discard";
    ask({{"do", "tap"}, {"id", id}});
  }
  void fumble() {
    const char* const what[] = {"press", "move", "release"};
    ask({{"do", what[roll(3)]}, {"x", roll(width())}, {"y", roll(height())}, {"finger", roll(kFingers)}});
  }
  void pass(int ms) { clinic_.kiosk().advance(ms); }
  void hold_card() {
    const std::string words[] = {std::string("tap ") + support::kAnnasCard,
                                 std::string("tap ") + support::kUnknownCard,
                                 "noise 100 " + std::to_string(roll(99)), "bytes 0230"};
    clinic_.reader(words[roll(4)]);
  }

  // After each input: how a visit ended is known from what was on the screen before.
  void look() {
    const bool to_be_passed_on = says_passed_on();
    const bool whose_turn = seen_["screen"] == "switch";
    seen_ = clinic_.kiosk().outline();
    const std::string screen = seen_["screen"];
    ++screens_[screen];
    sent_ = sent_ || screen == "sent";
    if (screen == "idle") thrown_away_ = false;
    // What stands there tells nothing of the visit it covers, so neither whether that is passed on.
    if (whose_turn && screen != "switch") ++perhaps_;
    if (screen != "attract") {
      in_visit_ = true;
      return;
    }
    if (!in_visit_) return;
    const int now = clinic_.kiosk().stats()["outbox"]["waiting"];
    const int expected = sent_ || (to_be_passed_on && !thrown_away_) ? 1 : 0;
    CHECK(now - kept_ >= expected);
    CHECK(now - kept_ <= expected + perhaps_);
    kept_ = now;
    perhaps_ = 0;
    in_visit_ = sent_ = thrown_away_ = false;
  }
  // The warning offers to throw away only what would be passed on.
  bool says_passed_on() const {
    if (seen_["screen"] != "idle") return false;
    const auto& items = seen_["items"];
    return std::any_of(items.begin(), items.end(), [](const Json& item) {
      return item["id"] == "discard" && item["label"] == "Throw it away";
    });
  }

  support::Clinic& clinic_;
  std::mt19937 random_{kSeed};
  Json seen_;
  std::map<std::string, int> screens_;
  bool in_visit_ = false;
  bool sent_ = false;
  bool thrown_away_ = false;
  int kept_ = 0;
  int perhaps_ = 0;  // visits that another card may have ended
};

}  // namespace

TEST_CASE("a monkey breaks nothing, and the outbox holds just what it sent or was passed on") {
  support::Clinic::Options options;
  options.manual_clock = true;
  options.window = "540x960";
  options.touch_rest_ms = 0;
  options.asks = true;
  // Half the pixels of the 27-inch panel at its size, so that a frame costs a quarter.
  options.kiosk_settings = "[display]\nmm_per_px = 0.6226\n";
  support::Clinic clinic(options);
  clinic.open();
  clinic.stop_queue(SIGKILL);
  Monkey monkey(clinic);
  const int inputs = std::getenv("BODYMAP_LONG") != nullptr ? 1'000'000 : 10'000;
  std::cout << "seed " << kSeed << ", " << inputs << " inputs\n";
  for (int i = 0; i < inputs; ++i) {
    CAPTURE(i);
    monkey.play();
    if (i % 1000 == 999) monkey.leave();
  }
  CHECK(monkey.kept() > 0);
  for (const auto& [screen, times] : monkey.screens()) std::cout << screen << " " << times << "\n";
  clinic.start_queue();
  CHECK(clinic.wait_until_listed(static_cast<std::size_t>(monkey.kept())));
}
