#include "queue/sessions.h"

#include <algorithm>

#include "base/hex.h"
#include "intake/seal.h"
#include "queue/accounts.h"

namespace queue {
namespace {

// How many are remembered; a flood of made-up names must not fill the memory.
constexpr std::size_t kMostTries = 1000;

}  // namespace

std::string Sessions::open(const std::string& user) {
  auto token = random_token();
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  drop_old(now);
  sessions_[intake::digest(token)] = {user, now, now};
  return token;
}

std::optional<SessionView> Sessions::look(std::string_view token, bool used) {
  const auto key = intake::digest(token);
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  drop_old(now);
  const auto found = sessions_.find(key);
  if (found == sessions_.end()) return std::nullopt;
  auto& session = found->second;
  if (used) session.used = now;
  const auto ends = std::min(session.used + kIdle, session.opened + kLongest);
  return SessionView{session.user, ends - now};
}

void Sessions::close(std::string_view token) {
  const auto key = intake::digest(token);
  const std::lock_guard guard(mutex_);
  sessions_.erase(key);
}

void Sessions::drop_old(base::Millis now) {
  std::erase_if(sessions_, [now](const auto& entry) {
    return now - entry.second.used >= kIdle || now - entry.second.opened >= kLongest;
  });
}

std::string csrf_of(std::string_view token) {
  return base::to_hex(intake::digest("bodymap-csrf-1\n" + std::string(token)));
}

base::Millis TryCounter::wait_in(const Book& book, const std::string& key, base::Millis now) const {
  const auto found = book.find(key);
  return found == book.end() ? base::Millis{} : std::max(base::Millis{}, found->second.until - now);
}

void TryCounter::count(Book& book, const std::string& key, int free, base::Millis now) {
  std::erase_if(book, [now](const auto& entry) {
    return now - entry.second.last >= kForget && entry.second.until <= now;
  });
  if (book.size() >= kMostTries && !book.contains(key))
    book.erase(std::min_element(book.begin(), book.end(),
                                [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
  auto& tries = book[key];
  ++tries.wrong;
  tries.last = now;
  if (tries.wrong < free) return;
  const int doublings = std::min(tries.wrong - free, 10);
  tries.until = now + std::min(kLongestWait, kFirstWait * (1 << doublings));
}

TryCounter::Verdict TryCounter::begin(const std::string& name, const std::string& address) {
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  const auto wait = std::max(wait_in(names_, name, now), wait_in(addresses_, address, now));
  if (wait.count() > 0) return {wait, 0};
  count(names_, name, kNameTries, now);
  count(addresses_, address, kAddressTries, now);
  const int left = std::min(kNameTries - names_[name].wrong, kAddressTries - addresses_[address].wrong);
  return {{}, std::max(0, left)};
}

void TryCounter::forgive(const std::string& name, const std::string& address) {
  const std::lock_guard guard(mutex_);
  names_.erase(name);
  const auto found = addresses_.find(address);
  if (found == addresses_.end()) return;
  --found->second.wrong;
  if (found->second.wrong < kAddressTries) found->second.until = {};
}

base::Millis TryCounter::wait(const std::string& name, const std::string& address) {
  const std::lock_guard guard(mutex_);
  const auto now = clock_.steady();
  return std::max(wait_in(names_, name, now), wait_in(addresses_, address, now));
}

}  // namespace queue
