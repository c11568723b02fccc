// From Send on the kiosk to the therapists' pages, 200 of them open: the kiosk's own outbox and courier, the
// real bodymap-queue, and pages that ask for the list whenever they are told of a change. What is measured
// begins before the commit that Send waits for.
#include <httplib.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/pages.h"
#include "bench/report.h"
#include "delivery/courier.h"
#include "delivery/enroll.h"
#include "intake/json.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace {

using Json = nlohmann::json;

constexpr int kPages = 200;
constexpr int kSends = 50;
constexpr int kWaiting = 20;  // before each Send, and after it one more
constexpr double kLimitMs = 1000;
constexpr auto kQuiet = std::chrono::milliseconds(150);  // the hub tells of changes 50 ms apart
constexpr const char* kPassword = "correct horse battery";

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().what);
  return std::move(*result);
}

class Queue {
 public:
  explicit Queue(const std::filesystem::path& folder) : data_(folder / "queue"), log_(folder / "log") {
    run({"user", "add", "maya", "--role", "therapist", "--password-stdin"}, kPassword);
    process_ = std::make_unique<support::Process>(words({"serve", "--listen", "127.0.0.1:0"}), options());
    const auto ready = process_->read_line(support::Seconds(60));
    if (!ready || ready->rfind("ready ", 0) != 0) throw std::runtime_error("the queue does not start");
    url_ = ready->substr(6);
  }
  const std::string& url() const { return url_; }
  int port() const { return std::stoi(url_.substr(url_.rfind(':') + 1)); }
  std::string run(std::vector<std::string> more, const std::string& input = {}) const {
    const auto done = support::run(words(std::move(more)), input, options());
    if (done.exit_code != 0) throw std::runtime_error("bodymap-queue: " + done.out);
    return done.out;
  }

 private:
  std::vector<std::string> words(std::vector<std::string> more) const {
    std::vector<std::string> all{std::string(BODYMAP_BIN_DIR) + "/bodymap-queue", "--data", data_.string()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  support::Process::Options options() const { return {{{"BODYMAP_SHARE", BODYMAP_SOURCE_DIR}}, log_}; }
  std::filesystem::path data_, log_;
  std::unique_ptr<support::Process> process_;
  std::string url_;
};

// The kiosk's side of Send, without its screen.
class Kiosk {
 public:
  Kiosk(const Queue& queue, const std::filesystem::path& folder) {
    const std::string code = Json::parse(queue.run({"kiosk", "add", "lobby", "--json"}))["code"];
    enrolment_ = must(delivery::enroll(queue.url(), code, clock_));
    std::filesystem::create_directories(folder);
    outbox_ = must(delivery::Outbox::open(folder / "outbox.db", clock_));
    courier_ = std::make_unique<delivery::Courier>(
        *outbox_, must(delivery::QueueClient::open(queue.url(), enrolment_, clock_)), folder, clock_,
        delivery::Timings{}, [](const delivery::CourierEvent&) {});
  }
  // The id of what was sent.
  std::string send() {
    intake::Intake made;
    made.id = base::make_uuid7(clock_.utc());
    made.kiosk = enrolment_.kiosk;
    made.started = {clock_.utc().ms - 60'000};
    made.sent = clock_.utc();
    made.time_zone = "Europe/Berlin";
    made.local_date = "2026-11-24";
    made.content_version = made.program_version = "1";
    for (const char* region : {"calf_outer.L", "achilles.R", "spine_low.M"}) {
      intake::Area area;
      area.region = must(intake::RegionCode::parse(region));
      area.level = 7;
      made.areas.push_back(area);
    }
    must(outbox_->keep(made.id, [&](std::int64_t sequence) {
      made.sequence = sequence;
      return intake::make_envelope(intake::to_json(made).view(), made.id, sequence, enrolment_.kiosk,
                                   enrolment_.queue.seal, enrolment_.kiosk_keys.secret_key);
    }));
    courier_->kick();
    return base::to_text(made.id);
  }
  bool empty() const { return outbox_->counts().waiting == 0; }

 private:
  base::SystemClock clock_;
  delivery::Enrolment enrolment_;
  std::unique_ptr<delivery::Outbox> outbox_;
  std::unique_ptr<delivery::Courier> courier_;
};

class Therapist {
 public:
  explicit Therapist(const Queue& queue) : http_(queue.url()) {
    token_ = post("login", {{"name", "maya"}, {"password", kPassword}})["token"];
    http_.set_default_headers({{"Authorization", "Bearer " + token_}});
  }
  const std::string& token() const { return token_; }
  // The first in the queue is done.
  void work() {
    const auto pulled = post("queue/next", {{"start", true}});
    post("intakes/" + pulled["id"].get<std::string>() + "/done", {{"token", pulled["token"]}});
  }

 private:
  Json post(const std::string& path, const Json& json) {
    const auto answer = http_.Post("/api/v1/" + path, json.dump(), "application/json");
    if (!answer || answer->status != 200) throw std::runtime_error(path + ": refused");
    return Json::parse(answer->body);
  }
  httplib::Client http_;
  std::string token_;
};

double ms_since(bench::Clock::time_point from, bench::Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

void measure(bench::Report& report) {
  const support::TempDir dir;
  const Queue queue(dir.path());
  Kiosk kiosk(queue, dir.path() / "kiosk");
  Therapist therapist(queue);
  bench::Pages pages(kPages, queue.port(), therapist.token());
  for (int i = 0; i < kWaiting; ++i) kiosk.send();
  while (!kiosk.empty()) pages.run_until_quiet(kQuiet);
  std::vector<double> told, listed;
  for (int i = 0; i < kSends; ++i) {
    pages.run_until_quiet(kQuiet);
    const auto begin = bench::Clock::now();
    const auto id = kiosk.send();
    for (auto& page : pages.all()) page.look_for(id);
    pages.run_until([](const bench::Page& page) { return page.has_seen_list(); });
    for (const auto& page : pages.all()) {
      told.push_back(ms_since(begin, page.event_at()));
      listed.push_back(ms_since(begin, page.list_at()));
    }
    therapist.work();
  }
  const auto pages_text = " on " + std::to_string(kPages) + " open pages, p99";
  report.within("Send to told of it" + pages_text, bench::at_share(told, 0.99), kLimitMs, "ms");
  report.within("Send to listed" + pages_text, bench::at_share(listed, 0.99), kLimitMs, "ms");
}

}  // namespace

int main() {
  try {
    bench::Report report;
    measure(report);
    return report.finish();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
