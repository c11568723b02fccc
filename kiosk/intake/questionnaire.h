#pragma once
// What a visit asks besides the map: its questions about running and today, and the safety screen with what
// on the map calls for more of it. A clinic edits them in content/ (content/questions.h reads them); words
// are kept apart, one file a language. Plain values, immutable once read; any thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/record.h"

namespace intake {

// How far a yes reaches. E get help now, S speak to staff first, L not on that spot, C the therapist must
// read it first (reference: clinical screen, four tiers). In the order of what outranks what.
enum class Tier : std::uint8_t { None, C, L, S, E };
std::string_view to_text(Tier tier);  // empty for None
std::optional<Tier> parse_tier(std::string_view text);

// Longest name of a question, a part or a choice, bytes: what a record holds.
inline constexpr std::size_t kLongestId = 32;
using QuestionId = base::ShortText<kLongestId>;

// A question about running or about today.
struct Question {
  enum class Screen : std::uint8_t { Running, Today };
  std::string id;
  Screen screen = Screen::Running;
  bool several = false;                // more than one choice may stand
  std::vector<std::string> choices;    // ids, in the order shown
  std::string alone;                   // the choice that stands alone ("none"); empty = no such choice
  std::vector<std::string> only_with;  // region names: asked only with one of them marked; empty = always
};

struct SafetyPart {
  std::string id;  // as the record has it: "saddle.hold"
  Tier tier = Tier::None;
};

struct SafetyQuestion {
  // Always: on a list everybody sees; Map: only when a trigger asks it; Answered: told by an answer of Today.
  enum class Ask : std::uint8_t { Always, Map, Answered };
  // Whole: of the client; Marked: of each place that triggered it; Shown: a yes asks to show where.
  enum class Place : std::uint8_t { Whole, Marked, Shown };
  std::string id;
  Tier tier = Tier::None;
  Ask ask = Ask::Always;
  int list = 1;  // Always: which list it stands on, from 1
  Place place = Place::Whole;
  std::vector<SafetyPart> parts;       // what it asks, one by one; empty = one thing
  Tier raised = Tier::None;            // the tier of a yes at one of `raised_on`
  std::vector<std::string> raised_on;  // region names
  std::string answered_by;             // Answered: the question of Today
};

// A rule of the map that asks a safety question by itself. A mark meets it if it is on one of `regions` and
// is at least `level` strong, or has one of `kinds`, or hurts at one of `when` (none given: any mark does),
// and began at `since` if that is given.
struct Trigger {
  std::string id;                    // what the record says fired; up to 16 bytes, with no dot
  std::string asks;                  // a safety question
  std::vector<std::string> regions;  // names without side; empty = any
  int level = 0;                     // 0 = not by level
  Set<Kind> kinds;
  Set<When> when;
  Since since = Since::Unsaid;
  bool one_side = false;            // the other side has none, or much less (safety.h)
  bool both_sides = false;          // met on the left and on the right
  std::vector<std::string> beside;  // and one of these is marked as well
  std::vector<Answer> answers;      // and one of these was answered
};

struct Questionnaire {
  std::vector<Question> questions;
  std::vector<SafetyQuestion> safety;
  std::vector<Trigger> triggers;

  const Question* question(std::string_view id) const;  // nullptr if there is none
  const SafetyQuestion* safety_question(std::string_view id) const;
  const SafetyQuestion* safety_of_part(std::string_view part) const;
  int lists() const;  // how many lists everybody sees
};

}  // namespace intake
