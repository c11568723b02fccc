// The service's side towards therapists: log-in, the list, and every pull and change.
#include <algorithm>

#include "base/utf8.h"
#include "intake/json.h"
#include "queue/service.h"

namespace queue {
namespace {

constexpr int kMostListed = 500;
constexpr std::size_t kLongestNote = 2000;  // bytes

std::string place_of(const base::Uuid& id, std::string_view field) {
  return "intake/" + base::to_text(id) + "/" + std::string(field);
}

std::string_view word_of(Act act) {
  switch (act) {
    case Act::Pull: return "pulled";
    case Act::Start: return "started";
    case Act::Finish: return "done";
    case Act::Release: return "released";
    case Act::TakeOver: return "taken over";
    case Act::Renew: return "";  // every 20 s; the pull stands in the trail
  }
  return "";
}

// "A. K.", as the list names a client; either may be missing.
base::SecretString initials_of(const base::SecretString& given, const base::SecretString& family) {
  base::SecretString text;
  for (const auto* name : {&given, &family}) {
    if (name->empty()) continue;
    if (!text.empty()) text.append(" ");
    text.append(base::first_code_point(name->view()));
    text.append(".");
  }
  return text;
}

}  // namespace

base::Result<SignedIn> Service::log_in(const std::string& name, std::string_view password,
                                       const std::string& from) {
  const auto wait = sessions_.wait_left(name);
  if (wait.count() > 0)
    return base::fail(base::Code::Busy,
                      "too many wrong tries; wait " + std::to_string((wait.count() + 999) / 1000) + " s");
  auto user = store_.user(name);
  if (!user && user.error().code != base::Code::Absent) return tl::make_unexpected(user.error());
  if (!password_fits(password, user ? user->password_hash : std::string())) {
    sessions_.note_wrong(name);
    BODYMAP_TRY_VOID(store_.audit({clock_.utc(), {user ? name : "", from}, "log-in refused", ""}));
    return base::fail(base::Code::Refused, "name or password wrong");
  }
  BODYMAP_TRY_VOID(store_.audit({clock_.utc(), {name, from}, "logged in", ""}));
  return SignedIn{sessions_.open(name), *std::move(user)};
}

std::optional<User> Service::user_of_session(std::string_view token) {
  const auto name = sessions_.user_of(token);
  if (!name) return std::nullopt;
  auto user = store_.user(*name);
  if (!user) return std::nullopt;
  return *std::move(user);
}

base::Result<Client> Service::client_of(const IntakeRow& row, const intake::Intake& intake) {
  Client client;
  if (row.member.empty()) {
    client.given = intake.client.given;
    client.initials = initials_of(intake.client.given, intake.client.initial);
    return client;
  }
  BODYMAP_TRY(member, store_.member(row.member));
  const auto place = "member/" + member.reference + "/";
  BODYMAP_TRY(number, keys_.unlock(member.number, place + "number"));
  BODYMAP_TRY(given, keys_.unlock(member.given, place + "given"));
  BODYMAP_TRY(family, keys_.unlock(member.family, place + "family"));
  client.number_tail = number.view().substr(number.size() - std::min<std::size_t>(3, number.size()));
  client.initials = initials_of(given, family);
  client.given = std::move(given);
  return client;
}

base::Result<Opened> Service::opened(IntakeRow row) {
  BODYMAP_TRY(text, intake::open_padded(row.sealed, keys_.seal()));
  BODYMAP_TRY(intake, intake::from_json(text.view()));
  BODYMAP_TRY(client, client_of(row, intake));
  Opened opened{std::move(row), std::move(client), std::move(intake), {}, {}};
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

base::Result<std::vector<Opened>> Service::list(const Actor& actor) {
  const auto now = clock_.utc();
  BODYMAP_TRY(rows, store_.open_intakes(now, kMostListed));
  BODYMAP_TRY_VOID(store_.audit({now, actor, "listed", ""}));
  std::vector<Opened> list;
  for (auto& row : rows) {
    BODYMAP_TRY(record, opened(std::move(row)));
    list.push_back(std::move(record));
  }
  std::stable_sort(list.begin(), list.end(), [&actor](const Opened& a, const Opened& b) {
    if (a.row.hold.state != b.row.hold.state) return a.row.hold.state < b.row.hold.state;
    return comes_before(a.row.standing, b.row.standing, actor.name);
  });
  return list;
}

Change Service::change_to(Act act, const Actor& actor, std::int64_t token, bool start) const {
  const Request request{act, actor.name, token, clock_.utc(), options_.lease};
  return [request, start](const Hold& hold) -> base::Result<Hold> {
    BODYMAP_TRY(next, after(hold, request));
    if (!start) return next;
    Request starting = request;
    starting.act = Act::Start;
    starting.token = next.token;
    return after(next, starting);
  };
}

base::Result<std::optional<Opened>> Service::next(const Actor& actor, bool start) {
  BODYMAP_TRY(row, store_.pull(actor.name, clock_.utc(), change_to(Act::Pull, actor, 0, start), actor));
  if (!row) return std::optional<Opened>();
  BODYMAP_TRY(record, opened(std::move(*row)));
  return std::optional<Opened>(std::move(record));
}

base::Result<Opened> Service::pull(const Actor& actor, const base::Uuid& id, bool start) {
  BODYMAP_TRY(row,
              store_.change(id, clock_.utc(), change_to(Act::Pull, actor, 0, start), {}, "pulled", actor));
  return opened(std::move(row));
}

base::Result<Opened> Service::show(const Actor& actor, const base::Uuid& id) {
  BODYMAP_TRY(row, store_.intake(id));
  row.hold = settled(row.hold, clock_.utc());
  BODYMAP_TRY_VOID(store_.audit({clock_.utc(), actor, "shown", base::to_text(id)}));
  return opened(std::move(row));
}

base::Result<IntakeRow> Service::act(const Actor& actor, const base::Uuid& id, Act act, std::int64_t token) {
  return store_.change(id, clock_.utc(), change_to(act, actor, token, false), {}, std::string(word_of(act)),
                       actor);
}

base::Result<IntakeRow> Service::finish(const Actor& actor, const base::Uuid& id, std::int64_t token,
                                        const std::vector<std::string>& worked, std::string_view note) {
  base::SecretString codes;
  for (const auto& code : worked) {
    if (!intake::RegionCode::parse(code))
      return base::fail(base::Code::Invalid, "worked: not a region's code");
    if (!codes.empty()) codes.append(" ");
    codes.append(code);
  }
  if (note.size() > kLongestNote || !base::is_plain_utf8(note))
    return base::fail(base::Code::Invalid, "note: up to 2000 bytes of plain text on one line");
  const Kept kept{keys_.lock(codes.view(), place_of(id, "worked")), keys_.lock(note, place_of(id, "note"))};
  return store_.change(id, clock_.utc(), change_to(Act::Finish, actor, token, false), kept, "done", actor);
}

}  // namespace queue
