#include "delivery/courier.h"

#include <algorithm>

#include "base/check.h"
#include "base/log.h"

namespace delivery {

base::Millis pause_after(int failures, const Timings& timings) {
  BODYMAP_CHECK(failures >= 1);
  const int doublings = std::min(failures - 1, 20);
  const auto full = std::min(timings.first_retry * (std::int64_t{1} << doublings), timings.last_retry);
  std::array<std::uint8_t, 2> chance{};
  base::fill_random(chance);
  const std::int64_t share = chance[0] * 256 + chance[1];  // of 65535
  return full / 2 + full / 2 * share / 65535;
}

Courier::Courier(Outbox& outbox, std::unique_ptr<QueueClient> client, std::filesystem::path data,
                 const base::Clock& clock, const Timings& timings, std::function<void(CourierEvent)> post)
    : outbox_(outbox),
      client_(std::move(client)),
      data_(std::move(data)),
      clock_(clock),
      timings_(timings),
      post_(std::move(post)),
      ticked_ms_(clock.steady().count()) {
  if (auto config = load_config(data_)) config_ = std::move(*config);
  thread_ = std::thread([this] { run(); });
}

Courier::~Courier() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  client_->stop();
  woken_.notify_all();
  thread_.join();
}

void Courier::kick() {
  {
    const std::lock_guard lock(mutex_);
    kicked_ = true;
  }
  woken_.notify_all();
}

void Courier::report_reader(std::string state) {
  const std::lock_guard lock(mutex_);
  reader_ = std::move(state);
}

bool Courier::stopping() {
  const std::lock_guard lock(mutex_);
  return stop_;
}

void Courier::run() {
  while (!stopping()) {
    ticked_ms_ = clock_.steady().count();
    take_kick();
    const bool more = deliver_one();
    fetch_config_if_due();
    if (!more) sleep();
  }
}

// Up to the next thing that is due, at most a tick, less when kicked or stopped.
void Courier::sleep() {
  auto due = config_due_;
  if (const auto record = outbox_.due()) due = std::min(due, std::max(*record, paused_until_));
  const auto now = clock_.steady();
  const auto left = due <= now ? base::Millis{1} : std::min(due - now, timings_.tick);
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, left, [&] { return stop_ || kicked_; });
}

void Courier::take_kick() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(kicked_, false)) paused_until_ = base::Millis{INT64_MIN};
}

// True if another record may be tried right away.
bool Courier::deliver_one() {
  if (paused_until_ > clock_.steady()) return false;
  auto record = outbox_.next();
  if (!record) {
    base::log(base::Level::Error, "courier", "outbox cannot be read", {{"why", record.error().what}});
    pause_all(pause_after(++failures_, timings_));
    return false;
  }
  if (!*record) return false;
  const auto outcome = client_->post_intake({(*record)->envelope, (*record)->age_ms});
  return !stopping() && settle(**record, outcome);
}

bool Courier::settle(const Outbox::Waiting& record, const PostOutcome& outcome) {
  const auto& id = record.envelope.id;
  note_clock();
  if (const auto* retry = std::get_if<PostRetry>(&outcome)) {
    note_answered(retry->answered);
    put_off(id, *retry);
    return retry->rest == PostRetry::Rest::Record;
  }
  note_answered(true);
  failures_ = 0;
  const auto* refused = std::get_if<PostRefused>(&outcome);
  const auto moved = refused != nullptr ? outbox_.refuse(id, "status " + std::to_string(refused->status))
                                        : outbox_.delivered(id);
  if (!moved) {
    // It stays in line and will be delivered again, which does no harm; but not at once.
    base::log(base::Level::Error, "courier", "outbox cannot be changed", {{"why", moved.error().what}});
    outbox_.rest(id, pause_after(++record_failures_[id], timings_));
    return true;
  }
  record_failures_.erase(id);
  if (refused == nullptr) {
    post_(Delivered{outbox_.counts()});
    return true;
  }
  base::log(base::Level::Warn, "courier", "record refused", {{"status", std::to_string(refused->status)}});
  post_(RecordRefused{refused->status, outbox_.counts()});
  config_due_ = clock_.steady();  // the desk is told with the next report
  return true;
}

void Courier::put_off(const base::Uuid& id, const PostRetry& retry) {
  base::log(base::Level::Info, "courier", "not delivered, will be tried again", {{"why", retry.why}});
  switch (retry.rest) {
    case PostRetry::Rest::Record: outbox_.rest(id, pause_after(++record_failures_[id], timings_)); break;
    case PostRetry::Rest::Queue: pause_all(pause_after(++failures_, timings_)); break;
    case PostRetry::Rest::Revoked: pause_all(timings_.revoked_retry); break;
  }
}

void Courier::pause_all(base::Millis pause) { paused_until_ = clock_.steady() + pause; }

void Courier::fetch_config_if_due() {
  if (config_due_ > clock_.steady() || stopping()) return;
  const auto config = client_->config();
  if (stopping()) return;
  note_clock();
  const bool silent =
      !config && (config.error().code == base::Code::Io || config.error().code == base::Code::Timeout);
  note_answered(!silent);
  if (!config) {
    base::log(base::Level::Info, "courier", "no configuration", {{"why", config.error().what}});
    config_due_ = clock_.steady() + pause_after(++config_failures_, timings_);
    return;
  }
  config_failures_ = 0;
  config_due_ = clock_.steady() + timings_.config_every;
  take_config(*config);
  report_status();
}

void Courier::take_config(const intake::KioskConfig& config) {
  if (config_ == config) return;
  config_ = config;
  if (const auto saved = save_config(data_, config); !saved)
    base::log(base::Level::Warn, "courier", "configuration not kept", {{"why", saved.error().what}});
  post_(ConfigChanged{config});
}

void Courier::report_status() {
  intake::KioskStatus status;
  const auto counts = outbox_.counts();
  status.waiting = counts.waiting;
  status.refused = counts.refused;
  status.version = BODYMAP_VERSION;
  {
    const std::lock_guard lock(mutex_);
    status.reader = reader_;
  }
  if (const auto sent = client_->status(status); !sent)
    base::log(base::Level::Info, "courier", "state not reported", {{"why", sent.error().what}});
}

void Courier::note_answered(bool answered) {
  if (reachable_ == answered) return;
  reachable_ = answered;
  base::log(base::Level::Info, "courier", answered ? "queue answers" : "queue does not answer");
  if (answered) paused_until_ = base::Millis{INT64_MIN};
  post_(Reachable{answered});
}

void Courier::note_clock() {
  const auto offset = client_->clock_offset();
  constexpr base::Millis kSame{60'000};
  if (!offset) return;
  const ClockCompared compared{*offset};
  const bool same = clock_told_ && std::chrono::abs(*offset - *clock_told_) < kSame &&
                    compared.right() == ClockCompared{*clock_told_}.right();
  if (same) return;
  clock_told_ = offset;
  base::log(compared.right() ? base::Level::Info : base::Level::Warn, "courier",
            compared.right() ? "clock is right again" : "clock is wrong",
            {{"queue_ahead_ms", std::to_string(offset->count())}});
  post_(compared);
}

}  // namespace delivery
