#pragma once
// The client's journey as values: one Visit, the Events that can happen to it, the Effects it asks for.
// visit/step.h says how one leads to the next. Pure: no I/O, no time of its own, no globals.
// What a client said stands in here and nowhere else; its memory wipes itself (base/secret.h).
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/card_id.h"
#include "base/clock.h"
#include "base/secret.h"
#include "figure/view.h"
#include "intake/questionnaire.h"
#include "intake/record.h"
#include "intake/request.h"
#include "visit/timings.h"

namespace visit {

enum class Screen {
  Attract,
  Hello,
  Guest,
  Therapist,
  Map,
  Rank,
  Running,
  Today,
  Safety,
  Alert,
  Review,
  Sent,
  Idle,
  Switch,  // another card was held up: whose turn is it?
  Help,
  Fault
};

// What is marked on the body: one step of undo.
struct Marks {
  base::SecretVector<intake::Area> areas;
  base::SecretVector<intake::Avoid> avoid;
  // Places marked on both sides at once, one code each: what is said of one side holds for the other.
  base::SecretVector<intake::RegionCode> pairs;
  bool nothing_hurts = false;

  bool any() const { return !areas.empty() || !avoid.empty(); }
  const intake::Area* area(const intake::RegionCode& region) const;
  const intake::Avoid* avoided(const intake::RegionCode& region) const;
  bool paired(const intake::RegionCode& region) const;  // with its mirror
  // Places marked, one counted once however it is marked.
  int count() const;
  bool operator==(const Marks&) const = default;
};

inline constexpr std::size_t kUndoSteps = 50;
// Places the client puts in an order.
inline constexpr int kMostRanked = 3;
// So many places are worth asking for an order.
inline constexpr std::size_t kRankFrom = 3;
// Longest given name a guest can type, in code points.
inline constexpr std::size_t kLongestGiven = 24;

enum class CardState {
  None,       // no card, or "Not you?"
  LookingUp,  // asked the queue
  Known,      // a member: `initial` may be greeted
  Unknown,    // the queue knows no such card
  Unasked,    // the queue could not be asked; the record carries the tokens, so it can still match
};

enum class NameField { Given, LastInitial };

// A refusal the client should hear the reason of; gone with the next event.
enum class Notice { None, KindsFull };

// One thing that can be said yes to on the safety screen: a question, or a part of one, perhaps of one place.
struct SafetyLine {
  intake::QuestionId id;
  intake::RegionCode spot;
  bool operator==(const SafetyLine&) const = default;
};

// Which page of the safety screen (visit/safety.h).
// List: what everybody is asked; Each: one question the map asks; Spots: at which of several places; Parts:
// which of the things it asks; Where: shown on the body.
enum class SafetyPageKind : std::uint8_t { List, Each, Spots, Parts, Where };
struct SafetyPageKey {
  SafetyPageKind kind = SafetyPageKind::List;
  int list = 0;
  intake::QuestionId question;
  intake::RegionCode spot;
  bool operator==(const SafetyPageKey&) const = default;
};

// How a page was answered: by some lines, by "None of these", by "I'd rather tell my therapist".
enum class SafetySaid : std::uint8_t { Some, None, Told };

struct SafetyAnswers {
  struct Page {
    SafetyPageKey key;
    SafetySaid said = SafetySaid::Some;
    bool operator==(const Page&) const = default;
  };
  base::SecretVector<SafetyLine> yes;
  base::SecretVector<SafetyLine> shown;  // where on the body a question's yes is
  base::SecretVector<Page> pages;        // those answered
  std::size_t page = 0;                  // the one that stands
  // The stop screen was shown for this tier (S or E).
  intake::Tier stopped = intake::Tier::None;
  bool operator==(const SafetyAnswers&) const = default;
};

// A card held up during somebody else's visit, until it is said whose turn it is.
struct OtherCard {
  base::SecretVector<intake::CardToken> tokens;  // the latest card's; nobody was asked about it yet
  Screen covers = Screen::Attract;               // where the visit goes on if its owner is still here
  Screen behind = Screen::Attract;               // Visit::behind of that screen
  bool operator==(const OtherCard&) const = default;
};

struct Visit {
  Screen screen = Screen::Attract;
  Screen behind = Screen::Attract;  // what Idle and Help cover
  bool leaving = false;             // Idle stands because Back would lose marks, not because nobody is there

