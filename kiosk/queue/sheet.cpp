#include "queue/sheet.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "intake/json.h"
#include "queue/people_json.h"
#include "queue/row_words.h"

namespace queue {
namespace {

using Json = nlohmann::json;

std::string details(const intake::Area& area) {
  std::string text;
  const auto add = [&text](std::string_view word) {
    if (!text.empty()) text += ", ";
    text += spaced(word);
  };
  for (int i = 0; i < intake::kKindCount; ++i) {
    const auto kind = static_cast<intake::Kind>(i);
    if (area.kinds.has(kind)) add(intake::to_text(kind));
  }
  if (area.since != intake::Since::Unsaid) add("since: " + std::string(intake::to_text(area.since)));
  for (int i = 0; i < intake::kWhenCount; ++i) {
    const auto when = static_cast<intake::When>(i);
    if (area.when.has(when)) add(intake::to_text(when));
  }
  return text;
}

std::string marks_text(const intake::Intake& record, const RegionLabel& label) {
  if (record.nothing_hurts) return "  Nothing hurts today\n";
  if (record.areas.empty()) return "  No area was marked\n";
  std::string text;
  for (const auto& area : by_rank_then_level(record.areas)) {
    const auto rank = area.rank == 0 ? std::string(" ") : std::to_string(area.rank);
    const auto level = area.level == 0 ? std::string("gone now") : fmt::format("{:>2} of 10", area.level);
    text += fmt::format("  {}  {:<28} {:>8}  {}\n", rank, label(area.region.view()), level, details(area));
  }
  return text;
}

std::string avoid_text(const intake::Intake& record, const RegionLabel& label) {
  std::string text;
  for (const auto& avoid : record.avoid) {
    text += fmt::format("  x  {}", label(avoid.region.view()));
    if (avoid.why != intake::AvoidWhy::Unsaid) text += fmt::format("  ({})", intake::to_text(avoid.why));
    text += "\n";
  }
  return text.empty() ? text : "Please don't touch\n" + text;
}

// "calf.calf_outer.L": the rule, and the place in words; "shown.calf_outer.L" is where the client showed it.
std::string because_text(std::string_view because, const RegionLabel& label) {
  if (because.empty()) return {};
  const auto dot = because.find('.');
  const auto place = because.substr(std::min(dot + 1, because.size()));
  const bool rule = dot != std::string_view::npos && intake::RegionCode::parse(place).has_value();
  if (!rule) return ", asked for " + label(because);
  return (because.starts_with("shown.") ? ", at " : ", asked for ") + label(place);
}

std::string safety_text(const intake::Intake& record, const RegionLabel& label) {
  std::string text;
  for (const auto& screened : record.screening) {
    if (screened.answer.view() == "no") continue;
    const auto because = because_text(screened.triggered_by.view(), label);
    text += fmt::format("  {}: {} {}{}\n", flag_text(screened.tier.view()), spaced(screened.id.view()),
                        spaced(screened.answer.view()), because);
  }
  return text.empty() ? text : "Safety\n" + text;
}

std::string answers_text(const intake::Intake& record) {
  std::string text;
  for (const auto& answer : record.answers)
    text += fmt::format("  {}: {}\n", spaced(answer.question.view()), spaced(answer.choice.view()));
  return text.empty() ? text : "Answers\n" + text;
}

std::string finished_text(const Json& json, const RegionLabel& label) {
  std::string text;
  for (const auto& code : json.at("worked")) text += fmt::format("  {}\n", label(code.get<std::string>()));
  if (!text.empty()) text = "Worked\n" + text;
  const auto note = json.at("note").get<std::string>();
  return note.empty() ? text : text + "Note\n  " + note + "\n";
}

// A record whose bytes do not open: what the queue knows without them.
std::string unreadable_sheet(const Json& json) {
  return fmt::format(
      "THIS VISIT CANNOT BE READ\nAsk the client in person, and tell whoever runs the queue.\n"
      "Waiting {}, asked for {}\nState: {}\nId: {}\n",
      waited_text(json), wanted_text(json), hold_text(json), json.at("id").get<std::string>());
}

std::string sheet_of(const Json& json, const intake::Intake& record, const RegionLabel& label) {
  std::string text = fmt::format("{}\n{}\n", who_text(json.at("member")), std::string(60, '-'));
  const auto sent = base::local_hour_minute(record.sent);
  text += fmt::format("Sent {}, waiting {}, asked for {}\n", sent, waited_text(json), wanted_text(json));
  text += fmt::format("State: {}\nId: {}\n", hold_text(json), json.at("id").get<std::string>());
  if (record.status == intake::Status::Incomplete)
    text += fmt::format("INCOMPLETE: ended by {}, not sent by the client\n",
                        spaced(intake::to_text(record.ended_by)));
  if (!record.clock_trusted) text += "The kiosk's clock was not trusted\n";
  text += "\n" + safety_text(record, label);
  text += "Areas\n" + marks_text(record, label);
  text += avoid_text(record, label) + answers_text(record) + finished_text(json, label);
  return text;
}

}  // namespace

base::Result<std::string> sheet_text(std::string_view text, const RegionLabel& label) {
  try {
    const auto json = Json::parse(text.begin(), text.end());
    if (json.value("unreadable", false)) return unreadable_sheet(json);
    BODYMAP_TRY(record, intake::from_json(json.at("intake").dump()));
    return sheet_of(json, record, label);
  } catch (const Json::exception&) {
    return base::fail(base::Code::Parse, "the queue's answer is no record");
  }
}

base::Result<std::string> list_text(std::string_view text, const RegionLabel& label) {
  try {
    const auto json = Json::parse(text.begin(), text.end());
    std::string lines;
    for (const auto& entry : json.at("queue")) lines += line_text(entry, label) + "\n";
    return lines;
  } catch (const Json::exception&) {
    return base::fail(base::Code::Parse, "the queue's answer is no list");
  }
}

}  // namespace queue
