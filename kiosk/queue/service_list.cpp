// The service's side towards therapists: records opened, listed and laid beside each other.
#include <algorithm>

#include "base/log.h"
#include "base/utf8.h"
#include "intake/json.h"
#include "queue/day.h"
#include "queue/service.h"

namespace queue {
namespace {

constexpr int kMostListed = 500;
constexpr int kMostEnded = 20;
constexpr int kMostVisits = 20;  // of a member, looked through for the one before
constexpr std::size_t kTail = 4;
constexpr std::size_t kMostKept = 1000;  // of records opened lately
// A page asks for the list at every change; the trail says once in so long who looked at it.
constexpr std::int64_t kListNoted = 15 * 60 * 1000;

base::SecretString letter_of(const base::SecretString& name) {
  base::SecretString text;
  if (name.empty()) return text;
  text.append(base::first_code_point(name.view()));
  text.append(".");
  return text;
}

// Both, apart by a space; either may be empty.
base::SecretString joined(const base::SecretString& a, const base::SecretString& b) {
  base::SecretString text = a;
  if (!a.empty() && !b.empty()) text.append(" ");
  text.append(b.view());
  return text;
}

void name_client(Visitor& client, base::SecretString given, const base::SecretString& family) {
  const auto last = letter_of(family);
  client.initials = joined(letter_of(given), last);
  client.title = joined(given, last);
  client.given = std::move(given);
}

bool says_something(const intake::Intake& intake) {
  return intake.status == intake::Status::Complete || !intake.areas.empty();
}

}  // namespace

base::Result<Visitor> Service::client_of(const IntakeRow& row, const intake::Intake& intake) {
  Visitor client;
  if (row.member.empty()) {
    if (!intake.client.tokens.empty()) client.kind = ClientKind::CardUnknown;
    name_client(client, intake.client.given, intake.client.initial);
    return client;
  }
  client.kind = ClientKind::Member;
  BODYMAP_TRY(member, store_.member(row.member));
  const auto place = "member/" + member.reference + "/";
  BODYMAP_TRY(number, keys_.unlock(member.number, place + "number"));
  BODYMAP_TRY(given, keys_.unlock(member.given, place + "given"));
  BODYMAP_TRY(family, keys_.unlock(member.family, place + "family"));
  // Cut between characters, also in a number that is none.
  auto tail = number.view();
  while (base::count_code_points(tail) > kTail) tail.remove_prefix(base::first_code_point(tail).size());
  client.number_tail = tail;
  name_client(client, std::move(given), family);
  return client;
}

base::Result<intake::Intake> Service::intake_of(const IntakeRow& row) {
  if (row.sealed.empty())
    return base::fail(base::Code::Absent, "this visit was deleted: its time of keeping is over");
  std::shared_ptr<const intake::Intake> kept;
  {
    const std::lock_guard guard(mutex_);
    const auto found = records_.find(row.id);
    if (found != records_.end()) kept = found->second;
  }
  if (kept) return *kept;
  BODYMAP_TRY(text, intake::open_padded(row.sealed, keys_.seal()));
  BODYMAP_TRY(intake, intake::from_json(text.view()));
  const std::lock_guard guard(mutex_);
  if (records_.size() >= kMostKept) records_.clear();
  records_[row.id] = std::make_shared<const intake::Intake>(intake);
  return intake;
}

base::Result<Opened> Service::opened(IntakeRow row) {
  BODYMAP_TRY(intake, intake_of(row));
  BODYMAP_TRY(client, client_of(row, intake));
  Opened opened{std::move(row), std::move(client), std::move(intake), {}, {}, false};
  if (opened.row.worked.empty()) return opened;
  BODYMAP_TRY(worked, keys_.unlock(opened.row.worked, place_of(opened.row.id, "worked")));
  BODYMAP_TRY(note, keys_.unlock(opened.row.note, place_of(opened.row.id, "note")));
  const auto codes = worked.view();
  for (std::size_t at = 0; at < codes.size();) {
    const auto end = std::min(codes.find(' ', at), codes.size());
    opened.worked.emplace_back(codes.substr(at, end - at));
    at = end + 1;
  }
  opened.note = std::move(note);
  return opened;
}

// A client waits behind it all the same: it is listed, pulled and ended like any other, only empty. Each is
// told in the log once.
Opened Service::unopened(IntakeRow row, const base::Error& why) {
  bool fresh = false;
  {
    const std::lock_guard guard(mutex_);
    fresh = unreadable_.insert(row.id).second;
  }
  if (fresh)
    base::log(base::Level::Error, "queue", "a record cannot be read",
              {{"id", base::to_text(row.id)}, {"error", why.what}});
  Opened record;
  // What the row says of it, so that it can be told like any other; nothing of it reads as a client's answer.
  record.intake.id = row.id;
  record.intake.kiosk = row.kiosk;
  record.intake.sequence = std::max<std::int64_t>(row.sequence, 1);
  record.intake.started = record.intake.sent = row.received;
  record.intake.local_date = base::local_date(row.received);
  record.intake.status = intake::Status::Incomplete;
  record.row = std::move(row);
  record.unreadable = true;
  return record;
}

std::vector<Opened> Service::opened(std::vector<IntakeRow> rows) {
  std::vector<Opened> list;
  for (auto& row : rows) {
    // Deleted after its time of keeping.
    if (row.sealed.empty()) continue;
    auto record = opened(row);
    list.push_back(record ? std::move(*record) : unopened(std::move(row), record.error()));
  }
  return list;
}

// Who looks, and what everybody is called; no rows.
base::Result<Listing> Service::around(const Actor& actor) {
  Listing listing;
  listing.now = clock_.utc();
  // Before any row is read: a change in between gives a newer list under an older number, and one more look.
  listing.version = version();
  listing.viewer = actor.name;
  BODYMAP_TRY(users, store_.users());
  for (const auto& user : users) listing.displays[user.name] = user.display;
  return listing;
}

base::Result<Listing> Service::listing(const Actor& actor) {
  BODYMAP_TRY(listing, around(actor));
  BODYMAP_TRY(open, store_.open_intakes(listing.now, kMostListed));
  listing.open = opened(std::move(open));
  std::stable_sort(listing.open.begin(), listing.open.end(), [&actor](const Opened& a, const Opened& b) {
    if (a.row.hold.state != b.row.hold.state) return a.row.hold.state < b.row.hold.state;
    return comes_before(a.row.standing, b.row.standing, actor.name);
  });
  BODYMAP_TRY(ended, store_.ended_intakes(day_start(listing.now), kMostEnded));
  listing.ended = opened(std::move(ended));
  return listing;
}

base::Result<void> Service::note_listing(const Actor& actor) {
  const auto now = clock_.utc();
  {
    const std::lock_guard guard(mutex_);
    auto& last = listed_[actor.name];
    if (last.ms != 0 && now.ms - last.ms < kListNoted) return {};
    last = now;
  }
  return store_.audit({now, actor, "listed", ""});
}

base::Result<Listing> Service::list(const Actor& actor) {
  BODYMAP_TRY_VOID(note_listing(actor));
  return listing(actor);
}

base::Result<std::optional<base::Uuid>> Service::peek(const Actor& actor) {
  BODYMAP_TRY(now, listing(actor));
  for (const auto& opened : now.open) {
    if (opened.row.hold.state == State::Waiting && offered_to(opened.row.standing, actor.name))
      return opened.row.id;
  }
  return std::nullopt;
}

base::Result<void> Service::add_visits(Sheet& sheet) {
  const auto& row = sheet.opened.row;
  if (row.member.empty()) return {};
  BODYMAP_TRY(visits, store_.visits_of(row.member, kMostVisits));
  for (auto& visit : visits) {
    if (visit.id == row.id) continue;
    if (visit.replaced_by == row.id) sheet.replaces = visit.id;
    if (visit.standing.waiting_since > row.standing.waiting_since) {
      const auto state = visit.hold.state;
      if (state != State::Done && state != State::Left) sheet.newer = visit.received;
      continue;
    }
    if (sheet.previous || visit.replaced_by) continue;
    auto earlier = opened(std::move(visit));
    if (earlier && says_something(earlier->intake)) sheet.previous = std::move(*earlier);
  }
  return {};
}

base::Result<Sheet> Service::sheet(const Actor& actor, IntakeRow row, bool shown) {
  const bool with_rows = shown || row.hold.state == State::Waiting;
  auto record = opened(row);
  if (!record && record.error().code != base::Code::Parse) return tl::make_unexpected(record.error());
  if (!record) record = unopened(std::move(row), record.error());
  BODYMAP_TRY(beside, with_rows ? listing(actor) : around(actor));
  Sheet sheet{std::move(*record), std::move(beside), std::nullopt, std::nullopt, std::nullopt};
  BODYMAP_TRY_VOID(add_visits(sheet));
  return sheet;
}

base::Result<Sheet> Service::show(const Actor& actor, const base::Uuid& id) {
  BODYMAP_TRY(row, store_.intake(id));
  row.hold = settled(row.hold, clock_.utc());
  BODYMAP_TRY_VOID(store_.audit({clock_.utc(), actor, "shown", base::to_text(id)}));
  return sheet(actor, std::move(row), true);
}

std::string Service::held_by(const base::Uuid& id) {
  const auto row = store_.intake(id);
  if (!row) return {};
  const auto holder = settled(row->hold, clock_.utc()).holder;
  if (holder.empty()) return {};
  const auto user = store_.user(holder);
  return user ? user->display : holder;
}

}  // namespace queue
