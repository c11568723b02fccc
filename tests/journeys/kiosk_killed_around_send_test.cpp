#include <signal.h>

#include <algorithm>
#include <thread>

#include "kill_series.h"
#include "support/eventually.h"
#include "support/moment.h"

namespace {

// Touches Send and watches for Sent while the kiosk is killed `delay` later. Whether Sent was shown.
bool send_and_kill(support::Clinic& clinic, std::chrono::microseconds delay) {
  clinic.to_review();
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

// 25 visits, each killed around the moment at which Sent usually shows, from before Send to well after. How
// many showed it.
std::ptrdiff_t play_batch(support::Clinic& clinic, support::Moment& sent) {
  std::vector<bool> shown;
  for (int round = 0; round < kills::kRounds; ++round) {
    clinic.guest_to_map();
    clinic.mark("back", kills::region(round), 5);
    shown.push_back(send_and_kill(clinic, sent.next()));
    sent.learn(shown.back());
    clinic.start_kiosk();
  }
  CHECK(support::eventually([&] { return clinic.kiosk().stats()["outbox"]["waiting"] == 0; },
                            support::Seconds(300)));
  kills::check_exactly_once(clinic, shown);
  kills::work_off(clinic);
  return std::count(shown.begin(), shown.end(), true);
}

}  // namespace

TEST_CASE("kill -9 of the kiosk around Send: what showed Sent reaches the list exactly once") {
  support::Clinic::Options options;
  options.with_reader = false;
  options.touch_rest_ms = 0;
  support::Clinic clinic(options);
  clinic.open();
  support::Moment moment(kills::send_to_sent(clinic), 20261121);
  std::ptrdiff_t sent = 0;
  for (int batch = 0; batch < kills::batches(); ++batch) sent += play_batch(clinic, moment);
  const int kills = kills::batches() * kills::kRounds;
  MESSAGE("showed Sent before the kill: " << sent << " of " << kills);
  CHECK(sent > 0);
  CHECK(sent < kills);
}
