#include "queue/accounts.h"

#include <doctest/doctest.h>

using base::Millis;
using queue::Sessions;

TEST_CASE("a password is kept as Argon2id of at least 19 MiB and two passes") {
  const auto hash = queue::hash_password("a long walk").value();
  CHECK(hash.find("$argon2id$v=19$m=19456,t=2,p=1$") == 0);
  CHECK(queue::password_fits("a long walk", hash));
  CHECK_FALSE(queue::password_fits("a long wal", hash));
  CHECK_FALSE(queue::password_fits("", hash));
  CHECK_FALSE(queue::password_fits("a long walk", ""));
}

TEST_CASE("a session ends after 15 idle minutes, and after 12 hours however busy") {
  base::ManualClock clock;
  Sessions sessions(clock);
  const auto token = sessions.open("maya");
  CHECK(token.size() == 64);
  CHECK(sessions.user_of(token) == "maya");
  clock.advance(Sessions::kIdle - Millis{1});
  CHECK(sessions.user_of(token) == "maya");
  clock.advance(Sessions::kIdle);
  CHECK_FALSE(sessions.user_of(token));

  const auto busy = sessions.open("maya");
  for (int i = 0; i < 12 * 6 - 1; ++i) {
    clock.advance(Millis{10 * 60 * 1000});
    REQUIRE(sessions.user_of(busy));
  }
  clock.advance(Millis{10 * 60 * 1000});
  CHECK_FALSE(sessions.user_of(busy));
}

TEST_CASE("no other token is a session") {
  base::ManualClock clock;
  Sessions sessions(clock);
  const auto token = sessions.open("maya");
  CHECK(sessions.open("maya") != token);
  CHECK_FALSE(sessions.user_of(""));
  CHECK_FALSE(sessions.user_of(token.substr(1)));
}

TEST_CASE("five wrong passwords make a name wait, longer each time; a right one forgets") {
  base::ManualClock clock;
  Sessions sessions(clock);
  for (int i = 0; i < 4; ++i) sessions.note_wrong("maya");
  CHECK(sessions.wait_left("maya") == Millis{0});
  sessions.note_wrong("maya");
  CHECK(sessions.wait_left("maya") == Sessions::kFirstWait);
  CHECK(sessions.wait_left("tom") == Millis{0});
  clock.advance(Sessions::kFirstWait);
  CHECK(sessions.wait_left("maya") == Millis{0});
  sessions.note_wrong("maya");
  CHECK(sessions.wait_left("maya") == 2 * Sessions::kFirstWait);
  for (int i = 0; i < 40; ++i) sessions.note_wrong("maya");
  CHECK(sessions.wait_left("maya") == Sessions::kLongestWait);
  sessions.open("maya");
  CHECK(sessions.wait_left("maya") == Millis{0});
}
