// How long a visit takes and how many touches, by a keystroke-level model: scripted clients at the real
// kiosk.
//
// P, to bring the finger to a place and touch it, by Fitts' law with the distance and the size that the
// screen really has: 6.95 bits/s was measured for touch (MacKenzie, HCII 2015, LNCS 9170); half of that is
// taken here, for an arm at a wall panel and for older people. M, to get ready in the mind for the next unit
// of work, 1.35 s (Card, Moran and Newell, "The keystroke-level model", CACM 23(7), 1980), one before each
// unit by their rules: a screen or question, a place to find on the body, and what is said of that place. R,
// the answer of the machine, is measured. The model knows practised people who make no errors; it leaves out
// reading, which is told beside it at 238 words a minute (Brysbaert, Journal of Memory and Language 109,
// 2019).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <set>
#include <sstream>

#include "bench/report.h"
#include "support/clinic.h"

namespace {

constexpr double kBitsASecond = 6.95 / 2;
constexpr double kCardTapS = 1.35;  // as long as a thought: nobody measured it
constexpr double kMind = 1.35;
constexpr double kFingertipPx = 41;  // 12.7 mm
constexpr double kSecondsAWord = 60.0 / 238;

class Client {
 public:
  explicit Client(support::Clinic& clinic) : clinic_(clinic) {}

  void touch(const std::string& id) {
    const auto rect = kiosk().item(id)["rect"];
    const double w = rect[2];
    const double h = rect[3];
    reach(rect[0].get<double>() + w / 2, rect[1].get<double>() + h / 2, std::min(w, h));
    timed([&] { kiosk().tap(id); });
  }
  // A place as small as a fingertip's circle.
  void touch_at(double x, double y) {
    reach(x, y, kFingertipPx);
    timed([&] { kiosk().tap_at(x, y); });
  }
  // A unit of work begins: what stands on the screen is new.
  void consider() {
    seconds_ += kMind;
    read();
  }
  void decide(const std::string& id) {
    consider();
    touch(id);
  }
  void hold_card() {
    seconds_ += kMind + kCardTapS;
    ++touches_;
    clinic_.greet_anna();
  }
  // Every word that has come up since: headings, helpers and what can be chosen, each once a screen.
  void read() {
    const auto outline = kiosk().outline();
    const std::string screen = outline["screen"];
    for (const auto& item : outline["items"]) {
      const std::string label = item["label"];
      if (item["role"] == "region" || !read_.insert(screen + label).second) continue;
      std::istringstream words(label);
      for (std::string word; words >> word;) words_ += 1;
    }
  }
  // Where on the body, through a closer view or the lens if the touch leads there.
  void find(const std::string& region) {
    consider();
    // Under the panel: it is closed first.
    if (kiosk().item("region." + region).is_null()) touch("next");
    for (int tries = 0; tries < 4; ++tries) {
      const auto at = kiosk().item("region." + region)["at"];
      touch_at(at[0], at[1]);
      const std::string panel = kiosk().outline()["panel"];
      if (panel == "level") return;
      if (panel == "lens") {
        const auto items = kiosk().outline()["items"];
        for (const auto& item : items) {
          if (item["value"] == region) return touch(item["id"]);
        }
      }
    }
    throw std::runtime_error("no touch leads to " + region);
  }

  support::RemoteClient& kiosk() { return clinic_.kiosk(); }
  int touches() const { return touches_; }
  double seconds() const { return seconds_; }
  double reading() const { return words_ * kSecondsAWord; }

 private:
  template <class Work>
  void timed(Work work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    ++touches_;
  }

  void reach(double x, double y, double size) {
    seconds_ += std::log2(std::hypot(x - x_, y - y_) / size + 1) / kBitsASecond;
    x_ = x;
    y_ = y;
  }

