#include "queue/people_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "intake/json.h"

namespace queue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kSummary = 3;

Json hold_json(const IntakeRow& row, base::Utc now) {
  Json json{{"id", base::to_text(row.id)},
            {"state", to_text(row.hold.state)},
            {"holder", row.hold.holder},
            {"token", row.hold.token},
            {"lease", nullptr},
            {"lease_s", nullptr}};
  if (row.hold.lease_until) {
    json["lease"] = base::to_iso8601(*row.hold.lease_until);
    json["lease_s"] = (row.hold.lease_until->ms - now.ms) / 1000;
  }
  return json;
}

Json standing_json(const Opened& opened, base::Utc now) {
  Json json = hold_json(opened.row, now);
  const auto& standing = opened.row.standing;
  json["received"] = base::to_iso8601(opened.row.received);
  json["waiting_s"] = std::max<std::int64_t>(0, now.ms - standing.waiting_since.ms) / 1000;
  json["tier"] = to_text(standing.tier);
  json["wanted"] = standing.wanted;
  json["member"] = {{"number_tail", opened.client.number_tail},
                    {"initials", opened.client.initials.view()},
                    {"given", opened.client.given.view()}};
  return json;
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

std::string to_json(const Opened& opened, base::Utc now) {
  Json json = standing_json(opened, now);
  json["replaced_by"] = nullptr;
  if (opened.row.replaced_by) json["replaced_by"] = base::to_text(*opened.row.replaced_by);
  json["worked"] = opened.worked;
  json["note"] = opened.note.view();
  json["intake"] = Json::parse(intake::to_json(opened.intake).view());
  return json.dump();
}

std::string to_json(const IntakeRow& row, base::Utc now) { return hold_json(row, now).dump(); }

std::string list_json(const std::vector<Opened>& list, base::Utc now) {
  auto entries = Json::array();
  int position = 0;
  for (const auto& opened : list) {
    Json json = standing_json(opened, now);
    json["position"] = nullptr;
    if (opened.row.hold.state == State::Waiting) json["position"] = ++position;
    json["status"] = intake::to_text(opened.intake.status);
    json["nothing_hurts"] = opened.intake.nothing_hurts;
    json["areas"] = Json::array();
    const auto sorted = by_rank_then_level(opened.intake.areas);
    for (std::size_t i = 0; i < std::min(kSummary, sorted.size()); ++i)
      json["areas"].push_back({{"region", sorted[i].region.view()}, {"level", sorted[i].level}});
    entries.push_back(std::move(json));
  }
  return Json{{"queue", entries}}.dump();
}

}  // namespace queue
