#include "faults/delivery_line.h"

#include <signal.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>

#include "delivery/enroll.h"
#include "intake/json.h"

namespace faults {
namespace {

namespace fs = std::filesystem;

intake::Intake some_intake(const std::string& kiosk, base::Utc now, DeliveryLine::Size size) {
  intake::Intake made;
  made.id = base::make_uuid7(now);
  made.kiosk = kiosk;
  made.started = {now.ms - 60'000};
  made.sent = now;
  made.time_zone = "Europe/Berlin";
  made.local_date = "2026-11-21";
  made.content_version = "1";
  made.program_version = "0.1.0";
  intake::Area calf;
  calf.region = intake::RegionCode::parse("calf_outer.L").value();
  calf.level = 7;
  made.areas = {calf};
  for (int i = 0; size == DeliveryLine::Size::Large && i < 60; ++i) {
    const auto question = "a_question_asked_of_clients_" + std::to_string(10 + i);
    made.answers.push_back({base::ShortText<32>(question), base::ShortText<32>(std::string(30, 'x'))});
  }
  return made;
}

// Every intake in the store, with its sealed bytes.
std::multimap<base::Uuid, base::Bytes> stored(const fs::path& file) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  sqlite3_stmt* select = nullptr;
  REQUIRE(sqlite3_prepare_v2(database, "SELECT id, sealed FROM intakes", -1, &select, nullptr) == SQLITE_OK);
  std::multimap<base::Uuid, base::Bytes> found;
  while (sqlite3_step(select) == SQLITE_ROW) {
    base::Uuid id;
    REQUIRE(sqlite3_column_bytes(select, 0) == static_cast<int>(id.bytes.size()));
    const auto* id_bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(select, 0));
    std::copy_n(id_bytes, id.bytes.size(), id.bytes.begin());
    const auto* sealed = static_cast<const std::uint8_t*>(sqlite3_column_blob(select, 1));
    found.emplace(id, base::Bytes(sealed, sealed + sqlite3_column_bytes(select, 1)));
  }
  sqlite3_finalize(select);
  sqlite3_close(database);
  return found;
}

// The programs of a build folder outside the sources find their words and pictures by this.
support::Process::Options options(const fs::path& log) {
  return {{{"BODYMAP_SHARE", BODYMAP_SOURCE_DIR}}, log};
}

std::string program() { return std::string(BODYMAP_BIN_DIR) + "/bodymap-queue"; }

}  // namespace

bool long_form() { return std::getenv("BODYMAP_LONG") != nullptr; }

delivery::Timings quick_timings() {
  delivery::Timings timings;
  timings.silence = base::Millis{1'500};
  timings.whole = base::Millis{6'000};
  timings.first_retry = base::Millis{4};
  timings.last_retry = base::Millis{60};
  timings.revoked_retry = base::Millis{60};
  timings.tick = base::Millis{10};
  return timings;
}

bool eventually(const std::function<bool()>& holds, std::chrono::seconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

QueueProgram::QueueProgram(const fs::path& data, const fs::path& log, const fs::path& settings)
    : data_(data), log_(log), settings_(settings) {}

std::vector<std::string> QueueProgram::serve_words() const {
  std::vector<std::string> words{program(), "--data",   data_.string(),
                                 "serve",   "--listen", "127.0.0.1:" + std::to_string(port_)};
  if (!settings_.empty()) words.insert(words.end(), {"--config", settings_.string()});
  return words;
}

void QueueProgram::start() {
  process_ = std::make_unique<support::Process>(serve_words(), options(log_));
  const auto ready = process_->read_line(support::Seconds(60));
  if (!ready || ready->rfind("ready ", 0) != 0) throw std::runtime_error("no queue: " + log());
  port_ = std::stoi(ready->substr(ready->rfind(':') + 1));
}

int QueueProgram::start_in_vain() { return support::run(serve_words(), {}, options(log_)).exit_code; }

int QueueProgram::end(int signal_number) {
  process_->signal(signal_number);
  return process_->wait().exit_code;
}

std::string QueueProgram::admin(const std::vector<std::string>& words, const std::string& input) {
  std::vector<std::string> command{program(), "--data", data_.string()};
  command.insert(command.end(), words.begin(), words.end());
  const auto done = support::run(command, input, options(log_));
  if (done.exit_code != 0) throw std::runtime_error(words.front() + ": " + log());
  return done.out;
}

std::string QueueProgram::log() const {
  std::ifstream in(log_);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

DeliveryLine::DeliveryLine(Places places)
    : kiosk_data_(places.kiosk.empty() ? dir_.path() / "kiosk" : places.kiosk) {
  fs::create_directories(kiosk_data_);
  const auto queue_data = places.queue.empty() ? dir_.path() / "queue" : places.queue;
  const auto settings = places.settings.empty() ? fs::path() : dir_.path() / "queue.toml";
  if (!settings.empty()) std::ofstream(settings) << places.settings;
  queue_ = std::make_unique<QueueProgram>(queue_data, dir_.path() / "queue.log", settings);
  queue_->start();
  const std::string code = nlohmann::json::parse(queue_->admin({"kiosk", "add", "lobby", "--json"}))["code"];
  auto enrolled = delivery::enroll(queue_->url(), code, clock_);
  if (!enrolled) throw std::runtime_error(enrolled.error().what);
  enrolment_ = *enrolled;
  proxy_ = std::make_unique<support::FaultProxy>(queue_->port());
  open_outbox();
}

void DeliveryLine::open_outbox() {
  auto opened = delivery::Outbox::open(outbox_path(), clock_);
  if (!opened) throw std::runtime_error(opened.error().what);
  outbox_ = std::move(*opened);
}

void DeliveryLine::start_courier(const delivery::Timings& timings) {
  auto client = delivery::QueueClient::open(proxy_->url(), enrolment_, clock_, timings);
  REQUIRE(client.has_value());
  courier_ = std::make_unique<delivery::Courier>(*outbox_, std::move(*client), kiosk_data_, clock_, timings,
                                                 [](const delivery::CourierEvent&) {});
}

bool DeliveryLine::keep(Size size) {
  auto record = some_intake(enrolment_.kiosk, clock_.utc(), size);
  base::Bytes sealed;
  const auto kept = outbox_->keep(record.id, [&](std::int64_t sequence) {
    record.sequence = sequence;
    const auto envelope =
        intake::make_envelope(intake::to_json(record).view(), record.id, sequence, enrolment_.kiosk,
                              enrolment_.queue.seal, enrolment_.kiosk_keys.secret_key);
    sealed = envelope.sealed;
    return envelope;
  });
  if (!kept) return false;
  kept_[record.id] = sealed;
  if (courier_) courier_->kick();
  return true;
}

bool DeliveryLine::empties(std::chrono::seconds longest) {
  return eventually([this] { return outbox_->counts().waiting == 0; }, longest);
}

void DeliveryLine::check_exactly_once() {
  courier_.reset();
  CHECK(outbox_->counts().refused == 0);
  // Late copies in the network arrive before the count.
  proxy_.reset();
  queue_->end(SIGTERM);
  const auto there = stored(queue_->data() / "queue.db");
  CHECK(there.size() == kept_.size());
  std::size_t equal = 0;
  for (const auto& [id, sealed] : kept_) {
    const auto [first, last] = there.equal_range(id);
    if (std::distance(first, last) == 1 && first->second == sealed) ++equal;
  }
  CHECK(equal == kept_.size());
}

}  // namespace faults
