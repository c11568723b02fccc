#include "queue/day.h"

#include <ctime>

namespace queue {
namespace {

constexpr int kHour = 3;

std::int64_t begin_of(tm day) {
  day.tm_hour = kHour;
  day.tm_min = 0;
  day.tm_sec = 0;
  day.tm_isdst = -1;
  return static_cast<std::int64_t>(::mktime(&day)) * 1000;
}

}  // namespace

base::Utc day_start(base::Utc now) {
  const auto seconds = static_cast<time_t>(now.ms / 1000);
  tm local{};
  ::localtime_r(&seconds, &local);
  const auto today = begin_of(local);
  if (today <= now.ms) return {today};
  local.tm_mday -= 1;  // mktime puts the 0th right
  return {begin_of(local)};
}

base::Utc months_before(base::Utc now, int months) {
  const auto seconds = static_cast<time_t>(now.ms / 1000);
  tm local{};
  ::localtime_r(&seconds, &local);
  local.tm_mon -= months;
  local.tm_isdst = -1;
  return {static_cast<std::int64_t>(::mktime(&local)) * 1000};
}

}  // namespace queue
