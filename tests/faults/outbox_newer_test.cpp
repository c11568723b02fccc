// The outbox was written by a newer program: an older one leaves it alone and says so.
#include <sqlite3.h>

#include "base/files.h"
#include "faults/delivery_line.h"

TEST_CASE("outbox newer than the program: refused, left as it is, and read by the newer one later") {
  faults::DeliveryLine line;
  for (int i = 0; i < 5; ++i) REQUIRE(line.keep());
  line.close_outbox();
  const auto good = base::read_file(line.outbox_path()).value();
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(line.outbox_path().c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  const auto before = base::read_file(line.outbox_path()).value();
  const base::SystemClock clock;
  const auto opened = delivery::Outbox::open(line.outbox_path(), clock);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == base::Code::Invalid);
  CHECK(opened.error().what.find("newer program") != std::string::npos);
  CHECK(base::read_file(line.outbox_path()).value() == before);
  REQUIRE(base::write_file_durably(line.outbox_path(), good, 0600));
  line.open_outbox();
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}
