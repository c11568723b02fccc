#include <doctest/doctest.h>
#include <signal.h>
#include <sqlite3.h>

#include "support/clinic.h"
#include "support/eventually.h"

namespace {

// The signature of the one record in the outbox goes bad on the disk: 64 zero bytes.
void damage_signature(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  const auto change = "UPDATE outbox SET signature = zeroblob(64)";
  CHECK(sqlite3_exec(database, change, nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(sqlite3_changes(database) == 1);
  sqlite3_close(database);
}

}  // namespace

TEST_CASE("a record the queue refuses is set aside and the next one goes on") {
  support::Clinic clinic;
  clinic.open();
  clinic.stop_queue(SIGKILL);
  clinic.guest_to_map();
  clinic.mark("back", "calf_outer.L", 7);
  clinic.send();
  clinic.kill_kiosk();
  damage_signature(clinic.kiosk_data() / "outbox.db");
  clinic.start_queue();
  clinic.start_kiosk();
  clinic.guest_to_map();
  clinic.mark("back", "achilles.R", 4);
  clinic.send();
  REQUIRE(clinic.wait_until_listed(1));
  CHECK(clinic.list()[0]["areas"][0]["region"] == "achilles.R");
  // The queue lists the record a moment before the kiosk has its receipt.
  CHECK(support::eventually([&] { return clinic.kiosk().stats()["outbox"]["waiting"] == 0; }));
  CHECK(clinic.kiosk().stats()["outbox"]["refused"] == 1);
}
