// The scripted visit of `packaging/run --headless`: Anna taps her card, marks four areas on three views,
// reviews and sends; a therapist pulls it at a shell. Real programs, a simulated reader's real bytes.
// Exit 0 only if the record pulled equals what was tapped.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

using nlohmann::json;

struct Tapped {
  const char* view;
  const char* region;
  int level;
  std::vector<std::string> kinds;
  const char* since;
};

const std::vector<Tapped> kVisit = {
    {"back", "calf_outer.L", 7, {"tight", "pulling"}, "days"},
    {"back", "back_low.R", 4, {"dull_ache"}, "weeks"},
    {"front", "quad_mid.R", 5, {"sore"}, "today"},
    {"soles", "arch.L", 3, {"tight", "sore"}, "longer"},
};

const std::vector<std::pair<const char*, const char*>> kAnswers = {
    {"last_run", "yesterday"}, {"longer_run", "yes"}, {"race_past", "no"},  {"race_next", "days_3_7"},
    {"wish", "ease"},          {"pressure", "firm"},  {"allergies", "nuts"}};
// Places by their order on the screen, strongest first: the calf, then the low back.
constexpr const char* kFirst = "calf_outer.L";
constexpr const char* kSecond = "back_low.R";

constexpr const char* kClinic = R"([clinic]
name = "Riverside Running Clinic"
time_zone = "Europe/Berlin"
[[therapist]]
id = "maya"
name = "Maya R."
[[therapist]]
id = "jonas"
name = "Jonas K."
[[therapist]]
id = "priya"
name = "Priya S."
[[therapist]]
id = "tomas"
name = "Tomás V."
)";

class Demo {
 public:
  Demo(support::Clinic::Options options, std::filesystem::path pictures)
      : clinic_(std::move(options)), pictures_(std::move(pictures)) {
    std::filesystem::create_directories(pictures_);
    clinic_.open();
    // The therapists' names come with the queue's first answer.
    if (!support::eventually([&] { return std::filesystem::exists(clinic_.kiosk_data() / "config.json"); }))
      throw std::runtime_error("the queue's therapists never came");
  }

  support::Clinic& clinic() { return clinic_; }
  support::RemoteClient& kiosk() { return clinic_.kiosk(); }
  void picture(const std::string& name) { kiosk().screenshot((pictures_ / (name + ".png")).string()); }

  void come_in() {
    picture("01-attract");
    clinic_.greet_anna();
    kiosk().tap("therapist.0");
    picture("02-hello");
    kiosk().tap("next");
    kiosk().wait_for("map");
  }

  void mark(const Tapped& tapped) {
    kiosk().tap(std::string("view.") + tapped.view);
    clinic_.touch_region(tapped.region);
    // A touch on the whole body may have led to a closer view.
    marked_in_.push_back(kiosk().item("figure")["value"]);
    kiosk().tap("level." + std::to_string(tapped.level));
    for (const auto& kind : tapped.kinds) kiosk().tap("kind." + kind);
    kiosk().tap(std::string("since.") + tapped.since);
    picture(std::string("04-level-") + tapped.region);
    kiosk().tap("next");
  }

  // Touches between two places, as an unsteady finger does, and takes neither.
  void show_lens() {
    kiosk().tap("view.back");
    kiosk().tap("view.legs-back");
    const auto outer = kiosk().item("region.calf_outer.L")["at"];
    const auto inner = kiosk().item("region.calf_inner.L")["at"];
    kiosk().tap_at((outer[0].get<double>() + inner[0].get<double>()) / 2,
                   (outer[1].get<double>() + inner[1].get<double>()) / 2);
    if (kiosk().outline()["panel"] != "lens")
      throw std::runtime_error("a doubtful touch was not asked about");
    picture("05-lens");
    kiosk().tap("lens.none");
  }

  // The order of places, running, today and safety, up to Review. The map asks one thing by itself: a calf,
  // one side, 7.
  void answer() {
    kiosk().wait_for("rank");
    kiosk().tap("rank.0");
    kiosk().tap("rank.2");
    picture("06-rank");
    kiosk().tap("next");
    kiosk().wait_for("running");
    picture("07-running");
    for (const auto& [question, choice] : kAnswers) {
      kiosk().tap(std::string("answer.") + question + "." + choice);
    }
    kiosk().tap("next");  // allergies may be several
    kiosk().wait_for("safety");
    for (int page = 1; kiosk().screen() == "safety"; ++page) {
      if (!kiosk().item("answer.surgery.yes").is_null()) kiosk().tap("answer.surgery.yes");
      picture("08-safety-" + std::to_string(page));
      kiosk().tap(kiosk().item("next")["enabled"] == true ? "next" : "none");
    }
    kiosk().wait_for("review");
  }

  const std::vector<std::string>& marked_in() const { return marked_in_; }

  void show_views() {
    const auto outline = kiosk().outline();
    for (const auto& item : outline["items"]) {
      const std::string id = item["id"];
      if (id.rfind("view.", 0) != 0) continue;
      kiosk().tap(id);
      picture("03-map-" + id.substr(5));
    }
  }

