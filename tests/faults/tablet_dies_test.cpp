// A tablet that holds an intake dies: its battery is empty, or it fell.
#include <signal.h>

#include "faults/tablets.h"

TEST_CASE("a tablet that dies: its intake is offered to others once the lease has run out, not before") {
  // The product's own lease with --long; the shortest one otherwise.
  const auto lease = std::chrono::seconds(faults::long_form() ? 60 : 10);
  faults::Tablets tablets(1, "[lease]\nseconds = " + std::to_string(lease.count()) + "\n");
  const auto held = tablets.start("maya", {"next", "--hold", "--json"});
  REQUIRE(held->read_line(support::Seconds(60)).has_value());
  held->signal(SIGKILL);
  const auto died = std::chrono::steady_clock::now();
  held->wait();

  const auto since = [died] { return std::chrono::steady_clock::now() - died; };
  std::optional<nlohmann::json> pulled;
  while (!pulled && since() < std::chrono::seconds(120)) {
    pulled = tablets.pull("tom");
    if (!pulled) std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  const auto took = since();
  REQUIRE(pulled.has_value());
  // It was renewed last a third of the lease before it died, or later.
  CHECK_MESSAGE(took >= lease * 2 / 3 - std::chrono::seconds(1), "it may only have been slow");
  // The product promises 120 s with its lease of 60.
  CHECK(took <= lease + std::chrono::seconds(60));
  CHECK_MESSAGE(tablets.run("maya", {"start", tablets.id_of(*pulled)}).exit_code == 3, "she comes too late");
  CHECK(tablets.run("tom", {"start", tablets.id_of(*pulled)}).exit_code == 0);
}
