#pragma once
// The rules of the therapist queue. Pure: no store, no clock, no names looked up; any thread.
//
//   waiting --pull--> pulled --start--> in session --done--> done
//      ^----release----'  '--release--> waiting              (from pulled and from in session)
//      ^--lease ran out   take over: another therapist becomes the holder, of either
//   waiting --replaced by a newer visit of the same member, no-show, or the day's end--> left
//   done and no-show can be undone for ten minutes: back in session, back to waiting
//
// A pull is leased. Each pull and each take-over carries a token one higher than the last, and whoever
// acts must present the newest: a tablet that slept through its lease cannot undo what came after.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "intake/record.h"

namespace queue {

// The numbers are kept in the database and never renamed.
enum class State : std::uint8_t { Waiting = 0, Pulled = 1, InSession = 2, Done = 3, Left = 4 };
// waiting pulled in_session done left
std::string_view to_text(State state);

// What safety asked for, highest first: E get help now, S speak to staff, L not on that spot, C must read.
enum class Tier : std::uint8_t { None = 0, C = 1, L = 2, S = 3, E = 4 };
// "" C L S E
std::string_view to_text(Tier tier);
Tier highest_tier(const intake::Intake& intake);
// E and S go to the front of the queue.
inline bool stops(Tier tier) { return tier >= Tier::S; }

// Who holds an intake.
struct Hold {
  State state = State::Waiting;
  std::string holder;      // a therapist's id; empty unless somebody holds it or finished it
  std::int64_t token = 0;  // the newest given out; 0 = never pulled
  std::optional<base::Utc> lease_until = std::nullopt;  // while pulled
  std::optional<base::Utc> undo_until = std::nullopt;   // once a person ended it
  bool operator==(const Hold&) const = default;
};

// How long what a person ended can be taken back.
inline constexpr base::Millis kUndo{10 * 60 * 1000};

enum class Act { Pull, Start, Finish, Release, Renew, TakeOver, Leave, Undo };

struct Request {
  Act act = Act::Pull;
  std::string who;
  std::int64_t token = 0;  // not looked at for Pull, TakeOver and Undo, nor to leave one that waits
  base::Utc now;
  base::Millis lease{};
  bool checked = false;  // Start: somebody qualified has looked at what stops a session
};

// What decides the order.
struct Standing {
  Tier tier = Tier::None;
  std::string wanted;  // the therapist asked for; empty = anyone
  base::Utc waiting_since;
};
// The hold once a lease that ran out has been counted as given back.
Hold settled(const Hold& hold, base::Utc now);

// What a Start is refused with while E or S stands and nobody has checked.
inline constexpr const char* kCheckFirst = "somebody qualified has to check first";

// The hold after the request. Refused with who holds it now, in words for a therapist's terminal, or with
// kCheckFirst. Start, Finish, Release and Leave may be sent twice: the second time changes nothing.
base::Result<Hold> after(const Hold& hold, const Standing& standing, const Request& request);

// Whether `who` is given this one by an unnamed pull: never one asking for somebody else.
bool offered_to(const Standing& standing, std::string_view who);
// Stop-level first, then those asking for `who`, then longest waiting. A strict weak order.
bool comes_before(const Standing& a, const Standing& b, std::string_view who);

}  // namespace queue
