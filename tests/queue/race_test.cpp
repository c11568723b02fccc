// Many therapists and kiosks at once on one store. Racing pulls are in tests/faults.
#include <atomic>
#include <set>
#include <thread>

#include "rig.h"

namespace {

constexpr int kThreads = 8;

template <class Work>
void in_threads(Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back([&work, i] { work(i); });
  for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("one intake delivered by eight at once is kept once, with one receipt") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const intake::IntakePost post{kiosk.envelope(kiosk.next_intake(q.clock)), 0};
  std::array<base::Utc, kThreads> received{};
  in_threads([&](int i) {
    q.clock.advance(base::Millis{1});
    received[static_cast<std::size_t>(i)] = q.service().take_in(post, "test").value().received;
  });
  CHECK(std::set<base::Utc>(received.begin(), received.end()).size() == 1);
  CHECK(q.service().waiting().value() == 1);
}

TEST_CASE("taking over and starting at once: the last token wins, and one holds") {
  rig::Queue q;
  auto kiosk = q.enrolled();
  const auto made = kiosk.next_intake(q.clock);
  q.take(kiosk, made);
  std::atomic<int> starts{0};
  in_threads([&](int i) {
    const queue::Actor actor{"t" + std::to_string(i), "test"};
    const auto row = q.service().act(actor, made.id, queue::Act::TakeOver, 0).value().opened.row;
    starts += q.service().act(actor, made.id, queue::Act::Start, row.hold.token).has_value() ? 1 : 0;
  });
  CHECK(starts >= 1);
  const auto row = q.open.store->intake(made.id).value();
  CHECK(row.hold.token == kThreads);
  CHECK(row.hold.state == queue::State::InSession);
}
