#include "visit/facts.h"

#include <algorithm>

namespace visit {
namespace {

constexpr int kStrong = 8;

bool any_area(const Visit& visit, auto&& of_which) {
  return std::any_of(visit.marks.areas.begin(), visit.marks.areas.end(), of_which);
}

bool answered(const Visit& visit, std::string_view question, std::string_view choice) {
  return std::any_of(visit.answers.begin(), visit.answers.end(), [&](const intake::Answer& answer) {
    return answer.question.view() == question && answer.choice.view() == choice;
  });
}

}  // namespace

bool holds(const Visit& visit, std::string_view fact) {
  if (fact == "nothing") return visit.marks.areas.empty();
  if (fact == "strong")
    return any_area(visit, [](const intake::Area& area) { return area.level >= kStrong; });
  const auto equals = fact.find('=');
  if (equals == std::string_view::npos)
    return any_area(visit, [&](const intake::Area& area) { return area.region.name() == fact; });
  const auto question = fact.substr(0, equals);
  const auto choice = fact.substr(equals + 1);
  if (question != "since") return answered(visit, question, choice);
  const auto since = intake::parse_since(choice);
  return since && any_area(visit, [&](const intake::Area& area) { return area.since == *since; });
}

std::optional<std::size_t> card_worth_reading(const Visit& visit, const Rules& rules) {
  std::vector<std::size_t> fitting;
  std::vector<std::size_t> for_all;
  for (std::size_t i = 0; i < rules.cards.size(); ++i) {
    const auto& fits = rules.cards[i];
    if (fits.empty()) for_all.push_back(i);
    if (std::any_of(fits.begin(), fits.end(), [&](const auto& fact) { return holds(visit, fact); }))
      fitting.push_back(i);
  }
  const auto& those = fitting.empty() ? for_all : fitting;
  if (those.empty()) return std::nullopt;
  return those[visit.number % those.size()];
}

}  // namespace visit