  // Counts visits since the program started, so that a late answer for an earlier one is told apart.
  std::uint64_t number = 0;
  base::Millis started_at{0};
  base::Millis touched_at{0};    // last input of a person
  base::Millis screen_since{0};  // when `screen` came up

  CardState card = CardState::None;
  base::SecretVector<intake::CardToken> tokens;
  base::SecretString member;
  base::SecretString initial;  // of the member the card found: all a card ever shows
  OtherCard other;             // Switch, and Help over it

  NameField field = NameField::Given;
  base::SecretString given;         // typed by a guest
  base::SecretString last_initial;  // typed by a guest

  bool therapist_answered = false;
  std::optional<std::size_t> therapist;  // index into Rules::therapists; none = "I don't know"

  figure::View view = figure::View::Back;
  Marks marks;
  base::SecretVector<Marks> past;          // undo, newest last
  base::SecretVector<Marks> future;        // redo, newest last
  base::Wiped<intake::RegionCode> chosen;  // the region whose level panel is open; empty = closed
  base::Wiped<intake::TouchedAt> touched;  // where the finger chose it, or was in doubt
  // The choice lens is open: the places the finger may have meant, most likely first; none = closed.
  base::SecretVector<intake::RegionCode> candidates;
  bool editing_from_review = false;  // Done goes back to Review

  base::SecretVector<intake::Answer> answers;
  std::size_t question = 0;  // which of Running's or Today's questions stands
  SafetyAnswers safety;
  base::Wiped<intake::QuestionId>
      showing;  // the map is asked where this safety question's yes is; empty = no

  bool storing = false;  // Send was touched; Sent waits for the disk
  std::optional<std::size_t> card_shown;  // on Sent: which of Rules::cards, all that is left of what was said
  Notice notice = Notice::None;

  // A card was just held to the reader whose number names nobody; gone with the next touch or card, and by
  // itself.
  std::optional<base::CardRefusal> refused;
  base::Millis refused_at{0};

  bool reader_working = true;  // of the machine, not of the visit: kept when everything else is cleared

