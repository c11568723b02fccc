#include "base/files.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "support/temp_dir.h"

TEST_CASE("a file written durably reads back and has its mode") {
  const support::TempDir dir;
  const auto path = dir.path() / "key";
  REQUIRE(base::write_file_durably(path, "one", 0600));
  REQUIRE(base::write_file_durably(path, "two", 0600));
  CHECK(*base::read_file(path) == "two");
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a missing file is Absent, a missing folder an error that leaves nothing") {
  const support::TempDir dir;
  CHECK(base::read_file(dir.path() / "none").error().code == base::Code::Absent);
  CHECK_FALSE(base::write_file_durably(dir.path() / "no" / "key", "x", 0600));
}
