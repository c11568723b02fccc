// Another program holds the queue's store.
#include <signal.h>
#include <sqlite3.h>

#include "faults/delivery_line.h"

TEST_CASE("store locked: a second queue on one folder is refused, the first goes on") {
  faults::DeliveryLine line;
  CHECK(line.queue().start_in_vain() == 3);
  CHECK(line.queue().log().find("in use by another bodymap-queue") != std::string::npos);
  REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}

TEST_CASE("store locked by another kind of program: refused, and served when that one is gone") {
  faults::DeliveryLine line;
  line.queue().end(SIGTERM);
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open((line.queue().data() / "queue.db").c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                       nullptr) == SQLITE_OK);
  CHECK(line.queue().start_in_vain() == 3);
  CHECK(line.queue().log().find("database is locked") != std::string::npos);
  sqlite3_close(other);
  REQUIRE(line.keep());
  line.queue().start();
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}
