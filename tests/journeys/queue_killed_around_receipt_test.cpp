#include <signal.h>

#include <random>
#include <thread>

#include "kill_series.h"

TEST_CASE("kill -9 of the queue around its receipt: every visit that showed Sent is listed exactly once") {
  support::Clinic::Options options;
  options.with_reader = false;
  support::Clinic clinic(options);
  clinic.open();
  const auto usual = kills::send_to_sent(clinic);
  std::mt19937 random(20261122);
  std::vector<bool> shown;
  for (int round = 0; round < kills::kRounds; ++round) {
    clinic.guest_to_map();
    clinic.mark("back", kills::region(round), 5);
    clinic.kiosk().tap("next");
    clinic.kiosk().wait_for("review");
    // From Send until a little after the record is usually with the queue.
    std::uniform_int_distribution<std::int64_t> around(usual.count() / 4, 2 * usual.count());
    std::thread killer([&, delay = around(random)] {
      std::this_thread::sleep_for(std::chrono::microseconds(delay));
      clinic.stop_queue(SIGKILL);
    });
    clinic.kiosk().tap("send");
    clinic.kiosk().wait_for("sent");
    shown.push_back(true);
    killer.join();
    clinic.start_queue();
    clinic.kiosk().tap("next");
    clinic.kiosk().wait_for("attract");
  }
  // The courier may be in a pause of up to a minute after so many failures in a row.
  CHECK(clinic.wait_until_listed(kills::kRounds + 1, support::Seconds(90)));
  kills::check_exactly_once(clinic, shown);
}
