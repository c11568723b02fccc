// The courier against a queue that plays each fault. Pauses go by a manual clock; real time passes only
// while threads do their work.
#include <doctest/doctest.h>

#include "delivery/courier.h"
#include "delivery/fake_queue.h"
#include "delivery/raw_server.h"
#include "delivery/wait_for.h"
#include "support/temp_dir.h"

using base::Millis;
using delivery::Courier;
using delivery::Outbox;
using support::eventually;
using support::FakeQueue;
using support::Fault;
using support::RawServer;

namespace {

class Events {
 public:
  void post(delivery::CourierEvent event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  template <class E>
  std::vector<E> all() const {
    const std::lock_guard lock(mutex_);
    std::vector<E> found;
    for (const auto& event : events_) {
      if (const auto* one = std::get_if<E>(&event)) found.push_back(*one);
    }
    return found;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<delivery::CourierEvent> events_;
};

delivery::Timings test_timings() {
  delivery::Timings timings;
  timings.tick = Millis{2};
  return timings;
}

// A kiosk's clock, which somebody may set.
class SettableClock final : public base::Clock {
 public:
  base::Millis steady() const override { return passed_.steady(); }
  base::Utc utc() const override { return {passed_.utc().ms + set_by_ms_}; }
  void advance(Millis by) { passed_.advance(by); }
  void set_utc(base::Utc now) { set_by_ms_ = now.ms - passed_.utc().ms; }

 private:
  base::ManualClock passed_;
  std::atomic<std::int64_t> set_by_ms_{0};
};

// A kiosk's delivery side, ready to run against a queue at some address.
struct Kiosk {
  support::TempDir dir;
  records::Keys keys;
  SettableClock clock;
  base::ManualClock queue_clock;
  delivery::Timings timings = test_timings();
  Events events;
  std::unique_ptr<Outbox> outbox = std::move(Outbox::open(dir.path() / "outbox.db", clock).value());
  std::unique_ptr<Courier> courier;

  base::Uuid keep() {
    const auto id = records::new_id();
    REQUIRE(outbox->keep(id, records::sealer(keys, id)).has_value());
    if (courier) courier->kick();
    return id;
  }
  void start(const std::string& url) {
    auto client = delivery::QueueClient::open(url, records::enrolment(keys, url), clock, timings);
    REQUIRE(client.has_value());
    courier =
        std::make_unique<Courier>(*outbox, std::move(*client), dir.path(), clock, timings,
                                  [this](delivery::CourierEvent event) { events.post(std::move(event)); });
  }
  bool empties() {
    return eventually([this] { return outbox->counts().waiting == 0; });
  }
  // Lets as much time pass as any ordinary pause takes.
  void pass() { clock.advance(timings.last_retry); }
};

}  // namespace

TEST_CASE("courier: delivers everything in order and says so") {
  Kiosk kiosk;
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  const auto first = kiosk.keep();
  kiosk.clock.advance(Millis{1});
  kiosk.start(queue.url());
  CHECK(kiosk.empties());
  const auto second = kiosk.keep();
  CHECK(kiosk.empties());
  CHECK(queue.order() == std::vector{first, second});
  CHECK(eventually([&] { return kiosk.events.all<delivery::Delivered>().size() == 2; }));
  CHECK(kiosk.events.all<delivery::Delivered>().back().counts == Outbox::Counts{0, 0, 0});
  CHECK(kiosk.events.all<delivery::Reachable>().front().yes);
}

TEST_CASE("courier: the age told is the time spent in the outbox") {
  Kiosk kiosk;
  const auto id = kiosk.keep();
  kiosk.clock.advance(Millis{600'000});
  kiosk.queue_clock.advance(Millis{600'000});
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  kiosk.start(queue.url());
  CHECK(kiosk.empties());
  CHECK(queue.kept().at(id).age_ms == 600'000);
}

TEST_CASE("courier: a lost, cut, empty or wrong answer is tried again and the record is kept once") {
  for (const auto fault : {Fault::DropReply, Fault::CutReply, Fault::WrongReceipt, Fault::EmptyOk}) {
    CAPTURE(static_cast<int>(fault));
    Kiosk kiosk;
    FakeQueue queue(kiosk.keys, kiosk.queue_clock);
    queue.play({fault, fault});
    const auto id = kiosk.keep();
    kiosk.start(queue.url());
    // Hearing of the configuration that the queue is there makes the second try come at once.
    REQUIRE(eventually([&] { return queue.posts() >= 1; }));
    CHECK(kiosk.outbox->counts().waiting == 1);
    CHECK(kiosk.events.all<delivery::Delivered>().empty());
    CHECK(eventually([&] {
      kiosk.pass();
      return queue.posts() >= 3 && kiosk.outbox->counts().waiting == 0;
    }));
    CHECK(queue.kept().size() == 1);
    CHECK(queue.kept().count(id) == 1);
    CHECK(kiosk.outbox->counts().refused == 0);
  }
}

TEST_CASE("courier: 401, 403, 404, 408, 429, 500 and 503 are tried again, later") {
  for (const int status : {401, 403, 404, 408, 429, 500, 503}) {
    CAPTURE(status);
    Kiosk kiosk;
    FakeQueue queue(kiosk.keys, kiosk.queue_clock);
    queue.answer({status});
    kiosk.keep();
    kiosk.start(queue.url());
    REQUIRE(eventually([&] { return kiosk.events.all<delivery::Reachable>().size() == 1; }));
    REQUIRE(eventually([&] { return !queue.states().empty(); }));
    CHECK_MESSAGE(queue.posts() == 1, "no time has passed, so it was not tried again");
    CHECK(kiosk.outbox->counts() == Outbox::Counts{1, 0, 0});
    kiosk.clock.advance(status == 403 ? kiosk.timings.revoked_retry : kiosk.timings.first_retry);
    kiosk.queue_clock.advance(status == 403 ? kiosk.timings.revoked_retry : kiosk.timings.first_retry);
    CHECK(kiosk.empties());
    CHECK(queue.posts() == 2);
    CHECK(queue.kept().size() == 1);
  }
}

TEST_CASE("courier: 400, 409, 413 and 422 move a record aside and the next goes on at once") {
  for (const int status : {400, 409, 413, 422}) {
    CAPTURE(status);
    Kiosk kiosk;
    FakeQueue queue(kiosk.keys, kiosk.queue_clock);
    const auto bad = kiosk.keep();
    const auto good = kiosk.keep();
    queue.always(bad, status);
    kiosk.start(queue.url());
    CHECK(kiosk.empties());
    CHECK(queue.order() == std::vector{good});
    CHECK(kiosk.outbox->counts() == Outbox::Counts{0, 1, 0});
    CHECK(eventually([&] { return kiosk.events.all<delivery::RecordRefused>().size() == 1; }));
    CHECK(kiosk.events.all<delivery::RecordRefused>().front().status == status);
    CHECK_MESSAGE(eventually([&] { return !queue.states().empty() && queue.states().back().refused == 1; }),
                  "the desk is told");
  }
}

TEST_CASE("courier: a record that the queue stumbles over does not hold up the others") {
  Kiosk kiosk;
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  const auto bad = kiosk.keep();
  queue.always(bad, 500);
  kiosk.start(queue.url());
  REQUIRE(eventually([&] { return queue.posts() == 1; }));
  const auto second = kiosk.keep();
  const auto third = kiosk.keep();
  CHECK(eventually([&] { return kiosk.outbox->counts().waiting == 1; }));
  CHECK(queue.order() == std::vector{second, third});
  queue.always(bad, 200);  // an empty 200 is no receipt
  kiosk.pass();
  CHECK(eventually([&] { return queue.posts() >= 4; }));
  CHECK(kiosk.outbox->counts() == Outbox::Counts{1, 0, 60});
}

TEST_CASE("courier: a queue that is away gets its records when it is back") {
  Kiosk kiosk;
  {
    RawServer gone(RawServer::Manner::CloseAtOnce);
    kiosk.keep();
    kiosk.keep();
    kiosk.start(gone.url());
    CHECK(eventually([&] { return !kiosk.events.all<delivery::Reachable>().empty(); }));
    CHECK_FALSE(kiosk.events.all<delivery::Reachable>().front().yes);
    CHECK(eventually([&] { return gone.connections() >= 2; }));
    kiosk.clock.advance(Millis{1});
    CHECK_MESSAGE(gone.connections() == 2, "one record and the configuration, not every record");
    kiosk.courier.reset();
  }
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  kiosk.start(queue.url());
  CHECK(kiosk.empties());
  CHECK(queue.kept().size() == 2);
}

TEST_CASE("courier: a kick tries at once though the queue was away a moment ago") {
  Kiosk kiosk;
  RawServer server(RawServer::Manner::CloseAtOnce);
  kiosk.keep();
  kiosk.start(server.url());
  REQUIRE(eventually([&] { return server.connections() == 2; }));
  kiosk.keep();
  CHECK(eventually([&] { return server.connections() == 3; }));
}

TEST_CASE("courier: a clock a day off, either way, costs one answer and then signs with the queue's time") {
  for (const std::int64_t day : {86'400'000, -86'400'000}) {
    CAPTURE(day);
    Kiosk kiosk;
    const base::ManualClock right({kiosk.clock.utc().ms + day});
    FakeQueue queue(kiosk.keys, right);
    kiosk.keep();
    kiosk.keep();
    kiosk.start(queue.url());
    CHECK(kiosk.empties());
    CHECK(queue.skew_answers() == 1);
    CHECK(queue.kept().size() == 2);
    CHECK(eventually([&] { return !kiosk.events.all<delivery::ClockCompared>().empty(); }));
    CHECK(kiosk.events.all<delivery::ClockCompared>().front().queue_ahead == Millis{day});
    CHECK(kiosk.events.all<delivery::ClockCompared>().size() == 1);
  }
}

TEST_CASE("courier: a clock that is set right is told to be right again") {
  Kiosk kiosk;
  const base::ManualClock right({kiosk.clock.utc().ms + 86'400'000});
  FakeQueue queue(kiosk.keys, right);
  kiosk.keep();
  kiosk.start(queue.url());
  const auto told = [&] { return kiosk.events.all<delivery::ClockCompared>(); };
  REQUIRE(eventually([&] { return told().size() == 1; }));
  CHECK_FALSE(told().front().right());
  kiosk.clock.set_utc({right.utc().ms + 200});  // as a time server sets it: to within a moment
  kiosk.keep();
  CHECK(kiosk.empties());
  REQUIRE(eventually([&] { return told().size() == 2; }));
  CHECK(told().back().right());
  CHECK(told().back().queue_ahead == Millis{-200});
}

TEST_CASE("courier: the configuration is kept, told once, and told again when it changes") {
  Kiosk kiosk;
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  const auto told = [&] { return kiosk.events.all<delivery::ConfigChanged>(); };
  kiosk.start(queue.url());
  REQUIRE(eventually([&] { return told().size() == 1; }));
  CHECK(told().front().config.therapists.front().name == "Maya R.");
  CHECK(delivery::load_config(kiosk.dir.path()).value() == told().front().config);
  REQUIRE(eventually([&] { return queue.states().size() == 1; }));
  kiosk.courier.reset();

  kiosk.start(queue.url());
  REQUIRE(eventually([&] { return queue.states().size() == 2; }));
  CHECK_MESSAGE(told().size() == 1, "nothing new");
  queue.set_config({"Lauftreff", "Europe/Berlin", 6, {}});
  kiosk.clock.advance(kiosk.timings.config_every);
  kiosk.queue_clock.advance(kiosk.timings.config_every);
  CHECK(eventually([&] { return told().size() == 2; }));
  CHECK(told().back().config.retention_months == 6);
}

TEST_CASE("courier: the reader's state and the counts are reported") {
  Kiosk kiosk;
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  const auto bad = kiosk.keep();
  queue.always(bad, 422);
  kiosk.start(queue.url());
  kiosk.courier->report_reader("absent");
  kiosk.clock.advance(kiosk.timings.config_every);
  kiosk.queue_clock.advance(kiosk.timings.config_every);
  CHECK(eventually([&] {
    const auto states = queue.states();
    return !states.empty() && states.back().reader == "absent" && states.back().refused == 1;
  }));
}

TEST_CASE("courier: stops at once while a request hangs, drips or cannot connect") {
  for (const auto manner :
       {RawServer::Manner::Silent, RawServer::Manner::Drip, RawServer::Manner::FullBacklog}) {
    CAPTURE(static_cast<int>(manner));
    Kiosk kiosk;
    kiosk.timings.connect = kiosk.timings.silence = kiosk.timings.whole = Millis{30'000};
    RawServer server(manner);
    kiosk.keep();
    kiosk.start(server.url());
    if (manner != RawServer::Manner::FullBacklog)
      REQUIRE(eventually([&] { return server.connections() == 1; }));
    const auto begin = std::chrono::steady_clock::now();
    kiosk.courier.reset();
    // At once, as far as a busy machine lets it; the request itself would hang for 30 s.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
    CHECK(kiosk.outbox->counts().waiting == 1);
  }
}

TEST_CASE("courier: a request that hangs or drips ends at its limit and the record stays") {
  for (const auto manner : {RawServer::Manner::Silent, RawServer::Manner::Drip}) {
    CAPTURE(static_cast<int>(manner));
    Kiosk kiosk;
    kiosk.timings.whole = Millis{100};
    RawServer server(manner);
    kiosk.keep();
    kiosk.start(server.url());
    CHECK(eventually([&] { return !kiosk.events.all<delivery::Reachable>().empty(); }));
    CHECK_FALSE(kiosk.events.all<delivery::Reachable>().front().yes);
    CHECK(kiosk.outbox->counts().waiting == 1);
  }
}

TEST_CASE("courier: ticks while there is nothing to do") {
  Kiosk kiosk;
  FakeQueue queue(kiosk.keys, kiosk.queue_clock);
  kiosk.start(queue.url());
  kiosk.clock.advance(Millis{5'000});
  CHECK(eventually([&] { return kiosk.courier->ticked_at() == Millis{5'000}; }));
}

TEST_CASE("pause: doubles from the first to the last, at least half of it") {
  const delivery::Timings timings;
  for (const auto& [failures, full] :
       {std::pair{1, 1'000}, {2, 2'000}, {3, 4'000}, {6, 32'000}, {7, 60'000}, {4000, 60'000}}) {
    CAPTURE(failures);
    for (int i = 0; i < 50; ++i) {
      const auto pause = delivery::pause_after(failures, timings);
      CHECK(pause >= Millis{full / 2});
      CHECK(pause <= Millis{full});
    }
  }
}
