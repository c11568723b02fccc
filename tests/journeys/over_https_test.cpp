// The queue on the network, with a certificate that it made itself and that nobody else has signed.
#include <doctest/doctest.h>
#include <signal.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// As somebody types it who was not given the certificate.
int list_without_certificate(support::Clinic& clinic) {
  return support::run({support::Clinic::program("bodymap-queue"), "--server", clinic.queue_url(), "--user",
                       "maya", "--password-file", (clinic.folder() / "password").string(), "list"},
                      {}, {{}, clinic.folder() / "therapist.log"})
      .exit_code;
}

}  // namespace

TEST_CASE("over https: enrolled, a visit sent and delivered, and pulled by the command") {
  support::Clinic::Options options;
  options.https = true;
  support::Clinic clinic(options);
  clinic.open();
  CHECK(clinic.queue_url().starts_with("https://"));
  clinic.anna_to_map();
  clinic.mark("back", "calf_outer.L", 7, {"tight"});
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  CHECK(support::eventually([&] { return clinic.kiosk().stats()["outbox"]["waiting"] == 0; }));
  CHECK_MESSAGE(list_without_certificate(clinic) == 3, "the command trusts no certificate it was not given");

  const auto pulled = clinic.pull_next();
  REQUIRE(pulled);
  CHECK((*pulled)["member"]["initials"] == "A. K.");
  CHECK((*pulled)["intake"]["areas"][0]["region"] == "calf_outer.L");
  CHECK(clinic.queue_command({"start"}).exit_code == 0);
  CHECK(clinic.queue_command({"done", "--worked", "calf_outer.L"}).exit_code == 0);

  // The same certificate after a restart: the kiosk goes on without a word.
  clinic.stop_queue(SIGTERM);
  clinic.start_queue();
  clinic.leave_sent();
  clinic.guest_to_map();
  clinic.mark("back", "achilles.R", 4);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  CHECK(clinic.list()[0]["areas"][0]["region"] == "achilles.R");
}