  support::Clinic& clinic_;
  double x_ = 540;  // the finger, px
  double y_ = 960;
  int touches_ = 0;
  double seconds_ = 0;
  double words_ = 0;
  std::set<std::string> read_;
};

struct Said {
  const char* region;
  const char* level;
  std::vector<const char*> more;
};

struct Found {
  int touches;
  double seconds, map_seconds, reading;
};

// The questions of Running and Today, each answered or passed by.
void answer_questions(Client& client, const char* screen, bool everything) {
  while (client.kiosk().screen() == screen) {
    const auto items = client.kiosk().outline()["items"];
    std::string first;
    for (const auto& item : items) {
      const std::string id = item["id"];
      if (first.empty() && id.rfind("answer.", 0) == 0) first = id;
    }
    const bool go_on = client.kiosk().item("next")["enabled"] == true;
    if (everything) {
      const auto before = client.kiosk().outline().dump();
      client.decide(first);
      // A question of several answers waits for Next; one of a single answer goes on by itself.
      if (client.kiosk().screen() == screen && !client.kiosk().item(first).is_null()) client.touch("next");
    } else {
      if (!go_on) throw std::runtime_error("a question must be answered: " + first);
      client.decide("next");
    }
  }
}

void say_where(Client& client, const std::vector<Said>& places, bool everything) {
  for (const auto& place : places) {
    client.find(place.region);
    client.decide(place.level);
    if (everything) {
      for (const char* more : place.more) client.touch(more);
    }
  }
  client.touch("next");  // a place beside the open panel needs none before
}

Found visit(support::Clinic& clinic, const std::vector<Said>& places, bool everything) {
  Client client(clinic);
  client.hold_card();
  if (everything || client.kiosk().item("next")["enabled"] != true) client.decide("therapist.0");
  client.touch("next");
  client.kiosk().wait_for("map");
  const double before_map = client.seconds();
  if (places.empty()) {
    client.decide("nothing");
  } else {
    say_where(client, places, everything);
  }
  const double map_seconds = client.seconds() - before_map;
  client.touch("next");
  if (client.kiosk().screen() == "rank") {
    if (everything) {
      client.decide("rank.0");
      client.touch("rank.1");
      client.touch("rank.2");
    }
    if (client.kiosk().screen() == "rank") client.touch("next");
  }
  answer_questions(client, "running", everything);
  answer_questions(client, "today", everything);
  while (client.kiosk().screen() == "safety") client.decide("none");
  client.kiosk().wait_for("review");
  client.decide("send");
  client.kiosk().wait_for("sent");
  clinic.leave_sent();
  return {client.touches(), client.seconds(), map_seconds, client.reading()};
}

}  // namespace

int main() {
  support::Clinic::Options options;
  options.asks = true;
  options.touch_rest_ms = 0;  // the model's own time between touches is longer
  options.manual_clock = true;
  options.queue_settings =
      "[clinic]\nname = \"Riverside Running Clinic\"\ntime_zone = \"Europe/Berlin\"\n"
      "[[therapist]]\nid = \"maya\"\nname = \"Maya R.\"\n[[therapist]]\nid = \"jonas\"\nname = \"Jonas "
      "K.\"\n";
  support::Clinic clinic(options);
  clinic.open();
  const std::vector<Said> three = {
      {"calf_outer.L", "level.6", {"kind.tight", "since.days", "when.while_running"}},
      {"achilles.L", "level.4", {"kind.sore", "since.weeks", "when.at_rest"}},
      {"ham_outer.R", "level.3", {"kind.tight", "since.today", "when.while_running"}}};
  bench::Report report;
  const auto all = visit(clinic, three, true);
  report.within("touches, three areas, everything answered", all.touches, 42, "");
  report.within("the same by the model", all.seconds, 75, "s");
  report.within("its part on the map", all.map_seconds, 40, "s");
  std::printf("       reading every word of it once: %.0f s\n", all.reading);
  const auto least = visit(clinic, three, false);
  report.within("touches, three areas, only what is required", least.touches, 24, "");
  std::printf("       %.1f s by the model\n", least.seconds);
  const auto nothing = visit(clinic, {}, true);
  report.within("touches, nothing hurts, everything answered", nothing.touches, 16, "");
  std::printf("       %.1f s by the model\n", nothing.seconds);
  return report.finish();
}
