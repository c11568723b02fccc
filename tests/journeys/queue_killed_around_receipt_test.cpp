#include <signal.h>

#include <random>
#include <thread>

#include "kill_series.h"

namespace {

// 25 visits, during the delivery of each the queue is killed: from Send until a little after the record is
// usually there.
void play_batch(support::Clinic& clinic, std::chrono::microseconds usual, std::mt19937& random) {
  for (int round = 0; round < kills::kRounds; ++round) {
    clinic.guest_to_map();
    clinic.mark("back", kills::region(round), 5);
    clinic.to_review();
    std::uniform_int_distribution<std::int64_t> around(usual.count() / 4, 2 * usual.count());
    std::thread killer([&, delay = around(random)] {
      std::this_thread::sleep_for(std::chrono::microseconds(delay));
      clinic.stop_queue(SIGKILL);
    });
    clinic.kiosk().tap("send");
    clinic.kiosk().wait_for("sent");
    killer.join();
    clinic.start_queue();
    clinic.leave_sent();
  }
  // The courier may be in a pause of up to a minute after so many failures in a row.
  CHECK(clinic.wait_until_listed(kills::kRounds, support::Seconds(300)));
  kills::check_exactly_once(clinic, std::vector<bool>(kills::kRounds, true));
  kills::work_off(clinic);
}

}  // namespace

TEST_CASE("kill -9 of the queue around its receipt: every visit that showed Sent is listed exactly once") {
  support::Clinic::Options options;
  options.with_reader = false;
  options.touch_rest_ms = 0;
  support::Clinic clinic(options);
  clinic.open();
  const auto usual = kills::send_to_sent(clinic);
  REQUIRE(clinic.wait_until_listed(1));
  kills::work_off(clinic);
  std::mt19937 random(20261122);
  for (int batch = 0; batch < kills::batches(); ++batch) play_batch(clinic, usual, random);
}
