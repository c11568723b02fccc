#include "app/kiosk_app.h"

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/reader_settings.h"
#include "base/log.h"
#include "intake/card_token.h"
#include "intake/json.h"

namespace app {
namespace {

std::atomic<bool> stop_asked = false;

// While a test waits for something that is not ours to wake us for.
constexpr base::Millis kRemoteTurn{5};
// What is due without anything waking the loop, and need not be on time: records that the disk refused.
constexpr base::Millis kLongestSleep{10'000};
// Below this share of its mm a size is not what it should be.
constexpr double kNoticeablySmall = 0.98;

visit::Rules rules_of(const content::KioskSettings& settings) {
  visit::Timings timings;
  timings.idle_warning = base::Millis{settings.visit.idle_warning_s * 1000};
  timings.idle_reset = base::Millis{settings.visit.idle_reset_s * 1000};
  timings.sent_stays = base::Millis{settings.visit.sent_s * 1000};
  return {timings, {}};
}

// Proportional set size: what this process costs the machine, shared pages counted by their share.
std::int64_t pss_kib() {
  std::ifstream in("/proc/self/smaps_rollup");
  for (std::string word; in >> word;) {
    std::int64_t value = 0;
    if (word == "Pss:" && in >> value) return value;
  }
  return 0;
}

// The queue's word on where the clinic is, as last heard; else our own settings'. Fixed while we run.
std::string clinic_zone(const KioskFiles& files) {
  const auto config = delivery::load_config(files.data);
  for (const auto& zone : {config ? config->time_zone : std::string(), files.enrolment.time_zone}) {
    if (base::known_time_zone(zone)) return zone;
  }
  return files.settings.clinic.time_zone;
}

}  // namespace

void ask_kiosk_to_stop() {
  stop_asked = true;
  ui::Shell::wake();
}

KioskApp::KioskApp(KioskFiles files)
    : files_(std::move(files)), mail_([] { ui::Shell::wake(); }), rules_(rules_of(files_.settings)) {
  rules_.asks = files_.questions.shared();
  rules_.cards = files_.cards.after_fits();
}

KioskApp::~KioskApp() = default;

base::Result<std::unique_ptr<KioskApp>> KioskApp::open(const KioskOptions& options) {
  if (!options.remote.empty()) BODYMAP_TRY_VOID(may_be_remote_controlled(options.data));
  BODYMAP_TRY(files, load_kiosk_files(options.data, options.config));
  const auto zone = clinic_zone(files);
  base::set_local_zone(zone);
  std::unique_ptr<KioskApp> kiosk(new KioskApp(std::move(files)));
  kiosk->zone_ = zone;
  if (options.manual_clock) kiosk->manual_.emplace();
  BODYMAP_TRY_VOID(kiosk->open_window(options));
  BODYMAP_TRY_VOID(kiosk->open_delivery(options));
  BODYMAP_TRY_VOID(kiosk->open_reader());
  BODYMAP_TRY_VOID(kiosk->open_remote(options));
  return kiosk;
}

base::Result<void> KioskApp::open_window(const KioskOptions& options) {
  ui::ShellOptions shell;
  shell.width = options.width;
  shell.height = options.height;
  shell.fullscreen = options.width == 0;
  shell.mm_per_px = files_.settings.display.mm_per_px;
  shell.motion = files_.settings.display.motion;
  shell.touch_rest = base::Millis{files_.settings.touch.rest_ms};
  shell.clinic = files_.settings.clinic.name;
  shell.emergency_number = files_.settings.clinic.emergency_number;
  BODYMAP_TRY(opened, ui::Shell::open(shell, {files_.strings, files_.catalogue, files_.cards, files_.asked,
                                              files_.atlas}));
  shell_ = std::move(opened);
  return check_display();
}

// The layout follows the window's shape; a setting that says otherwise is a screen mounted the wrong way
// round.
base::Result<void> KioskApp::check_display() const {
  const auto& display = files_.settings.display;
  const bool wrong = (display.orientation == content::Orientation::Portrait && !shell_->portrait()) ||
                     (display.orientation == content::Orientation::Landscape && shell_->portrait());
  if (wrong) {
    return base::fail(base::Code::Invalid, std::string("[display] orientation: the screen is ") +
                                               (shell_->portrait() ? "taller than wide" : "wider than tall") +
                                               "; turn it, or the display's own rotation, or say \"auto\"");
  }
  if (shell_->too_small()) {
    return base::fail(
        base::Code::Invalid,
        "the screen is too small for a finger to find the right place on the body: use a larger "
        "one, or correct [display] mm_per_px");
  }
  if (shell_->small_by() < kNoticeablySmall)
    base::log(base::Level::Warn, "kiosk",
              "the screen is too small: letters and buttons are below their sizes",
              {{"share", std::to_string(shell_->small_by())}});
  return {};
}

base::Result<void> KioskApp::open_delivery(const KioskOptions& options) {
  BODYMAP_TRY(outbox, delivery::Outbox::open(std::filesystem::path(options.data) / "outbox.db", clock_));
  outbox_ = std::move(outbox);
  BODYMAP_TRY(again, outbox_->enrolled_as(files_.enrolment.kiosk));
  if (again > 0)
    base::log(base::Level::Info, "kiosk", "enrolled anew: refused records are tried again",
              {{"count", std::to_string(again)}});
  const auto url = files_.settings.queue.url.empty() ? files_.enrolment.url : files_.settings.queue.url;
  if (const auto config = delivery::load_config(files_.data)) use_config(*config);
  const delivery::Timings timings;
  BODYMAP_TRY(for_courier, delivery::QueueClient::open(url, files_.enrolment, clock_, timings));
  BODYMAP_TRY(for_lookups, delivery::QueueClient::open(url, files_.enrolment, clock_, timings));
  courier_ = std::make_unique<delivery::Courier>(
      *outbox_, std::move(for_courier), files_.data, clock_, timings,
      [this](delivery::CourierEvent event) { mail_.post(std::move(event)); });
  lookups_ = std::make_unique<delivery::Lookups>(
      std::move(for_lookups), timings, [this](delivery::LookupDone done) { mail_.post(std::move(done)); });
  return {};
}

base::Result<void> KioskApp::open_reader() {
  hw::ReaderSettings settings;
  settings.device = files_.settings.reader.device;
  settings.parser = parser_settings(files_.settings.reader);
  BODYMAP_TRY(reader, hw::Reader::start(settings, clock_,
                                        [this](hw::ReaderEvent event) { mail_.post(std::move(event)); }));
  reader_ = std::move(reader);
  return {};
}

base::Result<void> KioskApp::open_remote(const KioskOptions& options) {
  if (options.remote.empty()) return {};
  remote_ = std::make_unique<RemoteControl>(RemoteControl::Host{
      *shell_, [this](const std::string& line) { remote_socket_->answer(line); },
      [this](base::Millis by) { return advance(by); }, [this] { return stats(); }, [this] { quit_ = true; }});
  BODYMAP_TRY(socket, RemoteSocket::open(options.remote, [this](std::string line) {
                mail_.post(RemoteLine{std::move(line)});
              }));
  remote_socket_ = std::move(socket);
  return {};
}

base::Millis KioskApp::visit_now() const { return manual_ ? manual_->steady() : clock_.steady(); }

void KioskApp::run() {
  while (!quit_ && !stop_asked) {
    draw();
    if (remote_) remote_->turn();
    if (quit_ || !shell_->wait(time_to_sleep())) break;
    read_mail();
    tick_if_due();
    unsaved_.retry(clock_.steady(), [this](auto& each) { return store(each).has_value(); });
  }
}

std::optional<base::Millis> KioskApp::time_to_sleep() const {
  if (changed_) return base::Millis{0};
  if (remote_ && remote_->busy()) return kRemoteTurn;
  auto sleep = kLongestSleep;
  if (manual_) return sleep;
  if (visit::counts_down(visit_))
    sleep = std::max(base::Millis{0}, drawn_at_ + rules_.timings.countdown_step - clock_.steady());
  if (const auto due = visit::next_wake(visit_, rules_))
    sleep = std::min(sleep, std::max(base::Millis{0}, *due - visit_now()));
  return sleep;
}

// A frame is drawn when something changed, when the window asks for one, and when a countdown moves on; never
// else.
void KioskApp::draw() {
  const bool counting =
      visit::counts_down(visit_) && !manual_ && clock_.steady() - drawn_at_ >= rules_.timings.countdown_step;
  if (!changed_ && !shell_->wants_frame() && !counting) return;
  changed_ = false;
  drawn_at_ = clock_.steady();
  for (auto& what : shell_->frame(visit_, visit_now(), rules_)) happen(std::move(what));
}

void KioskApp::tick_if_due() {
  const auto due = visit::next_wake(visit_, rules_);
  if (!manual_ && due && *due <= visit_now()) happen(visit::event::Tick{});
}

// Goes through every moment at which the visit waits for something, as real time would.
base::Result<void> KioskApp::advance(base::Millis by) {
  if (!manual_) return base::fail(base::Code::Invalid, "advance needs --clock manual");
  const auto until = manual_->steady() + by;
  for (auto due = visit::next_wake(visit_, rules_); due && *due <= until;
       due = visit::next_wake(visit_, rules_)) {
    if (*due > manual_->steady()) manual_->advance(*due - manual_->steady());
    happen(visit::event::Tick{});
  }
  manual_->advance(until - manual_->steady());
  changed_ = true;
  return {};
}

void KioskApp::read_mail() {
  for (auto& letter : mail_.drain()) {
    std::visit([this](auto& content) { take(content); }, letter);
  }
}

void KioskApp::take(const hw::ReaderEvent& event) {
  courier_->report_reader(std::string(hw::to_text(reader_->stats().state)));
  if (const auto* tapped = std::get_if<hw::CardTapped>(&event)) {
    happen(visit::event::CardTapped{intake::card_tokens(files_.enrolment.card_key, tapped->card)});
  } else if (const auto* refused = std::get_if<hw::CardRefused>(&event)) {
    happen(visit::event::CardRefused{refused->why});
  } else if (std::holds_alternative<hw::ReaderLost>(event)) {
    happen(visit::event::ReaderLost{});
  } else {
    happen(visit::event::ReaderFound{});
  }
}

void KioskApp::take(const delivery::LookupDone& done) {
  happen(visit::event::LookupDone{done.request_id, done.reachable, done.known, done.initial, done.member});
}

void KioskApp::take(const delivery::CourierEvent& event) {
  if (const auto* clock = std::get_if<delivery::ClockCompared>(&event)) clock_trusted_ = clock->right();
  const auto* config = std::get_if<delivery::ConfigChanged>(&event);
  if (config == nullptr) return;
  next_config_ = config->config;
  use_next_config();
}

void KioskApp::take(RemoteLine& line) {
  if (remote_) remote_->take(std::move(line.text));
}

// Between visits only: a therapist's place in the list is part of a visit.
void KioskApp::use_next_config() {
  if (next_config_ && visit::between_visits(visit_)) use_config(intake::KioskConfig(*next_config_));
}

void KioskApp::use_config(const intake::KioskConfig& config) {
  rules_.therapists = config.therapists;
  shell_->set_clinic(config.clinic, config.retention_months);
  next_config_.reset();
  changed_ = true;
}

void KioskApp::happen(visit::What what) {
  auto stepped = visit::step(std::move(visit_), {visit_now(), std::move(what)}, rules_);
  visit_ = std::move(stepped.next);
  changed_ = true;
  for (auto& effect : stepped.effects) {
    std::visit([this](auto& each) { run_effect(each); }, effect);
  }
  use_next_config();
}

void KioskApp::run_effect(visit::effect::LookUpCard& effect) {
  lookups_->ask(effect.number, std::move(effect.tokens));
}

void KioskApp::run_effect(visit::effect::StoreIntake& effect) {
  const auto number = effect.number;
  const bool shown = effect.said.status == intake::Status::Complete;
  const auto stored = store(effect);
  if (!stored)
    base::log(base::Level::Error, "kiosk", "a visit could not be stored", {{"why", stored.error().what}});
  if (stored) courier_->kick();
  if (!shown) {
    // Nobody stands here to try again, and the warning promised that it is passed on.
    if (!stored && !unsaved_.keep(std::move(effect), clock_.steady()))
      base::log(base::Level::Error, "kiosk", "an unfinished visit is lost: the disk refuses for too long");
    return;
  }
  if (stored)
    happen(visit::event::Stored{number});
  else
    happen(visit::event::StoreFailed{number});
}

void KioskApp::run_effect(visit::effect::RaiseAlert&) {
  base::log(base::Level::Warn, "kiosk", "staff are needed at the kiosk");
}

void KioskApp::run_effect(visit::effect::VisitBegan&) {}

void KioskApp::run_effect(visit::effect::VisitEnded&) { shell_->forget(); }

// Adds what the client did not say, seals and commits. When this returns well, the record is on the disk.
base::Result<void> KioskApp::store(visit::effect::StoreIntake& effect) {
  intake::Intake& record = effect.said;
  record.sent = clock_.utc();
  record.started = {record.sent.ms - (visit_now() - effect.visit_began).count()};
  record.id = base::make_uuid7(record.sent);
  record.kiosk = files_.enrolment.kiosk;
  record.time_zone = zone_;
  record.local_date = base::local_date(record.sent);
  record.clock_trusted = clock_trusted_;
  record.language = files_.settings.visit.language;
  record.content_version = files_.content_version;
  record.program_version = BODYMAP_VERSION;
  const auto seal = [&](std::int64_t sequence) {
    record.sequence = sequence;
    const auto json = intake::to_json(record);
    return intake::make_envelope(json.view(), record.id, sequence, record.kiosk, files_.enrolment.queue.seal,
                                 files_.enrolment.kiosk_keys.secret_key);
  };
  BODYMAP_TRY(sequence, outbox_->keep(record.id, seal));
  base::log(
      base::Level::Info, "kiosk", "visit stored",
      {{"sequence", std::to_string(sequence)}, {"status", std::string(intake::to_text(record.status))}});
  return {};
}

std::string KioskApp::stats() const {
  const auto counters = shell_->counters();
  const auto reader = reader_->stats();
  const auto outbox = outbox_->counts();
  const auto& tap = counters.tap_to_present_ms;
  return nlohmann::json{
      {"ok", true},
      {"start_to_first_frame_ms", counters.start_to_first_frame_ms},
      {"frames_drawn", counters.frames_drawn},
      {"frames_presented", counters.frames_presented},
      {"tap_to_present_ms", {{"p50", tap.p50}, {"p99", tap.p99}, {"max", tap.max}, {"count", tap.count}}},
      {"pss_kib", pss_kib()},
      {"reader",
       {{"state", hw::to_text(reader.state)},
        {"good", reader.good},
        {"bad", reader.bad},
        {"ignored", reader.ignored},
        {"taps", reader.taps},
        {"longest_gap_ms", reader.longest_gap.count()}}},
      {"outbox", {{"waiting", outbox.waiting}, {"refused", outbox.refused}, {"oldest_s", outbox.oldest_s}}}}
      .dump();
}

}  // namespace app
