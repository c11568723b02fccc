#include "hw/presence.h"

#include <doctest/doctest.h>

using base::Millis;
using hw::CardRead;
using hw::Presence;
using hw::Repeats;

namespace {

CardRead em(std::uint8_t number) { return {{base::CardTech::Em4100, {1, 0, 0, 0, number}}, {}}; }
CardRead refused(base::CardRefusal why, std::uint8_t number) {
  return {{base::CardTech::Iso14443a, {8, 0, 0, number}}, why};
}
const CardRead kOne = em(1);
const CardRead kOther = em(2);

int taps_of(Presence& presence, const CardRead& read, int from, int until, int step) {
  int taps = 0;
  for (int now = from; now < until; now += step) taps += presence.seen(read, Millis{now}) ? 1 : 0;
  return taps;
}

}  // namespace

TEST_CASE("a card held for 10 s is one tap, with frames every 65 ms, 150 ms and 500 ms") {
  for (const int period : {65, 150, 500}) {
    Presence presence(Repeats::WhileHeld);
    CHECK(taps_of(presence, kOne, 0, 10'001, period) == 1);
    Presence once(Repeats::Once);
    CHECK(taps_of(once, kOne, 0, 10'001, period) == 1);
  }
}

TEST_CASE("a card taps again 2 s after it was last present, and not before") {
  // Last frame at 1000: absent from 1600, armed again from 3600.
  for (const auto& [again, tap] :
       {std::pair{1599, false}, {1600, false}, {3599, false}, {3600, true}, {9000, true}}) {
    CAPTURE(again);
    Presence presence(Repeats::WhileHeld);
    CHECK(presence.seen(kOne, Millis{1000}));
    CHECK(presence.seen(kOne, Millis{again}) == tap);
  }
}

TEST_CASE("of a reader that sends once, the same card within 3 s is one tap") {
  for (const auto& [again, tap] : {std::pair{1001, false}, {3999, false}, {4000, true}}) {
    CAPTURE(again);
    Presence presence(Repeats::Once);
    CHECK(presence.seen(kOne, Millis{1000}));
    CHECK(presence.seen(kOne, Millis{again}) == tap);
  }
}

TEST_CASE("a card flickering at the edge of the field stays one tap") {
  Presence presence(Repeats::WhileHeld);
  CHECK(taps_of(presence, kOne, 0, 20'000, 900) == 1);
}

TEST_CASE("of two cards within 200 ms the first counts, and from 200 ms on another card taps") {
  for (const auto& [later, tap] : {std::pair{0, false}, {65, false}, {199, false}, {200, true}}) {
    CAPTURE(later);
    Presence presence(Repeats::WhileHeld);
    CHECK(presence.seen(kOne, Millis{1000}));
    CHECK(presence.seen(kOther, Millis{1000 + later}) == tap);
  }
}

TEST_CASE("two cards held together are one tap, also when the first is taken away first") {
  Presence presence(Repeats::WhileHeld);
  int first = 0;
  int second = 0;
  for (int now = 0; now <= 10'000; now += 130) {
    first += presence.seen(kOne, Millis{now}) ? 1 : 0;
    second += presence.seen(kOther, Millis{now + 65}) ? 1 : 0;
  }
  second += taps_of(presence, kOther, 10'130, 15'000, 65);
  CHECK(first == 1);
  CHECK(second == 0);
  // Away, it is a card like any other.
  CHECK(presence.seen(kOther, Millis{15'000 + 2'600}));
}

TEST_CASE("a phone's number changes while it is held: it is refused once, by its reason") {
  Presence presence(Repeats::WhileHeld);
  int refusals = 0;
  for (int now = 0; now < 5'000; now += 150) {
    const auto phone = refused(base::CardRefusal::Random, static_cast<std::uint8_t>(now / 150));
    refusals += presence.seen(phone, Millis{now}) ? 1 : 0;
  }
  CHECK(refusals == 1);
  CHECK(presence.seen(refused(base::CardRefusal::Truncated, 1), Millis{5'500}));
  CHECK(presence.seen(kOne, Millis{6'000}));
}

TEST_CASE("a number that names nobody keeps no card from tapping, and is not told while a card is there") {
  Presence presence(Repeats::WhileHeld);
  CHECK(presence.seen(refused(base::CardRefusal::AllZeros, 0), Millis{0}));
  CHECK(presence.seen(kOne, Millis{65}));
  CHECK_FALSE(presence.seen(refused(base::CardRefusal::Random, 1), Millis{130}));
  CHECK_FALSE(presence.seen(kOne, Millis{195}));
}

TEST_CASE("more cards than are remembered still tap, and the latest are held") {
  Presence presence(Repeats::WhileHeld);
  for (std::uint8_t number = 1; number <= 6; ++number) CHECK(presence.seen(em(number), Millis{number * 200}));
  for (std::uint8_t number = 3; number <= 6; ++number) CHECK_FALSE(presence.seen(em(number), Millis{1400}));
}

TEST_CASE("a number is forgotten as soon as its card may tap again") {
  Presence presence(Repeats::WhileHeld);
  CHECK_FALSE(presence.due());
  presence.seen(kOne, Millis{0});
  presence.seen(kOther, Millis{1000});
  CHECK(presence.due() == Millis{2600});
  presence.forget_old(Millis{2600});
  CHECK(presence.due() == Millis{3600});
  presence.forget_old(Millis{3600});
  CHECK_FALSE(presence.due());
}

TEST_CASE("a lost line forgets what was held") {
  Presence presence(Repeats::WhileHeld);
  CHECK(presence.seen(kOne, Millis{0}));
  presence.clear();
  CHECK(presence.seen(kOne, Millis{1}));
}
