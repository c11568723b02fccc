#pragma once
// Time, as something that can be handed in. Tests advance a ManualClock; nothing sleeps to pass time.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace base {

using Millis = std::chrono::milliseconds;

// Of two moments at which something is due, each maybe none, the first.
inline std::optional<Millis> sooner(std::optional<Millis> one, std::optional<Millis> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

// Milliseconds since 1970-01-01 UTC, by the machine's wall clock, which may be wrong.
struct Utc {
  std::int64_t ms = 0;
  auto operator<=>(const Utc&) const = default;
};

// Any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  // Steady time since some fixed start; never goes back, counts suspend (CLOCK_BOOTTIME).
  virtual Millis steady() const = 0;
  virtual Utc utc() const = 0;
};

class SystemClock final : public Clock {
 public:
  Millis steady() const override;
  Utc utc() const override;
};

// Starts at steady 0 and the given UTC; moves only by advance().
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Utc start = {1'700'000'000'000}) : start_(start) {}
  Millis steady() const override { return Millis{now_ms_.load()}; }
  Utc utc() const override { return {start_.ms + now_ms_.load()}; }
  void advance(Millis by) { now_ms_ += by.count(); }

 private:
  Utc start_;
  std::atomic<std::int64_t> now_ms_{0};
};

// "2026-11-21T10:52:00.123Z".
std::string to_iso8601(Utc time);
// Reads what to_iso8601 writes; 0 ms on anything else is told apart by `ok`.
Utc from_iso8601(const std::string& text, bool& ok);
// True when the IANA zone's data is on this machine.
bool known_time_zone(const std::string& zone);
// The clinic's zone for the local_ functions below; UTC before that. Once, in main, before any thread.
// Contract: known_time_zone(zone).
void set_local_zone(const std::string& zone);
// "2026-11-21" and "10:52" in the local zone. Any thread.
std::string local_date(Utc time);
std::string local_hour_minute(Utc time);

}  // namespace base
