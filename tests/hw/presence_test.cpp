#include "hw/presence.h"

#include <doctest/doctest.h>

using base::Millis;
using hw::Presence;

namespace {

const base::CardId kOne{base::CardTech::Em4100, {0x62, 0xE3, 0x08, 0x6C, 0xED}};
const base::CardId kOther{base::CardTech::Em4100, {0x14, 0x00, 0x8E, 0xC7, 0x93}};

base::CardId numbered(std::uint8_t number) { return {base::CardTech::Em4100, {1, 0, 0, 0, number}}; }

}  // namespace

TEST_CASE("a card held for 10 s, with a frame every 65 ms, is one tap") {
  Presence presence;
  int taps = 0;
  for (int now = 0; now <= 10'000; now += 65) taps += presence.seen(kOne, Millis{now}) ? 1 : 0;
  CHECK(taps == 1);
}

TEST_CASE("a card taps again 2 s after it was last present, and not before") {
  // Last frame at 1000: absent from 1600, armed again from 3600.
  for (const auto& [again, tap] :
       {std::pair{1599, false}, {1600, false}, {3599, false}, {3600, true}, {9000, true}}) {
    CAPTURE(again);
    Presence presence;
    CHECK(presence.seen(kOne, Millis{1000}));
    CHECK(presence.seen(kOne, Millis{again}) == tap);
  }
}

TEST_CASE("a card flickering at the edge of the field stays one tap") {
  Presence presence;
  int taps = 0;
  for (int now = 0; now <= 20'000; now += 900) taps += presence.seen(kOne, Millis{now}) ? 1 : 0;
  CHECK(taps == 1);
}

TEST_CASE("another card taps at once") {
  Presence presence;
  CHECK(presence.seen(kOne, Millis{0}));
  CHECK(presence.seen(kOther, Millis{65}));
}

TEST_CASE("two cards held together are one tap each") {
  Presence presence;
  int taps = 0;
  for (int now = 0; now <= 10'000; now += 130) {
    taps += presence.seen(kOne, Millis{now}) ? 1 : 0;
    taps += presence.seen(kOther, Millis{now + 65}) ? 1 : 0;
  }
  CHECK(taps == 2);
}

TEST_CASE("more cards than are remembered still tap, and the latest are held") {
  Presence presence;
  for (std::uint8_t number = 1; number <= 6; ++number)
    CHECK(presence.seen(numbered(number), Millis{number * 10}));
  for (std::uint8_t number = 3; number <= 6; ++number)
    CHECK_FALSE(presence.seen(numbered(number), Millis{100}));
}

TEST_CASE("a lost line forgets what was held") {
  Presence presence;
  CHECK(presence.seen(kOne, Millis{0}));
  presence.clear();
  CHECK(presence.seen(kOne, Millis{1}));
}
