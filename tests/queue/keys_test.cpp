#include "queue/keys.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/files.h"
#include "support/temp_dir.h"

using queue::Keys;

TEST_CASE("a key file is made once, private, and gives the same keys again") {
  const support::TempDir temp;
  const auto path = temp.path() / "data.key";
  const auto made = Keys::create(path).value();
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  const auto again = Keys::load(path).value();
  CHECK(again.public_keys() == made.public_keys());
  CHECK(again.card_key().bytes() == made.card_key().bytes());
  CHECK(again.number_digest("1042") == made.number_digest("1042"));
  CHECK(Keys::create(path).error().code == base::Code::Invalid);
}

TEST_CASE("every purpose has a key of its own") {
  const support::TempDir temp;
  const auto keys = Keys::create(temp.path() / "k").value();
  CHECK(keys.sign().public_key != keys.seal().public_key);
  CHECK(keys.card_key().bytes() != keys.seal().secret_key.bytes());
  CHECK(keys.number_digest("1042") != keys.number_digest("1043"));
}

TEST_CASE("a key file that others may read, that is none or that is missing is refused") {
  const support::TempDir temp;
  const auto path = temp.path() / "k";
  CHECK(Keys::load(path).error().code == base::Code::Absent);
  REQUIRE(Keys::create(path));
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  CHECK(Keys::load(path).error().code == base::Code::Invalid);
  for (const char* content : {"", "bodymap-queue-key-1 ", "bodymap-queue-key-1 00ff\n", "hello"}) {
    REQUIRE(base::write_file_durably(path, content, 0600));
    CHECK(Keys::load(path).error().code == base::Code::Invalid);
  }
}

TEST_CASE("what is locked opens only with its key, at its place and unchanged") {
  const support::TempDir temp;
  const auto keys = Keys::create(temp.path() / "a").value();
  const auto others = Keys::create(temp.path() / "b").value();
  auto locked = keys.lock("Anna", "member/1/given");
  CHECK(keys.unlock(locked, "member/1/given").value().view() == "Anna");
  CHECK(keys.lock("Anna", "member/1/given") != locked);
  CHECK_FALSE(keys.unlock(locked, "member/2/given"));
  CHECK_FALSE(others.unlock(locked, "member/1/given"));
  locked.back() ^= 1U;
  CHECK_FALSE(keys.unlock(locked, "member/1/given"));
  CHECK_FALSE(keys.unlock(base::Bytes(10), "member/1/given"));
  CHECK(keys.unlock(keys.lock("", "x"), "x").value().empty());
}

TEST_CASE("the key stands beside the data folder") {
  CHECK(queue::default_key_path("/srv/queue/") == "/srv/queue.key");
  CHECK(queue::default_key_path("/srv/a/../queue") == "/srv/queue.key");
}
