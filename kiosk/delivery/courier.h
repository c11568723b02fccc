#pragma once
// The courier: a thread that empties the outbox into the queue. It never blocks on one record: no answer or
// "not now" is tried again later, a lasting refusal is moved aside, and the next goes on. It also fetches
// the kiosk's configuration and reports the kiosk's state.
// It owns the queue client and its thread; the outbox and the clock must outlive it. Pauses go by the clock
// handed in, the time limits of a request by real time.
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "base/clock.h"
#include "delivery/outbox.h"
#include "delivery/queue_client.h"
#include "delivery/timings.h"

namespace delivery {

// The queue's configuration is new or differs from config.json, where it now lies.
struct ConfigChanged {
  intake::KioskConfig config;
};
// Whether the queue answers; at the first try and at each change.
struct Reachable {
  bool yes = false;
};
// One record has arrived.
struct Delivered {
  Outbox::Counts counts;  // after it
};
// One record was moved aside for good.
struct RecordRefused {
  int status = 0;         // the queue's HTTP status
  Outbox::Counts counts;  // after it
};
// How far the queue's clock is ahead of this machine's. Told when the queue first says that the clock is off,
// and whenever it was set since, so also once it is right again.
struct ClockCompared {
  base::Millis queue_ahead{0};
  bool right() const { return std::chrono::abs(queue_ahead) <= intake::kLargestSkew; }
};
using CourierEvent = std::variant<ConfigChanged, Reachable, Delivered, RecordRefused, ClockCompared>;

// How long to wait after so many failures in a row (1 or more): half fixed, half by chance.
base::Millis pause_after(int failures, const Timings& timings);

class Courier {
 public:
  // `post` is called on the courier's thread; a Mailbox's post() is right for it. `data` is the folder of
  // config.json.
  Courier(Outbox& outbox, std::unique_ptr<QueueClient> client, std::filesystem::path data,
          const base::Clock& clock, const Timings& timings, std::function<void(CourierEvent)> post);
  // Within a second, even while a request hangs.
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  // Any thread: something was kept; try at once, pause or not.
  void kick();
  // Any thread: the reader's state for the next report to the queue: ready, absent, none.
  void report_reader(std::string state);
  // Any thread: the clock's steady time when the courier last showed that it is alive. Older than
  // Timings::whole twice over means it hangs.
  base::Millis ticked_at() const { return base::Millis{ticked_ms_.load()}; }

 private:
  void run();
  void sleep();
  bool stopping();
  void take_kick();
  bool deliver_one();
  bool settle(const Outbox::Waiting& record, const PostOutcome& outcome);
  void put_off(const base::Uuid& id, const PostRetry& retry);
  void pause_all(base::Millis pause);
  void fetch_config_if_due();
  void take_config(const intake::KioskConfig& config);
  void report_status();
  void note_answered(bool answered);
  // No skew answer yet: nothing is known and nothing told.
  void note_clock();

  Outbox& outbox_;
  std::unique_ptr<QueueClient> client_;
  std::filesystem::path data_;
  const base::Clock& clock_;
  Timings timings_;
  std::function<void(CourierEvent)> post_;
  std::atomic<std::int64_t> ticked_ms_{0};

  // The courier thread's own.
  base::Millis paused_until_{INT64_MIN};
  int failures_ = 0;  // in a row, of the queue as a whole
  std::map<base::Uuid, int> record_failures_;
  base::Millis config_due_{INT64_MIN};
  int config_failures_ = 0;
  std::optional<intake::KioskConfig> config_;
  std::optional<bool> reachable_;
  std::optional<base::Millis> clock_told_;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool stop_ = false;  // guarded by mutex_, as are the next two
  bool kicked_ = false;
  std::string reader_ = "none";
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace delivery
