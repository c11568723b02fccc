#include "base/clock.h"

#include <sys/stat.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>

#include "base/check.h"

namespace base {
namespace {

std::string local_text(Utc time, const char* format) {
  const time_t seconds = time.ms / 1000;
  tm parts{};
  ::localtime_r(&seconds, &parts);
  char text[32];
  const auto length = std::strftime(text, sizeof text, format, &parts);
  return {text, length};
}

Millis read_clock(clockid_t id) {
  timespec now{};
  ::clock_gettime(id, &now);
  return Millis{static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000};
}

}  // namespace

Millis SystemClock::steady() const { return read_clock(CLOCK_BOOTTIME); }
Utc SystemClock::utc() const { return {read_clock(CLOCK_REALTIME).count()}; }

std::string to_iso8601(Utc time) {
  auto seconds = static_cast<time_t>(time.ms / 1000);
  auto millis = static_cast<int>(time.ms % 1000);
  if (millis < 0) {
    millis += 1000;
    --seconds;
  }
  tm parts{};
  ::gmtime_r(&seconds, &parts);
  char day[32];
  const auto length = std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &parts);
  char tail[16];
  const int tail_length = std::snprintf(tail, sizeof tail, ".%03dZ", millis);
  return std::string(day, length) + std::string(tail, static_cast<std::size_t>(tail_length));
}

Utc from_iso8601(const std::string& text, bool& ok) {
  tm parts{};
  int millis = 0;
  int end = 0;
  // NOLINTNEXTLINE(cert-err34-c): the field count and the end position are both checked below.
  const int fields =
      std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ%n", &parts.tm_year, &parts.tm_mon,
                  &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &millis, &end);
  ok = fields == 7 && static_cast<std::size_t>(end) == text.size();
  if (!ok) return {};
  parts.tm_year -= 1900;
  parts.tm_mon -= 1;
  return {static_cast<std::int64_t>(::timegm(&parts)) * 1000 + millis};
}

bool known_time_zone(const std::string& zone) {
  if (zone == "UTC") return true;
  if (zone.empty() || zone.front() == '/' || zone.find("..") != std::string::npos) return false;
  struct stat info {};
  return ::stat(("/usr/share/zoneinfo/" + zone).c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

void set_local_zone(const std::string& zone) {
  BODYMAP_CHECK(known_time_zone(zone));
  ::setenv("TZ", zone.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): before any thread, by contract
  ::tzset();                        // NOLINT(concurrency-mt-unsafe)
}

std::string local_date(Utc time) { return local_text(time, "%Y-%m-%d"); }
std::string local_hour_minute(Utc time) { return local_text(time, "%H:%M"); }

}  // namespace base