  bool panel_open() const { return !chosen.empty(); }  // never with the lens
  bool lens_open() const { return !candidates.empty(); }
  // Edits of the panel go to the mirrored region too.
  bool both_sides() const { return panel_open() && marks.paired(chosen); }
  bool named() const { return !tokens.empty() || !given.empty(); }
};

// What the journey depends on besides events; fixed while a visit lasts (see between_visits).
struct Rules {
  Timings timings;
  std::vector<intake::Therapist> therapists;
  // What is asked beside the map; none: the map alone.
  std::shared_ptr<const intake::Questionnaire> asks = nullptr;
  // What each card for Sent fits (visit/facts.h); empty for one that fits any visit.
  std::vector<std::vector<std::string>> cards = {};
};

namespace event {
// The world.
struct Tick {};  // time went by; see next_wake
struct CardTapped {
  base::SecretVector<intake::CardToken> tokens;
};
struct CardRefused {
  base::CardRefusal why;
};
struct LookupDone {
  std::uint64_t number;
  bool reached;
  bool known;
  base::SecretString initial;
  base::SecretString member;
};
struct ReaderLost {};
struct ReaderFound {};
struct Stored {
  std::uint64_t number;
};
struct StoreFailed {
  std::uint64_t number;
};
// A person, by what was touched.
struct Touch {};  // anywhere that does nothing; still a sign of life
struct Start {};  // Attract: a visit without a card; Switch: the other card's
struct NotMe {};
struct PickTherapist {
  std::optional<std::size_t> index;
};
struct PickField {
  NameField field;
};
struct Key {
  char32_t code_point;
};
struct Backspace {};
struct WithoutName {};
struct Next {};
struct Back {};
struct Help {};
struct ShowView {
  figure::View view;
};
struct TouchRegion {
  intake::RegionCode region;
  intake::TouchedAt at;
};
// A touch that may have meant any of these (figure/finger.h), two to four, most likely first.
struct TouchDoubtful {
  base::SecretVector<intake::RegionCode> candidates;
  intake::TouchedAt at;
};
// A touch on the whole body that only a closer view can tell.
struct ComeCloser {
  figure::View view;
};
struct PickCandidate {
  std::size_t index;
};
struct NoCandidate {};
struct SetLevel {
  int level;
};
struct ToggleKind {
  intake::Kind kind;
};
struct ToggleSince {
  intake::Since since;
};
struct ToggleWhen {
  intake::When when;
};
struct ToggleBothSides {};
struct ToggleAvoid {};
struct SetAvoidWhy {
  intake::AvoidWhy why;
};
struct RemoveMark {};
struct ClearMarks {};
struct Undo {};
struct Redo {};
struct NothingHurts {};
// `view` shows the region; used when the mark does not say where it was touched.
struct EditRegion {
  intake::RegionCode region;
  figure::View view;
};
// Rank: gives the place the next rank, or takes its rank away.
struct RankRegion {
  intake::RegionCode region;
};
struct RankClear {};
struct RankAny {};  // any order is fine
// Running, Today: a choice of the question that stands.
struct PickChoice {
  std::size_t choice;
};
// Safety: a line of the page that stands.
struct ToggleLine {
  std::size_t line;
};
struct NoneOfThese {};
struct TellTherapist {};
// The stop screen: the client goes to the desk.
struct ToDesk {};
// From Review: to what was answered on Running, Today or Safety.
struct EditAnswers {
  Screen screen;
};
struct Send {};
struct Stay {};  // Idle, Switch: the visit goes on
struct Discard {};
}  // namespace event

using What = std::variant<
    event::Tick, event::CardTapped, event::CardRefused, event::LookupDone, event::ReaderLost,
    event::ReaderFound, event::Stored, event::StoreFailed, event::Touch, event::Start, event::NotMe,
    event::PickTherapist, event::PickField, event::Key, event::Backspace, event::WithoutName, event::Next,
    event::Back, event::Help, event::ShowView, event::TouchRegion, event::TouchDoubtful, event::ComeCloser,
    event::PickCandidate, event::NoCandidate, event::SetLevel, event::ToggleKind, event::ToggleSince,
    event::ToggleWhen, event::ToggleBothSides, event::ToggleAvoid, event::SetAvoidWhy, event::RemoveMark,
    event::ClearMarks, event::Undo, event::Redo, event::NothingHurts, event::EditRegion, event::RankRegion,
    event::RankClear, event::RankAny, event::PickChoice, event::ToggleLine, event::NoneOfThese,
    event::TellTherapist, event::ToDesk, event::EditAnswers, event::Send, event::Stay, event::Discard>;

struct Event {
  base::Millis at;  // by the visit's clock, never going back
  What what;
};

namespace effect {
struct LookUpCard {
  std::uint64_t number;
  base::SecretVector<intake::CardToken> tokens;
};
// The app adds id, kiosk, sequence, times and versions, seals and commits, and answers Stored or
// StoreFailed of the same number. `visit_began` is the visit's started_at.
struct StoreIntake {
  std::uint64_t number;
  base::Millis visit_began;
  intake::Intake said;
};
// Staff shall know at once of a yes of tier S or E, wherever the visit goes. Nothing of what was said goes
// with it.
struct RaiseAlert {
  intake::Tier tier;
};
struct VisitBegan {};
// Everything a client said is gone from the Visit: clear what was derived from it, too.
struct VisitEnded {};
}  // namespace effect

using Effect = std::variant<effect::LookUpCard, effect::StoreIntake, effect::RaiseAlert, effect::VisitBegan,
                            effect::VisitEnded>;

struct Step {
  Visit next;
  std::vector<Effect> effects;
};

}  // namespace visit
