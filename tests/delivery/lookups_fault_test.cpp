#include <doctest/doctest.h>

#include "delivery/fake_queue.h"
#include "delivery/lookups.h"
#include "delivery/raw_server.h"
#include "delivery/wait_for.h"

using delivery::LookupDone;
using delivery::Lookups;
using support::eventually;
using support::FakeQueue;
using support::RawServer;

namespace {

struct Desk {
  records::Keys keys;
  base::ManualClock clock;
  delivery::Timings timings;
  std::mutex mutex;
  std::vector<LookupDone> done;
  std::unique_ptr<Lookups> lookups;

  void start(const std::string& url) {
    auto client = delivery::QueueClient::open(url, records::enrolment(keys, url), clock, timings);
    REQUIRE(client.has_value());
    lookups = std::make_unique<Lookups>(std::move(*client), timings, [this](LookupDone one) {
      const std::lock_guard lock(mutex);
      done.push_back(std::move(one));
    });
  }
  void ask(std::uint64_t request) {
    lookups->ask(request, intake::card_tokens(intake::CardKey(), {base::CardTech::Em4100, {1, 2, 3, 4, 5}}));
  }
  // The answers so far, once there are so many.
  std::vector<LookupDone> answers(std::size_t count) {
    REQUIRE(eventually([&] {
      const std::lock_guard lock(mutex);
      return done.size() >= count;
    }));
    const std::lock_guard lock(mutex);
    return done;
  }
};

}  // namespace

TEST_CASE("lookups: a known card gives the initial and the member, with all its widths asked") {
  Desk desk;
  FakeQueue queue(desk.keys, desk.clock);
  desk.start(queue.url());
  desk.ask(5);
  const auto answer = desk.answers(1).front();
  CHECK(answer.request_id == 5);
  CHECK(answer.reachable);
  CHECK(answer.known);
  CHECK(answer.initial.view() == "M");
  CHECK(answer.member.view() == "member-9");
  CHECK(queue.lookups() == std::vector<std::size_t>{3});
}

TEST_CASE("lookups: an answer comes with a clock a day off") {
  Desk desk;
  const base::ManualClock right({desk.clock.utc().ms + 86'400'000});
  FakeQueue queue(desk.keys, right);
  desk.start(queue.url());
  desk.ask(1);
  CHECK(desk.answers(1).front().known);
}

TEST_CASE("lookups: no queue, a silent one and a dripping one are not reachable, within the limit") {
  for (const auto manner : {RawServer::Manner::CloseAtOnce, RawServer::Manner::Silent,
                            RawServer::Manner::Drip, RawServer::Manner::FullBacklog}) {
    CAPTURE(static_cast<int>(manner));
    Desk desk;
    RawServer server(manner);
    desk.start(server.url());
    const auto begin = std::chrono::steady_clock::now();
    desk.ask(1);
    desk.ask(2);
    const auto answers = desk.answers(2);
    // Real time on a busy machine: the limit with room for the scheduler. Without it they would hang for
    // ever.
    CHECK(std::chrono::steady_clock::now() - begin < desk.timings.lookup + std::chrono::seconds(15));
    CHECK(answers[0].request_id == 1);
    CHECK(answers[1].request_id == 2);
    for (const auto& answer : answers) {
      CHECK_FALSE(answer.reachable);
      CHECK_FALSE(answer.known);
      CHECK(answer.member.empty());
    }
  }
}

TEST_CASE("lookups: stop at once while a question hangs") {
  Desk desk;
  desk.timings.lookup = base::Millis{30'000};
  RawServer server(RawServer::Manner::Silent);
  desk.start(server.url());
  desk.ask(1);
  REQUIRE(eventually([&] { return server.connections() == 1; }));
  const auto begin = std::chrono::steady_clock::now();
  desk.lookups.reset();
  // At once, as far as a busy machine lets it; the question itself would hang for 30 s.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
}
