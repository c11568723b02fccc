#include "queue/people_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "intake/json.h"

namespace queue {
namespace {

using Json = nlohmann::json;

std::string_view to_text(ClientKind kind) {
  switch (kind) {
    case ClientKind::Member: return "member";
    case ClientKind::Guest: return "guest";
    case ClientKind::CardUnknown: return "card_unknown";
  }
  return "guest";
}

Json time_json(const std::optional<base::Utc>& time) { return time ? Json(time->ms) : Json(nullptr); }

std::string display_of(const Listing& listing, const std::string& user) {
  const auto found = listing.displays.find(user);
  return found == listing.displays.end() ? user : found->second;
}

void add_hold(Json& json, const IntakeRow& row, const Listing& listing) {
  const auto& hold = row.hold;
  const bool mine = !hold.holder.empty() && hold.holder == listing.viewer;
  const bool begun = hold.state == State::InSession || hold.state == State::Done;
  json["id"] = base::to_text(row.id);
  json["state"] = to_text(hold.state);
  json["holder"] = hold.holder;
  json["holder_display"] = display_of(listing, hold.holder);
  json["mine"] = mine;
  // The token of somebody else's pull would let anyone act in their place.
  if (mine) json["token"] = hold.token;
  json["lease"] = nullptr;
  json["lease_s"] = nullptr;
  if (hold.lease_until) {
    json["lease"] = base::to_iso8601(*hold.lease_until);
    json["lease_s"] = (hold.lease_until->ms - listing.now.ms) / 1000;
  }
  json["pulled"] = hold.state == State::Pulled || begun ? time_json(row.pulled) : Json(nullptr);
  json["started"] = begun ? time_json(row.started) : Json(nullptr);
  json["ended"] = time_json(row.ended);
  json["undo_s"] = nullptr;
  if (hold.undo_until && *hold.undo_until > listing.now)
    json["undo_s"] = (hold.undo_until->ms - listing.now.ms) / 1000;
}

void add_standing(Json& json, const Opened& opened, const Listing& listing) {
  const auto& standing = opened.row.standing;
  json["received"] = base::to_iso8601(opened.row.received);
  json["sent"] = standing.waiting_since.ms;
  json["waiting_s"] = std::max<std::int64_t>(0, listing.now.ms - standing.waiting_since.ms) / 1000;
  json["tier"] = to_text(standing.tier);
  json["wanted"] = standing.wanted;
  json["wanted_display"] = display_of(listing, standing.wanted);
  // Whom the client asked for without there being a log-in of that name: nobody waits for it, but it is told.
  json["wanted_unknown"] = standing.wanted.empty() ? opened.intake.therapist.view() : std::string_view();
  json["wants_me"] = !standing.wanted.empty() && standing.wanted == listing.viewer;
  json["member"] = {{"kind", to_text(opened.client.kind)},
                    {"number_tail", opened.client.number_tail},
                    {"initials", opened.client.initials.view()},
                    {"given", opened.client.given.view()}};
}

Json areas_json(const intake::Intake& intake) {
  auto list = Json::array();
  for (const auto& area : by_rank_then_level(intake.areas))
    list.push_back({{"region", area.region.view()}, {"level", area.level}});
  return list;
}

// The tiers something was said to, highest first.
Json flags_json(const intake::Intake& intake) {
  auto flags = Json::array();
  for (const std::string_view tier : {"E", "S", "L", "C"}) {
    const bool present = std::any_of(
        intake.screening.begin(), intake.screening.end(),
        [tier](const auto& said) { return said.tier.view() == tier && said.answer.view() != "no"; });
    if (present) flags.push_back(tier);
  }
  return flags;
}

bool would_rather_tell(const intake::Intake& intake) {
  return std::any_of(intake.screening.begin(), intake.screening.end(),
                     [](const auto& said) { return said.id.view() == "tell_therapist"; });
}

void add_said(Json& json, const intake::Intake& intake) {
  json["status"] = intake::to_text(intake.status);
  json["nothing_hurts"] = intake.nothing_hurts;
  json["areas"] = areas_json(intake);
  json["avoid"] = Json::array();
  for (const auto& avoid : intake.avoid) json["avoid"].push_back(avoid.region.view());
  json["avoid_count"] = intake.avoid.size();
  json["flags"] = flags_json(intake);
  json["rather_tell"] = would_rather_tell(intake);
}

bool waits(const Opened& opened) { return opened.row.hold.state == State::Waiting; }

// Its place among those waiting, from 1; null if it does not wait.
Json position_of(const Opened& opened, const Listing& listing) {
  int position = 0;
  for (const auto& other : listing.open) {
    if (!waits(other)) continue;
    ++position;
    if (other.row.id == opened.row.id) return position;
  }
  return nullptr;
}

Json same_initials(const Opened& opened, const Listing& listing) {
  auto positions = Json::array();
  if (opened.client.initials.empty()) return positions;
  int position = 0;
  for (const auto& other : listing.open) {
    if (!waits(other)) continue;
    ++position;
    if (other.row.id != opened.row.id && other.client.initials == opened.client.initials)
      positions.push_back(position);
  }
  return positions;
}

bool held(const IntakeRow& row) {
  return row.hold.state == State::Pulled || row.hold.state == State::InSession;
}

// When the same member sent a newer one while this was pulled or in session.
Json added_after_pull(const Opened& opened, const Listing& listing) {
  const auto& row = opened.row;
  if (!held(row) || row.member.empty()) return nullptr;
  for (const auto& other : listing.open) {
    if (other.row.member == row.member && other.row.standing.waiting_since > row.standing.waiting_since)
      return other.row.received.ms;
  }
  return nullptr;
}

Json row_of(const Opened& opened, const Listing& listing) {
  Json json;
  add_hold(json, opened.row, listing);
  add_standing(json, opened, listing);
  add_said(json, opened.intake);
  json["unreadable"] = opened.unreadable;
  json["position"] = waits(opened) ? position_of(opened, listing) : Json(nullptr);
  json["same_initials"] = same_initials(opened, listing);
  json["added_after_pull"] = added_after_pull(opened, listing);
  return json;
}

Json row_of(const Sheet& sheet) {
  Json json = row_of(sheet.opened, sheet.listing);
  if (held(sheet.opened.row)) json["added_after_pull"] = time_json(sheet.newer);
  return json;
}

Json previous_json(const std::optional<Opened>& previous) {
  if (!previous) return nullptr;
  return {{"sent", previous->row.standing.waiting_since.ms},
          {"areas", areas_json(previous->intake)},
          {"worked", previous->worked}};
}

Json id_json(const std::optional<base::Uuid>& id) { return id ? Json(base::to_text(*id)) : Json(nullptr); }

Json rows_of(const std::vector<Opened>& list, const Listing& listing) {
  auto rows = Json::array();
  for (const auto& opened : list) rows.push_back(row_of(opened, listing));
  return rows;
}

}  // namespace

base::SecretVector<intake::Area> by_rank_then_level(const base::SecretVector<intake::Area>& areas) {
  auto sorted = areas;
  const auto key = [](const intake::Area& area) {
    return std::tuple(area.rank == 0 ? 4 : area.rank, -area.level);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&key](const auto& a, const auto& b) { return key(a) < key(b); });
  return sorted;
}

std::string to_json(const Sheet& sheet) {
  const auto& opened = sheet.opened;
  Json json = row_of(sheet);
  json["intake"] = Json::parse(intake::to_json(opened.intake).view());
  json["client"] = {{"given", opened.client.given.view()},
                    {"initials", opened.client.initials.view()},
                    {"title", opened.client.title.view()}};
  json["worked"] = opened.worked;
  json["note"] = opened.note.view();
  json["previous"] = previous_json(sheet.previous);
  json["replaced_by"] = id_json(opened.row.replaced_by);
  json["replaces"] = id_json(sheet.replaces);
  return json.dump();
}

std::string row_json(const Sheet& sheet) { return row_of(sheet).dump(); }

std::string to_json(const Listing& listing) {
  return Json{{"now", listing.now.ms},
              {"version", listing.version},
              {"queue", rows_of(listing.open, listing)},
              {"done", rows_of(listing.ended, listing)}}
      .dump();
}

}  // namespace queue
