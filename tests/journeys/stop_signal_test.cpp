#include <doctest/doctest.h>
#include <signal.h>

#include "support/clinic.h"

namespace {

// Ends well, and without waiting for what would end its sleep or its request to the queue.
void check_stops(support::Clinic& clinic, int signal_number) {
  clinic.kiosk_process().signal(signal_number);
  CHECK(clinic.kiosk_process().wait(support::Seconds(10)).exit_code == 0);
}

}  // namespace

TEST_CASE("SIGTERM and SIGINT stop a kiosk that sleeps, that is in a visit, and whose queue hangs") {
  support::Clinic clinic;
  clinic.open();
  check_stops(clinic, SIGINT);
  clinic.start_kiosk();
  clinic.guest_to_map();
  check_stops(clinic, SIGTERM);
  clinic.start_kiosk();
  clinic.guest_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.queue_process().signal(SIGSTOP);
  clinic.send();
  check_stops(clinic, SIGTERM);
  clinic.queue_process().signal(SIGCONT);
}
