#include "queue/list_changes.h"

#include "queue/row_words.h"

namespace queue {
namespace {

using Json = nlohmann::json;

std::string key_of(const Json& row) {
  return Json{row.at("state"), row.at("holder"), row.at("pulled"), row.at("added_after_pull"),
              row.value("unreadable", false)}
      .dump();
}

}  // namespace

base::Result<std::vector<ListChange>> ListChanges::take(std::string_view list, const RegionLabel& label) {
  std::vector<ListChange> changes;
  std::map<std::string, Known> now;
  try {
    const auto json = Json::parse(list.begin(), list.end());
    const auto at = json.at("now").get<std::int64_t>();
    const auto look_at = [&](const Json& row, bool open) {
      const auto id = row.at("id").get<std::string>();
      const auto before = known_.find(id);
      Known seen{
          key_of(row), open, {at, row.at("state").get<std::string>(), row.dump(), line_text(row, label)}};
      const bool changed = before == known_.end() || before->second.key != seen.key;
      if (changed && (open || !first_)) changes.push_back(seen.last);
      now.insert_or_assign(id, std::move(seen));
    };
    for (const auto& row : json.at("queue")) look_at(row, true);
    for (const auto& row : json.at("done")) look_at(row, false);
    for (const auto& [id, before] : known_) {
      if (!before.open || now.count(id) > 0) continue;
      auto gone = before.last;
      gone.at_ms = at;
      gone.what = "gone";
      changes.push_back(std::move(gone));
    }
  } catch (const Json::exception&) {
    return base::fail(base::Code::Parse, "the queue's answer is no list");
  }
  known_ = std::move(now);
  first_ = false;
  return changes;
}

}  // namespace queue
