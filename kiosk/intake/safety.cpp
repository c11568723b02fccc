#include "intake/safety.h"

#include <algorithm>
#include <array>

namespace intake {
namespace {

constexpr std::array<std::string_view, 5> kTiers{"", "C", "L", "S", "E"};

bool names(const std::vector<std::string>& regions, const RegionCode& region) {
  return std::find(regions.begin(), regions.end(), region.name()) != regions.end();
}

bool shares_kind(const Trigger& rule, const Area& area) {
  for (int i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    if (rule.kinds.has(kind) && area.kinds.has(kind)) return true;
  }
  return false;
}

bool strong_enough(const Trigger& rule, const Area& area) {
  const bool any = rule.level == 0 && rule.kinds.count() == 0 && rule.when.count() == 0;
  if (any || (rule.level > 0 && area.level >= rule.level) || shares_kind(rule, area)) return true;
  for (int i = 0; i < kWhenCount; ++i) {
    const auto when = static_cast<When>(i);
    if (rule.when.has(when) && area.when.has(when)) return true;
  }
  return false;
}

bool on_its_regions(const Trigger& rule, const Area& area) {
  return area.level > 0 && (rule.regions.empty() || names(rule.regions, area.region));
}

bool meets(const Trigger& rule, const Area& area) {
  return on_its_regions(rule, area) && strong_enough(rule, area) &&
         (rule.since == Since::Unsaid || area.since == rule.since);
}

bool other_side(const RegionCode& a, const RegionCode& b) {
  return a.side() != b.side() && a.side() != Side::Middle && b.side() != Side::Middle;
}

// The other side has nothing there, or much less, or not what this side fired by.
bool alone_on_its_side(const Trigger& rule, const Area& area, const base::SecretVector<Area>& areas) {
  return std::all_of(areas.begin(), areas.end(), [&](const Area& other) {
    if (!on_its_regions(rule, other) || !other_side(area.region, other.region)) return true;
    const bool much_less = other.level + kOneSidedBy <= area.level;
    return (much_less && !shares_kind(rule, other)) || (shares_kind(rule, area) && !shares_kind(rule, other));
  });
}

bool met_on_both_sides(const Trigger& rule, const base::SecretVector<Area>& areas) {
  const auto on = [&](Side side) {
    return std::any_of(areas.begin(), areas.end(),
                       [&](const Area& area) { return area.region.side() == side && meets(rule, area); });
  };
  return on(Side::Left) && on(Side::Right);
}

bool holds_around(const Trigger& rule, const base::SecretVector<Area>& areas,
                  const base::SecretVector<Answer>& answers) {
  if (rule.both_sides && !met_on_both_sides(rule, areas)) return false;
  const bool beside = std::any_of(areas.begin(), areas.end(), [&](const Area& area) {
    return area.level > 0 && names(rule.beside, area.region);
  });
  if (!rule.beside.empty() && !beside) return false;
  const bool answered = std::any_of(answers.begin(), answers.end(), [&](const Answer& answer) {
    return std::find(rule.answers.begin(), rule.answers.end(), answer) != rule.answers.end();
  });
  return rule.answers.empty() || answered;
}

bool known_already(const base::SecretVector<Fired>& all, const Fired& one) {
  return std::any_of(all.begin(), all.end(), [&](const Fired& other) {
    return other.question == one.question && other.region == one.region;
  });
}

}  // namespace

std::string_view to_text(Tier tier) { return kTiers[static_cast<std::size_t>(tier)]; }

std::optional<Tier> parse_tier(std::string_view text) {
  const auto found = std::find(kTiers.begin() + 1, kTiers.end(), text);
  if (found == kTiers.end()) return std::nullopt;
  return static_cast<Tier>(found - kTiers.begin());
}

const Question* Questionnaire::question(std::string_view id) const {
  const auto found =
      std::find_if(questions.begin(), questions.end(), [&](const auto& each) { return each.id == id; });
  return found == questions.end() ? nullptr : &*found;
}

const SafetyQuestion* Questionnaire::safety_question(std::string_view id) const {
  const auto found =
      std::find_if(safety.begin(), safety.end(), [&](const auto& each) { return each.id == id; });
  return found == safety.end() ? nullptr : &*found;
}

const SafetyQuestion* Questionnaire::safety_of_part(std::string_view part) const {
  const auto found = std::find_if(safety.begin(), safety.end(), [&](const auto& each) {
    return std::any_of(each.parts.begin(), each.parts.end(),
                       [&](const SafetyPart& own) { return own.id == part; });
  });
  return found == safety.end() ? nullptr : &*found;
}

int Questionnaire::lists() const {
  int last = 0;
  for (const auto& each : safety) {
    if (each.ask == SafetyQuestion::Ask::Always) last = std::max(last, each.list);
  }
  return last;
}

base::ShortText<48> Fired::because() const {
  std::string text(trigger.view());
  if (!region.empty()) text += "." + std::string(region.view());
  return base::ShortText<48>(text);
}

base::SecretVector<Fired> fired(const Questionnaire& asks, const base::SecretVector<Area>& areas,
                                const base::SecretVector<Answer>& answers) {
  base::SecretVector<Area> strongest = areas;
  std::stable_sort(strongest.begin(), strongest.end(),
                   [](const Area& a, const Area& b) { return a.level > b.level; });
  base::SecretVector<Fired> all;
  for (const Trigger& rule : asks.triggers) {
    if (!holds_around(rule, areas, answers)) continue;
    for (const Area& area : strongest) {
      if (!meets(rule, area) || (rule.one_side && !alone_on_its_side(rule, area, areas))) continue;
      const Fired one{QuestionId(rule.asks), base::ShortText<16>(rule.id), area.region};
      if (!known_already(all, one)) all.push_back(one);
    }
  }
  return all;
}

Tier tier_of(const Questionnaire& asks, std::string_view id, const RegionCode& region) {
  const SafetyQuestion* question = asks.safety_question(id);
  Tier tier = question != nullptr ? question->tier : Tier::None;
  if (question == nullptr) {
    question = asks.safety_of_part(id);
    if (question == nullptr) return Tier::None;
    for (const SafetyPart& part : question->parts) {
      if (part.id == id) tier = part.tier;
    }
  }
  const bool raised = !region.empty() && names(question->raised_on, region);
  return raised ? std::max(tier, question->raised) : tier;
}

}  // namespace intake
