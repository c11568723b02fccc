#pragma once
// The safety engine: which rules of the map fire, and what a yes stands for. Pure; any thread. The rules are
// content (questionnaire.h); thresholds in them are a clinic's to set, biased to ask and not to block.
#include "intake/questionnaire.h"

namespace intake {

// Left and right differ so much that the stronger side counts as the only one (reference: one-sided pattern).
inline constexpr int kOneSidedBy = 3;

// A rule that fired. Without a region where the rule needs no mark's place.
struct Fired {
  QuestionId question;
  base::ShortText<16> trigger;
  RegionCode region;
  bool operator==(const Fired&) const = default;
  // As the record has it: "bone.shin_inner.L".
  base::ShortText<48> because() const;
};

// Every question that the marks and answers call for, in the rules' order, the strongest mark first; one
// entry a question and region.
base::SecretVector<Fired> fired(const Questionnaire& asks, const base::SecretVector<Area>& areas,
                                const base::SecretVector<Answer>& answers);

// What a yes to the question, or to one of its parts, stands for at this place (no region: nowhere in
// particular). None for an unknown id.
Tier tier_of(const Questionnaire& asks, std::string_view id, const RegionCode& region);

}  // namespace intake
