// Another program holds the outbox: a second kiosk process, or somebody's sqlite3 shell.
#include <sqlite3.h>

#include "faults/delivery_line.h"

using delivery::Outbox;

namespace {

// Somebody else's program with the file open and locked.
class OtherProgram {
 public:
  explicit OtherProgram(const std::filesystem::path& file) {
    REQUIRE(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database_, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
  }
  ~OtherProgram() { sqlite3_close(database_); }
  OtherProgram(const OtherProgram&) = delete;
  OtherProgram& operator=(const OtherProgram&) = delete;

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace

TEST_CASE("outbox locked by another program: told at once, and opened when that one is gone") {
  faults::DeliveryLine line;
  for (int i = 0; i < 5; ++i) REQUIRE(line.keep());
  line.close_outbox();
  const base::SystemClock clock;
  {
    const OtherProgram other(line.outbox_path());
    const auto begin = std::chrono::steady_clock::now();
    const auto opened = Outbox::open(line.outbox_path(), clock);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == base::Code::Busy);
    CHECK(opened.error().what.find("in use by another process") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  }
  line.open_outbox();
  CHECK(line.outbox().counts().waiting == 5);
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}

TEST_CASE("outbox held by us: another program cannot get between") {
  faults::DeliveryLine line;
  REQUIRE(line.keep());
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(line.outbox_path().c_str(), &other) == SQLITE_OK);
  CHECK(sqlite3_exec(other, "DELETE FROM outbox", nullptr, nullptr, nullptr) == SQLITE_BUSY);
  sqlite3_close(other);
  REQUIRE(line.keep());
  line.start_courier();
  CHECK(line.empties());
  line.check_exactly_once();
}
