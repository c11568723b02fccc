#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>

#include "support/clinic.h"

namespace {

using Clock = std::chrono::steady_clock;

// Ends well; how long it took.
Clock::duration stop(support::Clinic& clinic, int signal_number) {
  const auto begin = Clock::now();
  clinic.kiosk_process().signal(signal_number);
  CHECK(clinic.kiosk_process().wait(support::Seconds(60)).exit_code == 0);
  return Clock::now() - begin;
}

}  // namespace

TEST_CASE("SIGTERM and SIGINT stop a kiosk that sleeps, that is in a visit, and whose queue hangs") {
  support::Clinic clinic;
  clinic.open();
  const auto asleep = stop(clinic, SIGINT);
  clinic.start_kiosk();
  clinic.guest_to_map();
  const auto in_visit = stop(clinic, SIGTERM);
  clinic.start_kiosk();
  clinic.guest_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.queue_process().signal(SIGSTOP);
  clinic.send();
  const auto hanging = stop(clinic, SIGTERM);
  clinic.queue_process().signal(SIGCONT);
  CHECK_MESSAGE(hanging < support::Seconds(10), "it does not wait for the queue");
  // A sleep ends by itself within 10 s. A busy machine may take some of them now and then, but not each time.
  CHECK_MESSAGE(std::min({asleep, in_visit, hanging}) < support::Seconds(2), "the signal ends its sleep");
}
