#include "queue/row_words.h"

#include <fmt/format.h>

namespace queue {

using Json = nlohmann::json;

namespace {

constexpr int kSummary = 3;  // areas in a row's words

}  // namespace

std::string spaced(std::string_view word) {
  std::string text(word);
  for (char& c : text) c = c == '_' ? ' ' : c;
  return text;
}

std::string who_text(const Json& member) {
  const auto given = member.at("given").get<std::string>();
  const auto initials = member.at("initials").get<std::string>();
  const auto tail = member.at("number_tail").get<std::string>();
  std::string text = given.empty() ? "Guest without a name" : fmt::format("{} ({})", given, initials);
  if (!tail.empty())
    text += fmt::format(", member ..{}", tail);
  else if (!given.empty())
    text += ", guest";
  return text;
}

std::string wanted_text(const Json& row) {
  auto therapist = row.at("wanted").get<std::string>();
  if (!therapist.empty()) return therapist;
  const auto unknown = row.value("wanted_unknown", std::string());
  return unknown.empty() ? "anyone" : unknown + " (no log-in here, so anyone)";
}

std::string waited_text(const Json& row) {
  return fmt::format("{} min", row.at("waiting_s").get<std::int64_t>() / 60);
}

std::string flag_text(std::string_view tier) {
  if (tier == "E") return "!! E  GET HELP NOW";
  if (tier == "S") return "!  S  SPEAK TO STAFF FIRST";
  if (tier == "L") return "/  L  not on that spot";
  if (tier == "C") return "i  C  read before you start";
  return {};
}

std::string hold_text(const Json& row) {
  std::string text = spaced(row.at("state").get<std::string>());
  const auto holder = row.at("holder").get<std::string>();
  if (!holder.empty()) text += ", " + holder;
  if (!row.at("lease_s").is_null())
    text += fmt::format(", {} s left to start", row.at("lease_s").get<std::int64_t>());
  return text;
}

std::string areas_text(const Json& row, const RegionLabel& label) {
  if (row.value("unreadable", false)) return "CANNOT BE READ, ask the client";
  std::string areas;
  int told = 0;
  for (const auto& area : row.at("areas")) {
    if (++told > kSummary) break;
    if (!areas.empty()) areas += ", ";
    areas += fmt::format("{} {}", label(area.at("region").get<std::string>()), area.at("level").get<int>());
  }
  if (row.at("nothing_hurts").get<bool>()) areas = "nothing hurts";
  if (row.at("status").get<std::string>() == "incomplete") areas += " (incomplete)";
  return areas;
}

std::string line_text(const Json& row, const RegionLabel& label) {
  const auto position =
      row.at("position").is_null() ? std::string("-") : std::to_string(row.at("position").get<int>());
  auto text =
      fmt::format("{:>3}  {}  {}, {}, asked for {}: {}", position, row.at("id").get<std::string>(),
                  who_text(row.at("member")), waited_text(row), wanted_text(row), areas_text(row, label));
  if (const auto tier = flag_text(row.at("tier").get<std::string>()); !tier.empty())
    text += "  [" + tier + "]";
  if (row.at("state").get<std::string>() != "waiting") text += "  (" + hold_text(row) + ")";
  return text;
}

}  // namespace queue
