#include "queue/accounts.h"

#include <doctest/doctest.h>

#include "queue/sessions.h"

using base::Millis;
using queue::Sessions;
using queue::TryCounter;

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
  CHECK(sessions.look(token, true)->user == "maya");
  clock.advance(Sessions::kIdle - Millis{1});
  CHECK(sessions.look(token, true)->ends_in == Sessions::kIdle);
  clock.advance(Sessions::kIdle);
  CHECK_FALSE(sessions.look(token, true));

  const auto busy = sessions.open("maya");
  for (int i = 0; i < 12 * 6 - 1; ++i) {
    clock.advance(Millis{10 * 60 * 1000});
    REQUIRE(sessions.look(busy, true));
  }
  CHECK(sessions.look(busy, true)->ends_in == Millis{10 * 60 * 1000});
  clock.advance(Millis{10 * 60 * 1000});
  CHECK_FALSE(sessions.look(busy, true));
}

TEST_CASE("looking without using does not keep a session") {
  base::ManualClock clock;
  Sessions sessions(clock);
  const auto token = sessions.open("maya");
  for (int i = 0; i < 14; ++i) {
    clock.advance(Millis{60 * 1000});
    CHECK(sessions.look(token, false));
  }
  CHECK(sessions.look(token, false)->ends_in == Millis{60 * 1000});
  clock.advance(Millis{60 * 1000});
  CHECK_FALSE(sessions.look(token, false));
}

TEST_CASE("no other token is a session, and a closed one is none") {
  base::ManualClock clock;
  Sessions sessions(clock);
  const auto token = sessions.open("maya");
  const auto other = sessions.open("maya");
  CHECK(other != token);
  CHECK_FALSE(sessions.look("", true));
  CHECK_FALSE(sessions.look(token.substr(1), true));
  sessions.close(token);
  CHECK_FALSE(sessions.look(token, true));
  CHECK(sessions.look(other, true));
  CHECK(queue::csrf_of(token) != queue::csrf_of(other));
  CHECK(queue::csrf_of(token).find(token) == std::string::npos);
}

TEST_CASE("five wrong tries make a name wait, longer each time; a right one forgets") {
  base::ManualClock clock;
  TryCounter tries(clock);
  for (int left = 4; left >= 0; --left) CHECK(tries.begin("maya", "a").left == left);
  CHECK(tries.begin("maya", "b").wait == TryCounter::kFirstWait);
  CHECK(tries.wait("tom", "b") == Millis{0});
  clock.advance(TryCounter::kFirstWait);
  CHECK(tries.begin("maya", "a").wait == Millis{0});
  CHECK(tries.wait("maya", "a") == 2 * TryCounter::kFirstWait);
  for (int i = 0; i < 20; ++i) {
    clock.advance(tries.wait("maya", "a"));
    tries.begin("maya", std::to_string(i));
  }
  CHECK(tries.wait("maya", "c") == TryCounter::kLongestWait);
  tries.forgive("maya", "a");
  CHECK(tries.wait("maya", "c") == Millis{0});
  CHECK(tries.begin("maya", "c").left == 4);
}

TEST_CASE("an address waits after many wrong names, and right log-ins do not use it up") {
  base::ManualClock clock;
  TryCounter tries(clock);
  for (int i = 0; i < 100; ++i) {
    CHECK(tries.begin("maya", "a").wait == Millis{0});
    tries.forgive("maya", "a");
  }
  for (int i = 0; i < TryCounter::kAddressTries; ++i)
    CHECK(tries.begin("name" + std::to_string(i), "a").wait == Millis{0});
  CHECK(tries.begin("somebody", "a").wait == TryCounter::kFirstWait);
  CHECK(tries.begin("somebody", "b").wait == Millis{0});
}

TEST_CASE("an hour without a wrong try forgets them, and made-up names do not fill the memory") {
  base::ManualClock clock;
  TryCounter tries(clock);
  for (int i = 0; i < 3; ++i) tries.begin("maya", "a");
  clock.advance(TryCounter::kForget);
  CHECK(tries.begin("maya", "a").left == 4);
  for (int i = 0; i < 5000; ++i) tries.begin(std::to_string(i), std::to_string(i));
  CHECK(tries.begin("4999", "b").left == 3);
}

TEST_CASE("an empty password, even one that is nowhere in memory, fits nothing") {
  const auto hash = queue::hash_password("correct horse").value();
  CHECK_FALSE(queue::password_fits(std::string_view(), hash));
  CHECK_FALSE(queue::password_fits(std::string_view(), ""));
}
