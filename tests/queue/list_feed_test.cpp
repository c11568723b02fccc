#include "queue/list_feed.h"

#include <doctest/doctest.h>

#include <atomic>

#include "http_rig.h"
#include "support/eventually.h"

using support::eventually;

TEST_CASE("a log-in that must wait is told apart from one that is refused") {
  rig::HttpQueue q;
  REQUIRE(q.service().add_user("tom", "", "therapist", "a long walk", rig::kAdmin));
  const auto tried = [&q] { return queue::Client::log_in(q.server->url(), "tom", "wrong").error().code; };
  CHECK(tried() == base::Code::Refused);
  for (int i = 0; i < 4; ++i) tried();
  CHECK(tried() == base::Code::Busy);
}

TEST_CASE("the session ended while the queue lets nobody try: the feed waits and comes back") {
  rig::HttpQueue q;
  REQUIRE(q.service().add_user("tom", "", "therapist", "a long walk", rig::kAdmin));
  std::atomic<int> tries{0};
  std::atomic<int> lists{0};
  std::atomic<int> aways{0};
  std::atomic<bool> over{false};
  const auto log_in = [&]() -> base::Result<queue::Client> {
    if (++tries == 2) return base::fail(base::Code::Busy, "Too many tries. Wait a minute.");
    return queue::Client::log_in(q.server->url(), "tom", "a long walk");
  };
  queue::ListFeed feed(log_in().value(), log_in, [&](base::Result<std::string> told) {
    if (told) {
      ++lists;
    } else if (told.error().code == base::Code::Refused) {
      over = true;
    } else {
      ++aways;
    }
  });
  REQUIRE(eventually([&] { return lists > 0; }));
  const int seen = lists;
  q.clock.advance(queue::Sessions::kIdle);
  CHECK(eventually([&] { return lists > seen; }));
  CHECK(aways == 1);
  CHECK(tries == 3);
  CHECK_FALSE(over);
  CHECK(feed.stop(std::chrono::seconds(60)));
}
