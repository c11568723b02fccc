#include "queue/token_book.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/files.h"
#include "support/temp_dir.h"

using queue::TokenBook;

TEST_CASE("tokens are kept for the next command, each user's apart, in a private file") {
  const support::TempDir temp;
  const auto folder = temp.path() / "state" / "bodymap";
  auto book = TokenBook::load(folder, "maya");
  CHECK_FALSE(book.last());
  book.keep("one", 1);
  book.keep("two", 7);
  book.keep("one", 2);
  REQUIRE(book.save());
  const auto again = TokenBook::load(folder, "maya");
  CHECK(again.token_of("one") == 2);
  CHECK(again.token_of("two") == 7);
  CHECK(again.last() == "one");
  CHECK_FALSE(again.token_of("three"));
  CHECK_FALSE(TokenBook::load(folder, "../maya").last());
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    struct stat status {};
    REQUIRE(::stat(entry.path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    REQUIRE(base::write_file_durably(entry.path(), "[[1,2],{\"a\":3}]x", 0600));
  }
  CHECK_FALSE(TokenBook::load(folder, "maya").last());
}

TEST_CASE("the oldest tokens go") {
  const support::TempDir temp;
  auto book = TokenBook::load(temp.path(), "maya");
  for (std::size_t i = 0; i <= TokenBook::kMost; ++i) book.keep(std::to_string(i), 1);
  CHECK_FALSE(book.token_of("0"));
  CHECK(book.token_of("1"));
}