  // The screens the visit did not need, in a second, nameless one.
  void show_the_rest() {
    kiosk().tap("help");
    picture("14-help");
    kiosk().tap("back");
    kiosk().tap("start");
    kiosk().wait_for("guest");
    kiosk().call({{"do", "text"}, {"text", "zo"}});
    picture("13-guest");
    kiosk().tap("next");
    kiosk().wait_for("therapist");
    picture("13-therapist");
    kiosk().tap("therapist.any");
    kiosk().tap("next");
    kiosk().wait_for("map");
    picture("03-map-empty");
    mark(kVisit.front());
    kiosk().advance(120'000 + 13'000);
    picture("12-idle");
    kiosk().tap("discard");
    clinic_.reader("unplug");
    if (!support::eventually([&] { return kiosk().stats()["reader"]["state"] == "absent"; }))
      throw std::runtime_error("the kiosk never missed its reader");
    kiosk().wait_for("attract");
    picture("15-attract-no-reader");
  }

 private:
  support::Clinic clinic_;
  std::filesystem::path pictures_;
  std::vector<std::string> marked_in_;  // views
};

json rank_of(const std::string& region) {
  if (region == kFirst) return 1;
  return region == kSecond ? json(2) : json(nullptr);
}

bool equals_what_was_answered(const json& intake) {
  json answers = json::array();
  for (const auto& [question, choice] : kAnswers)
    answers.push_back({{"question", question}, {"choice", choice}});
  if (intake["answers"] != answers) return false;
  std::map<std::string, json> safety;
  for (const auto& said : intake["screening"]) safety[said["id"]] = said;
  const auto says = [&](const char* id, const char* answer, const char* tier, const char* because) {
    return safety.contains(id) && safety[id]["answer"] == answer && safety[id]["tier"] == tier &&
           safety[id]["triggered_by"] == because;
  };
  return says("surgery", "yes", "C", "") && says("dvt", "no", "S", "calf.calf_outer.L") &&
         says("chest_breath", "no", "E", "") && says("allergy", "yes", "C", "") &&
         says("skin", "no", "L", "") && !safety.contains("bone_point");
}

// What the record must say, from what was tapped.
bool equals_what_was_tapped(const json& pulled, const std::vector<std::string>& views) {
  const auto& intake = pulled["intake"];
  if (pulled["member"]["initials"] != "A. K." || intake["therapist"] != "maya" ||
      intake["status"] != "complete" || intake["ended_by"] != "sent" || intake["nothing_hurts"] != false ||
      intake["client"]["member_confirmed"] != true)
    return false;
  if (intake["areas"].size() != kVisit.size() || !intake["avoid"].empty()) return false;
  for (std::size_t i = 0; i < kVisit.size(); ++i) {
    const auto& area = intake["areas"][i];
    const auto& tapped = kVisit[i];
    auto kinds = area["kinds"].get<std::vector<std::string>>();
    auto wanted = tapped.kinds;
    std::sort(kinds.begin(), kinds.end());
    std::sort(wanted.begin(), wanted.end());
    if (area["region"] != tapped.region || area["level"] != tapped.level || kinds != wanted ||
        area["since"] != tapped.since || area["view"] != views.at(i) || !area["when"].empty() ||
        area["rank"] != rank_of(tapped.region))
      return false;
  }
  return equals_what_was_answered(intake);
}

bool play(const std::filesystem::path& pictures, const std::string& window) {
  support::Clinic::Options options;
  options.manual_clock = true;
  options.asks = true;
  options.window = window;
  options.queue_settings = kClinic;
  Demo demo(options, pictures);
  demo.come_in();
  for (const auto& tapped : kVisit) demo.mark(tapped);
  demo.show_lens();
  demo.show_views();
  demo.kiosk().tap("next");
  demo.answer();
  demo.picture("10-review");
  demo.kiosk().tap("send");
  demo.kiosk().wait_for("sent");
  demo.picture("11-sent");
  demo.kiosk().tap("next");
  demo.kiosk().wait_for("attract");

  if (!demo.clinic().wait_until_listed(1)) throw std::runtime_error("the visit never reached the queue");
  const auto pulled = demo.clinic().pull_next();
  if (!pulled) throw std::runtime_error("nothing to pull");
  const auto sheet = demo.clinic().queue_command({"show", (*pulled)["id"].get<std::string>()});
  std::printf("%s\n", sheet.out.c_str());
  demo.show_the_rest();
  return equals_what_was_tapped(*pulled, demo.marked_in());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bodymap-demo-visit FOLDER-FOR-PICTURES\n");
    return 2;
  }
  const std::filesystem::path pictures = argv[1];
  try {
    for (const char* window : {"1080x1920", "1920x1080"}) {
      const bool portrait = std::string(window) == "1080x1920";
      std::printf("--- a visit on a %s screen (%s): the therapist pulled\n\n",
                  portrait ? "portrait" : "landscape", window);
      if (!play(pictures / (portrait ? "portrait" : "landscape"), window)) {
        std::fprintf(stderr, "the record pulled is not what was tapped\n");
        return 1;
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "the visit stopped: %s\n", error.what());
    return 1;
  }
  std::printf("The records pulled equal what was tapped.\nA picture of every screen: %s\n", pictures.c_str());
  return 0;
}
