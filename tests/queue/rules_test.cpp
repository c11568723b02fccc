#include "queue/rules.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using queue::Act;
using queue::after;
using queue::Hold;
using queue::Request;
using queue::State;

namespace {

constexpr base::Utc kNow{1'000'000};
constexpr base::Millis kLease{60'000};

Request asks(Act act, const std::string& who, std::int64_t token = 0, base::Utc now = kNow) {
  return {act, who, token, now, kLease};
}

Hold pulled_by(const std::string& who) { return after({}, {}, asks(Act::Pull, who)).value(); }

Hold started_by(const std::string& who) {
  const auto hold = pulled_by(who);
  return after(hold, {}, asks(Act::Start, who, hold.token)).value();
}

std::string refusal(const base::Result<Hold>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().code == base::Code::Refused);
  return result.error().what;
}

}  // namespace

TEST_CASE("a pull leases, and its token is one higher than the last") {
  const auto hold = pulled_by("maya");
  CHECK(hold == Hold{State::Pulled, "maya", 1, base::Utc{kNow.ms + 60'000}});
  const auto released = after(hold, {}, asks(Act::Release, "maya", 1)).value();
  CHECK(released == Hold{State::Waiting, "", 1, std::nullopt});
  CHECK(after(released, {}, asks(Act::Pull, "tom")).value().token == 2);
}

TEST_CASE("what is pulled by one is not pulled by another; oneself gets a newer token") {
  const auto hold = pulled_by("maya");
  CHECK(refusal(after(hold, {}, asks(Act::Pull, "tom"))) == "held by maya");
  CHECK(after(hold, {}, asks(Act::Pull, "maya")).value().token == 2);
}

TEST_CASE("a session starts, holds without a lease, and is done by its holder only") {
  const auto session = started_by("maya");
  CHECK(session == Hold{State::InSession, "maya", 1, std::nullopt});
  CHECK(queue::settled(session, base::Utc{kNow.ms + 86'400'000}) == session);
  CHECK(refusal(after(session, {}, asks(Act::Pull, "maya"))) == "held by maya");
  CHECK(refusal(after(session, {}, asks(Act::Finish, "tom", 1))) == "held by maya");
  CHECK(after(session, {}, asks(Act::Finish, "maya", 1)).value().state == State::Done);
  CHECK(after(session, {}, asks(Act::Release, "maya", 1)).value().state == State::Waiting);
}

TEST_CASE("done needs a start") {
  CHECK(refusal(after(pulled_by("maya"), {}, asks(Act::Finish, "maya", 1))) == "not started yet");
}

TEST_CASE("a lease that ran out gives back, to the millisecond") {
  const auto hold = pulled_by("maya");
  const base::Utc last{kNow.ms + 59'999};
  const base::Utc over{kNow.ms + 60'000};
  CHECK(after(hold, {}, asks(Act::Start, "maya", 1, last)));
  CHECK(refusal(after(hold, {}, asks(Act::Start, "maya", 1, over))) == "it waits again, nobody holds it");
  CHECK(after(hold, {}, asks(Act::Pull, "tom", 0, over)).value().holder == "tom");
}

TEST_CASE("renewing keeps the lease and the token") {
  const auto hold = pulled_by("maya");
  const base::Utc later{kNow.ms + 20'000};
  const auto renewed = after(hold, {}, asks(Act::Renew, "maya", 1, later)).value();
  CHECK(renewed.lease_until == base::Utc{later.ms + 60'000});
  CHECK(renewed.token == 1);
  CHECK(after(started_by("maya"), {}, asks(Act::Renew, "maya", 1)).value().state == State::InSession);
}

TEST_CASE("an older token is refused and told who holds it now") {
  auto hold = after(pulled_by("maya"), {}, asks(Act::TakeOver, "tom")).value();
  CHECK(hold.token == 2);
  for (const auto act : {Act::Start, Act::Finish, Act::Release, Act::Renew})
    CHECK(refusal(after(hold, {}, asks(act, "maya", 1))) == "an older token; held by tom");
  // The newest token in the wrong hands is no better.
  CHECK(refusal(after(hold, {}, asks(Act::Start, "maya", 2))) == "held by tom");
}

TEST_CASE("take-over keeps a session in session") {
  const auto taken = after(started_by("maya"), {}, asks(Act::TakeOver, "tom")).value();
  CHECK(taken == Hold{State::InSession, "tom", 2, std::nullopt});
  CHECK(after({}, {}, asks(Act::TakeOver, "tom")).value().state == State::Pulled);
}

TEST_CASE("what is sent twice changes nothing the second time") {
  const auto session = started_by("maya");
  CHECK(after(session, {}, asks(Act::Start, "maya", 1)).value() == session);
  const auto done = after(session, {}, asks(Act::Finish, "maya", 1)).value();
  CHECK(after(done, {}, asks(Act::Finish, "maya", 1)).value() == done);
  const auto waiting = after(session, {}, asks(Act::Release, "maya", 1)).value();
  CHECK(after(waiting, {}, asks(Act::Release, "maya", 1)).value() == waiting);
}

TEST_CASE("done and left are ends") {
  for (const auto state : {State::Done, State::Left}) {
    const Hold end{state, "maya", 3, std::nullopt};
    for (const auto act : {Act::Pull, Act::Start, Act::Release, Act::Renew, Act::TakeOver})
      CHECK_FALSE(after(end, {}, asks(act, "maya", 3)));
  }
  CHECK(refusal(after({State::Left, "", 0, std::nullopt}, {}, asks(Act::Pull, "tom"))) ==
        "it has left the queue");
}

TEST_CASE("the order: stop-level, asking for me, longest waiting") {
  const queue::Standing stop_any{queue::Tier::E, "", {900}};
  const queue::Standing stop_mine{queue::Tier::S, "maya", {950}};
  const queue::Standing mine_old{queue::Tier::C, "maya", {200}};
  const queue::Standing mine_new{queue::Tier::None, "maya", {300}};
  const queue::Standing any_old{queue::Tier::L, "", {100}};
  std::vector<queue::Standing> line{any_old, mine_new, stop_any, mine_old, stop_mine};
  std::sort(line.begin(), line.end(),
            [](const auto& a, const auto& b) { return queue::comes_before(a, b, "maya"); });
  const std::vector<std::int64_t> wanted{950, 900, 200, 300, 100};
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(line[i].waiting_since.ms == wanted[i]);
  CHECK(queue::offered_to(any_old, "maya"));
  CHECK(queue::offered_to(mine_old, "maya"));
  CHECK_FALSE(queue::offered_to(mine_old, "tom"));
}

TEST_CASE("the highest tier counts, and a no is none") {
  intake::Intake made;
  CHECK(queue::highest_tier(made) == queue::Tier::None);
  const auto screened = [](const char* answer, const char* tier) {
    return intake::Screened{
        base::ShortText<32>("q"), base::ShortText<16>(answer), base::ShortText<2>(tier), {}};
  };
  made.screening = {screened("yes", "C"), screened("yes", "L"), screened("no", "E")};
  CHECK(queue::highest_tier(made) == queue::Tier::L);
  made.screening.push_back(screened("yes", "S"));
  CHECK(queue::highest_tier(made) == queue::Tier::S);
  CHECK(queue::stops(queue::Tier::S));
  CHECK_FALSE(queue::stops(queue::Tier::L));
}
