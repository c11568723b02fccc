#pragma once
// What one visit records: the intake, `bodymap.intake/1`. Plain values, no I/O. Everything a client said
// lives in SecretString and SecretVector, so that it is wiped when the visit ends.
// The words of the enumerations in JSON are given beside them; they are never renamed.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "base/secret.h"
#include "base/short_text.h"
#include "intake/region.h"

namespace intake {

inline constexpr std::string_view kFormat = "bodymap.intake/1";
// One scale: 1 to 10, untouched = not reported, 0 = "gone now" for an area carried over.
inline constexpr std::string_view kScale = "nrs10";
inline constexpr int kHighestLevel = 10;
inline constexpr int kMostKinds = 3;
// Safety outcomes in one record: each question or part, once for every place it was asked of.
inline constexpr std::size_t kMostScreened = 160;

// How it feels: tight sore dull_ache pulling sharp burning numb throbbing.
enum class Kind : std::uint8_t { Tight, Sore, DullAche, Pulling, Sharp, Burning, Numb, Throbbing };
inline constexpr int kKindCount = 8;
// Since when: today days weeks longer.
enum class Since : std::uint8_t { Unsaid, Today, Days, Weeks, Longer };
inline constexpr int kSinceCount = 5;
// When it hurts: after_running while_running at_rest.
enum class When : std::uint8_t { AfterRunning, WhileRunning, AtRest };
inline constexpr int kWhenCount = 3;
// Why not to touch: unsaid injury skin private.
enum class AvoidWhy : std::uint8_t { Unsaid, Injury, Skin, Private };
inline constexpr int kAvoidWhyCount = 4;

std::string_view to_text(Kind kind);
std::string_view to_text(Since since);  // empty for Unsaid
std::string_view to_text(When when);
std::string_view to_text(AvoidWhy why);
std::optional<Kind> parse_kind(std::string_view text);
std::optional<Since> parse_since(std::string_view text);
std::optional<When> parse_when(std::string_view text);
std::optional<AvoidWhy> parse_avoid_why(std::string_view text);

// A few of one enumeration, as bits; trivially copyable so that it can be wiped as plain memory.
template <class E>
class Set {
 public:
  bool has(E e) const { return (bits_ >> static_cast<int>(e)) & 1U; }
  void add(E e) { bits_ = static_cast<std::uint16_t>(bits_ | (1U << static_cast<int>(e))); }
  void remove(E e) { bits_ = static_cast<std::uint16_t>(bits_ & ~(1U << static_cast<int>(e))); }
  int count() const { return __builtin_popcount(bits_); }
  bool operator==(const Set&) const = default;

 private:
  std::uint16_t bits_ = 0;
};

using ViewName = base::ShortText<16>;

// An id, a code, a version: printable ASCII of bounded length (or nothing), so that it is sound JSON and a
// sound line anywhere. What a record holds under such a name must be one.
bool is_word(std::string_view text);

// Where the finger landed: the view, and mm from the top left of its canvas (design: the view's own scale).
struct TouchedAt {
  ViewName view;
  float x_mm = 0;
  float y_mm = 0;
  bool operator==(const TouchedAt&) const = default;
};

struct Area {
  RegionCode region;
  int level = 0;  // 1..10; 0 = gone now, only for an area carried over
  Set<Kind> kinds;
  Since since = Since::Unsaid;
  Set<When> when;
  int rank = 0;  // 1..3 = the client's order; 0 = not ranked
  TouchedAt at;
  bool operator==(const Area&) const = default;
};

struct Avoid {
  RegionCode region;
  AvoidWhy why = AvoidWhy::Unsaid;
  bool operator==(const Avoid&) const = default;
};

struct Answer {
  base::ShortText<32> question;
  base::ShortText<32> choice;
  bool operator==(const Answer&) const = default;
};

// A safety question's outcome: its answer, the tier it stands for (E S L C) and what on the map asked for it.
struct Screened {
  base::ShortText<32> id;
  base::ShortText<16> answer;
  base::ShortText<2> tier;
  base::ShortText<48> triggered_by;
  bool operator==(const Screened&) const = default;
};

// A keyed pseudonym of a card, one per match width; see intake/card_token.h.
struct CardToken {
  base::ShortText<8> width;   // em40 em32 em24 uid
  base::ShortText<64> token;  // 32 bytes as hex
  bool operator==(const CardToken&) const = default;
};

// What came of asking the queue about the card: unsaid (no card, or a kiosk that does not tell), known,
// unknown, or unasked since the queue could not be reached.
enum class CardAsked : std::uint8_t { Unsaid, Known, Unknown, Unasked };
std::string_view to_text(CardAsked card);  // empty for Unsaid
std::optional<CardAsked> parse_card_asked(std::string_view text);

struct Client {
  base::SecretVector<CardToken> tokens;
  CardAsked card = CardAsked::Unsaid;
  base::SecretString given;       // typed by a guest; never looked up
  base::SecretString initial;     // of the last name, typed by a guest
  base::SecretString member;      // the queue's reference for the member the card found; may be empty
  bool member_confirmed = false;  // the card found a member and the client did not say "Not you?"
  bool operator==(const Client&) const = default;
};

enum class Status : std::uint8_t { Complete, Incomplete };
// sent idle other_card cancelled
enum class EndedBy : std::uint8_t { Sent, Idle, OtherCard, Cancelled };
std::string_view to_text(Status status);
std::string_view to_text(EndedBy ended);

struct Intake {
  base::Uuid id;
  std::string kiosk;          // the kiosk's id from its enrolment
  std::int64_t sequence = 0;  // gap-free per kiosk, from 1
  base::Utc started;
  base::Utc sent;
  std::string time_zone;   // the clinic's, IANA
  std::string local_date;  // in that zone, of `sent`
  bool clock_trusted = true;
  std::string language = "en";
  Status status = Status::Complete;
  EndedBy ended_by = EndedBy::Sent;
  Client client;
  base::SecretString therapist;  // id of the one asked for; empty = anyone
  bool nothing_hurts = false;
  base::SecretVector<Area> areas;
  base::SecretVector<Avoid> avoid;
  base::SecretVector<Answer> answers;
  base::SecretVector<Screened> screening;
  std::optional<base::Uuid> replaces;
  std::string content_version;
  std::string program_version;
  bool operator==(const Intake&) const = default;
};

// The rules a record keeps, wherever it comes from. Invalid names the field, never its content.
base::Result<void> check(const Intake& intake);

}  // namespace intake
