// The queue's store was written by a newer program.
#include <signal.h>
#include <sqlite3.h>

#include "base/files.h"
#include "faults/delivery_line.h"

TEST_CASE("store newer than the program: bodymap-queue refuses it and leaves it as it is") {
  faults::DeliveryLine line;
  REQUIRE(line.keep());
  line.start_courier();
  REQUIRE(line.empties());
  line.stop_courier();
  line.queue().end(SIGTERM);
  const auto file = line.queue().data() / "queue.db";
  const auto good = base::read_file(file).value();
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, "PRAGMA user_version = 999", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  const auto newer = base::read_file(file).value();
  CHECK(line.queue().start_in_vain() == 2);
  CHECK(line.queue().log().find("newer than this program") != std::string::npos);
  CHECK(base::read_file(file).value() == newer);
  REQUIRE(base::write_file_durably(file, good, 0600));
  line.queue().start();
  line.check_exactly_once();
}
