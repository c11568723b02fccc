#include "ui/touch_pointer.h"

#include <doctest/doctest.h>

using base::Millis;
using ui::TouchPointer;

namespace {
constexpr Millis kNow{1'000};
}

TEST_CASE("a tap is down, released where it was, then gone") {
  TouchPointer pointer;
  pointer.press(1, 10, 20, kNow);
  pointer.release(1, 11, 21);
  const auto down = pointer.next_frame();
  CHECK(down.down);
  CHECK(down.pressed);
  CHECK(down.x == 10);
  CHECK(pointer.settling());
  const auto up = pointer.next_frame();
  CHECK(up.present);
  CHECK_FALSE(up.down);
  CHECK(up.released);
  CHECK(up.y == 21);
  const auto gone = pointer.next_frame();
  CHECK_FALSE(gone.present);
  CHECK_FALSE(pointer.settling());
}

TEST_CASE("two taps within one wait are two taps") {
  TouchPointer pointer;
  for (const float x : {5.0F, 50.0F}) {
    pointer.press(1, x, 0, kNow);
    pointer.release(1, x, 0);
  }
  int releases = 0;
  float last = 0;
  for (int i = 0; i < 6; ++i) {
    const auto frame = pointer.next_frame();
    releases += frame.released ? 1 : 0;
    if (frame.released) last = frame.x;
  }
  CHECK(releases == 2);
  CHECK(last == 50);
}

TEST_CASE("a second finger and its lift mean nothing until the first one lifts") {
  TouchPointer pointer;
  pointer.press(1, 10, 10, kNow);
  pointer.press(2, 90, 90, kNow);
  pointer.move(2, 80, 80, kNow);
  pointer.release(2, 80, 80);
  auto frame = pointer.next_frame();
  CHECK(frame.down);
  CHECK(frame.x == 10);
  frame = pointer.next_frame();
  CHECK(frame.down);
  CHECK(frame.x == 10);
  pointer.release(1, 10, 10);
  CHECK(pointer.next_frame().released);
}

TEST_CASE("moves are told, the newest only") {
  TouchPointer pointer;
  pointer.press(1, 0, 0, kNow);
  CHECK(pointer.next_frame().pressed);
  for (int i = 1; i <= 100; ++i) pointer.move(1, static_cast<float>(i), 0, kNow);
  const auto frame = pointer.next_frame();
  CHECK(frame.x == 100);
  CHECK_FALSE(pointer.settling());
}

TEST_CASE("a cancelled touch never acts") {
  TouchPointer pointer;
  pointer.press(1, 1, 1, kNow);
  pointer.next_frame();
  pointer.cancel();
  pointer.release(1, 1, 1);
  for (int i = 0; i < 3; ++i) {
    const auto frame = pointer.next_frame();
    CHECK_FALSE(frame.released);
    CHECK_FALSE(frame.present);
  }
}

TEST_CASE("what waits when the screen changes is void, and the next touch is heard") {
  TouchPointer pointer;
  pointer.press(1, 1, 1, kNow);
  pointer.next_frame();
  pointer.release(1, 1, 1);
  pointer.press(1, 2, 2, kNow);
  pointer.cancel();
  pointer.release(1, 2, 2);
  CHECK_FALSE(pointer.next_frame().present);
  pointer.press(1, 3, 3, kNow);
  CHECK(pointer.next_frame().pressed);
}

TEST_CASE("a lost lift: the same finger comes down again, and the touch before it is void") {
  TouchPointer pointer;
  pointer.press(1, 1, 1, kNow);
  CHECK(pointer.next_frame().pressed);
  pointer.press(1, 50, 50, kNow);
  pointer.release(1, 50, 50);
  auto frame = pointer.next_frame();
  CHECK_FALSE(frame.present);
  CHECK_FALSE(frame.released);
  frame = pointer.next_frame();
  CHECK(frame.pressed);
  CHECK(frame.x == 50);
  CHECK(pointer.next_frame().released);
}

TEST_CASE("a lost lift: another finger is heard once the first has been silent for long") {
  TouchPointer pointer;
  pointer.press(1, 1, 1, kNow);
  pointer.next_frame();
  pointer.move(1, 2, 2, kNow + Millis{5'000});
  pointer.next_frame();
  pointer.press(2, 9, 9, kNow + ui::kFingerLost);
  CHECK(pointer.next_frame().x == 2);
  pointer.press(2, 9, 9, kNow + Millis{5'000} + ui::kFingerLost);
  pointer.release(2, 9, 9);
  CHECK_FALSE(pointer.next_frame().present);
  CHECK(pointer.next_frame().pressed);
  CHECK(pointer.next_frame().released);
}

TEST_CASE("where a second finger is, is told beside the first, and how far it went to the end of the touch") {
  TouchPointer pointer;
  pointer.press(1, 10, 20, Millis{0});
  CHECK_FALSE(pointer.next_frame().second);
  pointer.press(2, 100, 20, Millis{10});
  pointer.press(3, 500, 20, Millis{11});  // a third one is nobody
  pointer.move(2, 130, 60, Millis{12});
  auto frame = pointer.next_frame();
  CHECK(frame.x == 10);
  REQUIRE(frame.second);
  CHECK(frame.second->x == 130);
  CHECK(frame.second_went == 50);
  pointer.move(2, 100, 20, Millis{13});
  pointer.release(2, 100, 20);
  pointer.release(1, 10, 20);
  frame = pointer.next_frame();
  CHECK(frame.released);
  CHECK_FALSE(frame.second);
  CHECK(frame.second_went == 50);
  pointer.press(1, 10, 20, Millis{20});
  frame = pointer.next_frame();
  while (!frame.pressed) frame = pointer.next_frame();
  CHECK(frame.second_went == 0);
}
