// The service's side towards therapists: every pull and change, and what time changes by itself.
#include <algorithm>
#include <charconv>

#include "base/log.h"
#include "base/utf8.h"
#include "queue/day.h"
#include "queue/service.h"

namespace queue {
namespace {

constexpr std::size_t kLongestNote = 200;  // characters
constexpr const char* kDayMeta = "day_ended";

// Whether a day's end comes soon enough after the last one. After a longer gap the clock may have jumped, and
// nothing is deleted by a clock that nobody had a day to look at.
bool days_follow(const std::string& last, base::Utc boundary) {
  constexpr std::int64_t kLongestGap = 7LL * 24 * 3600 * 1000;
  std::int64_t before = 0;
  std::from_chars(last.data(), last.data() + last.size(), before);
  return boundary.ms - before <= kLongestGap;
}

std::string_view word_of(Act act, bool checked) {
  switch (act) {
    case Act::Pull: return "pulled";
    case Act::Start: return checked ? "started after a check" : "started";
    case Act::Finish: return "done";
    case Act::Release: return "released";
    case Act::TakeOver: return "taken over";
    case Act::Leave: return "left";
    case Act::Undo: return "undone";
    case Act::Renew: return "";  // every 20 s; the pull stands in the trail
  }
  return "";
}

}  // namespace

void Service::watch(std::function<void()> watcher) {
  const std::lock_guard guard(mutex_);
  watcher_ = std::move(watcher);
}

void Service::changed() {
  ++version_;
  const std::lock_guard guard(mutex_);
  if (watcher_) watcher_();
}

Change Service::change_to(Act act, const Actor& actor, std::int64_t token, bool start, bool checked) const {
  const Request request{act, actor.name, token, clock_.utc(), options_.lease, checked};
  return [request, start](const Hold& hold, const Standing& standing) -> base::Result<Hold> {
    BODYMAP_TRY(next, after(hold, standing, request));
    // What stops a session is read before it is started.
    if (!start || stops(standing.tier)) return next;
    Request starting = request;
    starting.act = Act::Start;
    starting.token = next.token;
    return after(next, standing, starting);
  };
}

base::Result<std::optional<Sheet>> Service::next(const Actor& actor, bool start) {
  BODYMAP_TRY(row, store_.pull(actor.name, clock_.utc(), change_to(Act::Pull, actor, 0, start), actor));
  if (!row) return std::optional<Sheet>();
  changed();
  BODYMAP_TRY(record, sheet(actor, std::move(*row)));
  return std::optional<Sheet>(std::move(record));
}

base::Result<Sheet> Service::pull(const Actor& actor, const base::Uuid& id, bool start) {
  BODYMAP_TRY(row,
              store_.change(id, clock_.utc(), change_to(Act::Pull, actor, 0, start), {}, "pulled", actor));
  changed();
  return sheet(actor, std::move(row));
}

base::Result<Sheet> Service::act(const Actor& actor, const base::Uuid& id, Act act, std::int64_t token,
                                 bool checked) {
  BODYMAP_TRY(row, store_.change(id, clock_.utc(), change_to(act, actor, token, false, checked), {},
                                 std::string(word_of(act, checked)), actor));
  if (act != Act::Renew) changed();
  return sheet(actor, std::move(row));
}

base::Result<Sheet> Service::finish(const Actor& actor, const base::Uuid& id, std::int64_t token,
                                    const std::vector<std::string>& worked, std::string_view note) {
  base::SecretString codes;
  for (const auto& code : worked) {
    if (!intake::RegionCode::parse(code))
      return base::fail(base::Code::Invalid, "worked: not a region's code");
    if (!codes.empty()) codes.append(" ");
    codes.append(code);
  }
  if (!base::is_plain_utf8(note) || base::count_code_points(note) > kLongestNote)
    return base::fail(base::Code::Invalid, "note: up to 200 characters on one line");
  const Kept kept{keys_.lock(codes.view(), place_of(id, "worked")), keys_.lock(note, place_of(id, "note"))};
  BODYMAP_TRY(
      row, store_.change(id, clock_.utc(), change_to(Act::Finish, actor, token, false), kept, "done", actor));
  changed();
  return sheet(actor, std::move(row));
}

// Once for each 03:00 that has passed, also while no server ran. What comes in late, from a kiosk that was
// away over night, is left for the next one.
base::Result<void> Service::end_day(base::Utc now) {
  const auto boundary = day_start(now);
  const auto text = std::to_string(boundary.ms);
  const auto ended = store_.meta(kDayMeta);
  if (!ended && ended.error().code != base::Code::Absent) return tl::make_unexpected(ended.error());
  if (ended && *ended == text) return {};
  BODYMAP_TRY(left, store_.end_day(boundary, now));
  std::int64_t forgotten = 0;
  if (!ended || days_follow(*ended, boundary)) {
    BODYMAP_TRY(deleted, store_.forget(months_before(boundary, options_.retention_months), now));
    forgotten = deleted;
  }
  BODYMAP_TRY_VOID(store_.set_meta(kDayMeta, text));
  if (left == 0 && forgotten == 0) return {};
  base::log(base::Level::Info, "queue", "day ended",
            {{"left", std::to_string(left)}, {"deleted", std::to_string(forgotten)}});
  if (forgotten > 0) {
    const std::lock_guard guard(mutex_);
    records_.clear();
  }
  changed();
  return {};
}

base::Result<void> Service::tick() {
  const auto now = clock_.utc();
  BODYMAP_TRY(given_back, store_.give_back(now));
  if (given_back > 0) changed();
  return end_day(now);
}

}  // namespace queue
