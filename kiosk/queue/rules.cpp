#include "queue/rules.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace queue {
namespace {

constexpr std::array<std::string_view, 5> kStates{"waiting", "pulled", "in_session", "done", "left"};
constexpr std::array<std::string_view, 5> kTiers{"", "C", "L", "S", "E"};

tl::unexpected<base::Error> refuse(std::string why) {
  return base::fail(base::Code::Refused, std::move(why));
}

std::string who_holds(const Hold& hold) {
  switch (hold.state) {
    case State::Waiting: return "it waits again, nobody holds it";
    case State::Pulled:
    case State::InSession: return "held by " + hold.holder;
    case State::Done: return hold.holder + " has done it";
    case State::Left: return "it has left the queue";
  }
  return {};
}

bool ended(State state) { return state == State::Done || state == State::Left; }

Hold given_to(const Hold& hold, const Request& request) {
  Hold next{hold.state, request.who, hold.token + 1, std::nullopt};
  if (next.state != State::InSession) {
    next.state = State::Pulled;
    next.lease_until = base::Utc{request.now.ms + request.lease.count()};
  }
  return next;
}

base::Result<Hold> pulled(const Hold& hold, const Request& request) {
  const bool free =
      hold.state == State::Waiting || (hold.state == State::Pulled && hold.holder == request.who);
  if (!free) return refuse(who_holds(hold));
  return given_to(hold, request);
}

base::Utc undo_end(base::Utc now) { return {now.ms + std::int64_t{kUndo.count()}}; }

// A client who is not there: by anyone while it waits, by its holder once pulled.
base::Result<Hold> left(const Hold& hold, const Request& request) {
  if (hold.state == State::Left && hold.undo_until) return hold;
  const bool ours = hold.state == State::Pulled && hold.holder == request.who && hold.token == request.token;
  if (hold.state != State::Waiting && !ours) return refuse(who_holds(hold));
  return Hold{State::Left, request.who, hold.token, std::nullopt, undo_end(request.now)};
}

base::Result<Hold> undone(const Hold& hold, const Request& request) {
  if (!ended(hold.state)) return refuse("nothing to undo; " + who_holds(hold));
  if (!hold.undo_until || *hold.undo_until <= request.now) return refuse("too late to undo");
  if (hold.state == State::Left) return Hold{State::Waiting, {}, hold.token};
  if (hold.holder != request.who) return refuse(who_holds(hold));
  return Hold{State::InSession, hold.holder, hold.token};
}

base::Result<Hold> moved_on(const Hold& hold, const Standing& standing, const Request& request) {
  const bool holds = hold.holder == request.who;
  switch (request.act) {
    case Act::Start:
      if (hold.state == State::InSession && holds) return hold;
      if (hold.state != State::Pulled || !holds) return refuse(who_holds(hold));
      if (stops(standing.tier) && !request.checked) return refuse(kCheckFirst);
      return Hold{State::InSession, hold.holder, hold.token, std::nullopt};
    case Act::Finish:
      if (hold.state == State::Done && holds) return hold;
      if (hold.state == State::Pulled && holds) return refuse("not started yet");
      if (hold.state != State::InSession || !holds) return refuse(who_holds(hold));
      return Hold{State::Done, hold.holder, hold.token, std::nullopt, undo_end(request.now)};
    case Act::Release:
      if (hold.state == State::Waiting) return hold;
      if (ended(hold.state) || !holds) return refuse(who_holds(hold));
      return Hold{State::Waiting, {}, hold.token, std::nullopt};
    case Act::Renew:
      if (hold.state == State::InSession && holds) return hold;
      if (hold.state != State::Pulled || !holds) return refuse(who_holds(hold));
      return Hold{State::Pulled, hold.holder, hold.token, base::Utc{request.now.ms + request.lease.count()}};
    case Act::Pull:
    case Act::TakeOver:
    case Act::Leave:
    case Act::Undo: break;
  }
  return refuse(who_holds(hold));
}

}  // namespace

std::string_view to_text(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view to_text(Tier tier) { return kTiers[static_cast<std::size_t>(tier)]; }

Tier highest_tier(const intake::Intake& intake) {
  Tier highest = Tier::None;
  for (const auto& screened : intake.screening) {
    if (screened.answer.view() == "no") continue;
    const auto found = std::find(kTiers.begin(), kTiers.end(), screened.tier.view());
    if (found != kTiers.end()) highest = std::max(highest, static_cast<Tier>(found - kTiers.begin()));
  }
  return highest;
}

Hold settled(const Hold& hold, base::Utc now) {
  const bool over = hold.state == State::Pulled && hold.lease_until && *hold.lease_until <= now;
  return over ? Hold{State::Waiting, {}, hold.token, std::nullopt} : hold;
}

base::Result<Hold> after(const Hold& before, const Standing& standing, const Request& request) {
  const Hold hold = settled(before, request.now);
  if (request.act == Act::Pull) return pulled(hold, request);
  if (request.act == Act::TakeOver) {
    if (ended(hold.state)) return refuse(who_holds(hold));
    return given_to(hold, request);
  }
  if (request.act == Act::Leave) return left(hold, request);
  if (request.act == Act::Undo) return undone(hold, request);
  if (request.token != hold.token) return refuse("an older token; " + who_holds(hold));
  return moved_on(hold, standing, request);
}

bool offered_to(const Standing& standing, std::string_view who) {
  return standing.wanted.empty() || standing.wanted == who;
}

bool comes_before(const Standing& a, const Standing& b, std::string_view who) {
  const auto key = [who](const Standing& standing) {
    return std::tuple(!stops(standing.tier), standing.wanted != who, standing.waiting_since.ms);
  };
  return key(a) < key(b);
}

}  // namespace queue
