#include <signal.h>

#include <random>
#include <thread>

#include "kill_series.h"
#include "support/eventually.h"

namespace {

// Touches Send and watches for Sent while the kiosk is killed `delay` later. Whether Sent was shown.
bool send_and_kill(support::Clinic& clinic, std::chrono::microseconds delay) {
  clinic.kiosk().tap("next");
  clinic.kiosk().wait_for("review");
  bool shown = false;
  std::thread client([&] {
    try {
      clinic.kiosk().tap("send");
      clinic.kiosk().wait_for("sent");
      shown = true;
    } catch (const std::runtime_error&) {
      // killed before it answered
    }
  });
  std::this_thread::sleep_for(delay);
  clinic.kiosk_process().signal(SIGKILL);
  client.join();
  clinic.kill_kiosk();
  return shown;
}

}  // namespace

TEST_CASE("kill -9 of the kiosk around Send: what showed Sent reaches the list exactly once") {
  support::Clinic::Options options;
  options.with_reader = false;
  support::Clinic clinic(options);
  clinic.open();
  const auto usual = kills::send_to_sent(clinic);
  std::mt19937 random(20261121);
  std::vector<bool> shown;
  for (int round = 0; round < kills::kRounds; ++round) {
    clinic.guest_to_map();
    clinic.mark("back", kills::region(round), 5);
    // Around the moment at which Sent usually shows on this machine, from before Send to well after.
    std::uniform_int_distribution<std::int64_t> around(0, 2 * usual.count());
    shown.push_back(send_and_kill(clinic, std::chrono::microseconds(around(random))));
    clinic.start_kiosk();
  }
  CHECK(support::eventually([&] { return clinic.kiosk().stats()["outbox"]["waiting"] == 0; },
                            support::Seconds(90)));
  const auto sent = std::count(shown.begin(), shown.end(), true);
  MESSAGE("showed Sent before the kill: " << sent << " of " << kills::kRounds);
  CHECK(sent > 0);
  CHECK(sent < kills::kRounds);
  kills::check_exactly_once(clinic, shown);
}
