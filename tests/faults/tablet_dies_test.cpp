// A tablet that holds an intake dies: its battery is empty, or it fell.
#include <signal.h>

#include "faults/tablets.h"

TEST_CASE("a tablet that dies: its intake is offered to others once the lease has run out, not before") {
  // The product's own lease with --long; the shortest one otherwise.
  const auto lease = std::chrono::seconds(faults::long_form() ? 60 : 10);
  faults::Tablets tablets(1, "[lease]\nseconds = " + std::to_string(lease.count()) + "\n");
  const auto held = tablets.start("maya", {"next", "--hold", "--json"});
  REQUIRE(held->read_line(support::Seconds(10)).has_value());
  held->signal(SIGKILL);
  const auto died = std::chrono::steady_clock::now();
  held->wait();
  CHECK_FALSE_MESSAGE(tablets.pull("tom").has_value(), "it may only have been slow");

  std::optional<nlohmann::json> pulled;
  while (!pulled && std::chrono::steady_clock::now() - died < std::chrono::seconds(120)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    pulled = tablets.pull("tom");
  }
  const auto took = std::chrono::steady_clock::now() - died;
  REQUIRE(pulled.has_value());
  CHECK(took <= lease + std::chrono::seconds(10));
  CHECK_MESSAGE(tablets.run("maya", {"start", tablets.id_of(*pulled)}).exit_code == 3, "she comes too late");
  CHECK(tablets.run("tom", {"start", tablets.id_of(*pulled)}).exit_code == 0);
}
